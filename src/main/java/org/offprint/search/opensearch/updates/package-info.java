/** Updates of an OpenSearch cluster, with bulk requests, checkpoints and one follower for all nodes. */
package org.offprint.search.opensearch.updates;
