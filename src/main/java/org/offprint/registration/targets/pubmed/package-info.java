/** The delivery of citations to PubMed by SFTP. */
package org.offprint.registration.targets.pubmed;
