/** Search on a cluster of OpenSearch, which holds the same documents as the index in the process and is asked the same queries. */
package org.offprint.search.opensearch;
