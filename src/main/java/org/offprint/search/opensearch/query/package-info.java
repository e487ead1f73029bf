/** Queries and sorts of Lucene as a cluster of OpenSearch takes them. */
package org.offprint.search.opensearch.query;
