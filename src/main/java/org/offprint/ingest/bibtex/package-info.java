/** Reads BibTeX and BibLaTeX. */
package org.offprint.ingest.bibtex;
