/** Reads from an OpenSearch cluster, for example pages of hits, facets, labels and suggestions. */
package org.offprint.search.opensearch.reader;
