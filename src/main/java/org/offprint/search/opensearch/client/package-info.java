/** Client for OpenSearch clusters: node failover, limits, index mappings and queries in JSON. */
package org.offprint.search.opensearch.client;
