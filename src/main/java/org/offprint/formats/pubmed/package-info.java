/** PubMed: reads the MEDLINE format and PubMed's XML, writes the XML that publishers send there. */
package org.offprint.formats.pubmed;
