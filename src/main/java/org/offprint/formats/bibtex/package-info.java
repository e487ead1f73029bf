/** Reader and writer for BibTeX and BibLaTeX, including LaTeX markup. */
package org.offprint.formats.bibtex;
