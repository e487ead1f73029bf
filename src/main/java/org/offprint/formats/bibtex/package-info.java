/** Reads and writes BibTeX and BibLaTeX, including LaTeX markup. */
package org.offprint.formats.bibtex;
