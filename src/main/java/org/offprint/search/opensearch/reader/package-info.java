/** Reading from an OpenSearch cluster: pages of hits, facets, labels and suggestions. */
package org.offprint.search.opensearch.reader;
