/** A cluster is fed with what changes: bulk orders, positions, counts, one follower for all nodes. */
package org.offprint.search.opensearch.updates;
