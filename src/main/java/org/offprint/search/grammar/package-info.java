/**
 * The language of {@code q}: words that must all match, {@code "phrases"}, {@code OR}, {@code -not}, {@code field:…},
 * {@code prefix*} and brackets, read to a tree of {@link org.offprint.search.SearchQuery} and written back. Precedence, from
 * the tightest: {@code field:}, {@code -}, {@code OR}, standing side by side.
 */
package org.offprint.search.grammar;
