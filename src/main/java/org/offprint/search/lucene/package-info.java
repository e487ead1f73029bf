/** Lucene documents, queries, sorts and highlights that the embedded index and the OpenSearch cluster share. */
package org.offprint.search.lucene;
