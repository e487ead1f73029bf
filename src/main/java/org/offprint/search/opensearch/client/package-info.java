/** Calls to a cluster of OpenSearch: its nodes in turn, bounded in time and size. */
package org.offprint.search.opensearch.client;
