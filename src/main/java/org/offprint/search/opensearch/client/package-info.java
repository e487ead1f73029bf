/** Requests to an OpenSearch cluster: node rotation, limits, index mappings and query JSON. */
package org.offprint.search.opensearch.client;
