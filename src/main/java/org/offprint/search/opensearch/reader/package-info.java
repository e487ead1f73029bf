/** Reads from an OpenSearch cluster, such as pages of hits, facets, labels and suggestions. */
package org.offprint.search.opensearch.reader;
