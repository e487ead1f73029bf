/** Client for OpenSearch clusters, with node rotation, limits, index mappings and query JSON. */
package org.offprint.search.opensearch.client;
