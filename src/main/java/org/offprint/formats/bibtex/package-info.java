/** BibTeX and BibLaTeX: reader and writer. */
package org.offprint.formats.bibtex;
