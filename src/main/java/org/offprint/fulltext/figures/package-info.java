/** Figures, media and supplementary files. */
package org.offprint.fulltext.figures;
