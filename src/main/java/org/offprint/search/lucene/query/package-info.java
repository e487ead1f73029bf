/** Translates search queries and sort orders to Lucene, and corrects misspelled queries. */
package org.offprint.search.lucene.query;
