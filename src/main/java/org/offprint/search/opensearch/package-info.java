/**
 * OpenSearch engine. The engine stores the same Lucene documents as the embedded engine in a cluster, and sends the
 * same queries to the cluster.
 */
package org.offprint.search.opensearch;
