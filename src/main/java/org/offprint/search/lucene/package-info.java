/** Lucene documents, queries, sorts and highlights that all search engines share. */
package org.offprint.search.lucene;
