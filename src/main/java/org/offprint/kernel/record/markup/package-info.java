/** Markup in titles and abstracts, sanitized to an allow-list, and formulas. */
package org.offprint.kernel.record.markup;
