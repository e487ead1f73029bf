/** Readers for MEDLINE and PubMed XML, and writer for the XML that publishers send to PubMed. */
package org.offprint.formats.pubmed;
