/**
 * The query of a search: a tree of {@link org.offprint.search.query.SearchQuery}, and the language of {@code q} that is
 * read to such a tree and written back: words that must all match, {@code "phrases"}, {@code OR}, {@code -not}, {@code
 * field:…}, {@code prefix*} and brackets. Precedence, from the tightest: {@code field:}, {@code -}, {@code OR}, standing
 * side by side.
 */
package org.offprint.search.query;
