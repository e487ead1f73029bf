/**
 * The meaning of records and searches in the terms of Lucene, for every engine: documents of records, queries and sorts of
 * searches, and highlights.
 */
package org.offprint.search.lucene;
