/** Updates of an OpenSearch cluster: bulk requests, checkpoints, and one writing node for all nodes. */
package org.offprint.search.opensearch.updates;
