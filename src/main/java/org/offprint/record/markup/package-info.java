/** Markup of titles and abstracts, cleaned to an allow-list, and formulas. */
package org.offprint.record.markup;
