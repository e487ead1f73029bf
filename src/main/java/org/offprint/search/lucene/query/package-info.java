/** Translation of search queries and sort orders to Lucene, and correction of misspelled queries. */
package org.offprint.search.lucene.query;
