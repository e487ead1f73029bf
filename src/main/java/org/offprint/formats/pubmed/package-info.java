/** Reads MEDLINE and PubMed XML and writes the XML that publishers send to PubMed. */
package org.offprint.formats.pubmed;
