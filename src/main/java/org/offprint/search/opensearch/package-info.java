/**
 * OpenSearch engine, which stores the shared Lucene documents in a cluster and sends the shared queries to the
 * cluster.
 */
package org.offprint.search.opensearch;
