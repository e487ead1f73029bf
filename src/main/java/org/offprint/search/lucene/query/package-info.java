/** Lucene queries of a search query, and the sort of its hits. */
package org.offprint.search.lucene.query;
