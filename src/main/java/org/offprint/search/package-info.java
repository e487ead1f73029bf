/**
 * The seam of search: a request, an index that answers it, the answer. Nothing outside of {@code lucene} knows Lucene,
 * so that a cluster can be put in its place.
 */
package org.offprint.search;
