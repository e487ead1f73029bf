/** Rendering of mathematical formulas as MathML Core. */
package org.offprint.formats.fulltext.mathematics;
