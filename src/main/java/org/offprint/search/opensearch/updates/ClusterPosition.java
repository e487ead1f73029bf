package org.offprint.search.opensearch.updates;

import java.util.UUID;

/**
 * Position up to which an index is complete.
 *
 * @param store database to which the index belongs
 * @param position position in the change log
 * @param stamp stamp of the citation counts
 */
record ClusterPosition(UUID store, long position, long stamp) {

    ClusterPosition at(long reached) {
        return new ClusterPosition(store, reached, stamp);
    }

    ClusterPosition withStamp(long reached) {
        return new ClusterPosition(store, position, reached);
    }
}
