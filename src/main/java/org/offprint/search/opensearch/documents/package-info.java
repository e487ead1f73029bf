/** Documents of a cluster, and the index that takes them. */
package org.offprint.search.opensearch.documents;
