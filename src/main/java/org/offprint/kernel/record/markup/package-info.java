/** Markup of titles and abstracts, sanitized with an allow-list of elements, and MathML formulas. */
package org.offprint.kernel.record.markup;
