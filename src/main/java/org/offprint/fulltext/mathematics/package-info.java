/** Formulas as MathML Core. */
package org.offprint.fulltext.mathematics;
