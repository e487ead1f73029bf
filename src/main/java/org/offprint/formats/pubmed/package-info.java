/** PubMed: reads the MEDLINE format, writes PubMed's XML for publishers. */
package org.offprint.formats.pubmed;
