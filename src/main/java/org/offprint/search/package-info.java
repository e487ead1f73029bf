/**
 * Search and every list. What a request asks for is a tree of {@link org.offprint.search.SearchQuery} within a {@link
 * org.offprint.search.SearchRequest}; {@link org.offprint.search.SearchIndex} answers it. Nothing outside of {@code
 * lucene} knows Lucene, so that a cluster can be put in its place.
 */
package org.offprint.search;
