/** Updates an OpenSearch cluster: bulk requests, checkpoints and one follower for all nodes. */
package org.offprint.search.opensearch.updates;
