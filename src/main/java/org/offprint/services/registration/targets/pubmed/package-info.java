/** Delivery of citations to PubMed over SFTP. */
package org.offprint.services.registration.targets.pubmed;
