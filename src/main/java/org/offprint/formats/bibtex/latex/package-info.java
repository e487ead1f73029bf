/** LaTeX commands, accents and symbols read as plain text and markup. */
package org.offprint.formats.bibtex.latex;
