/** Answers from a cluster: pages of hits, facets, labels, and what queries have to know of records. */
package org.offprint.search.opensearch.reader;
