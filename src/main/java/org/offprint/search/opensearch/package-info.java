/** OpenSearch engine: stores the same documents in a cluster and sends it the same queries. */
package org.offprint.search.opensearch;
