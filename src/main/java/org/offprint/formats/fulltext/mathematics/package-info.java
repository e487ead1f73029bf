/** Rendering of formulas as MathML Core. */
package org.offprint.formats.fulltext.mathematics;
