package org.offprint.search.opensearch.updates;

import java.util.UUID;

/**
 * Position up to which an index contains all changes.
 *
 * @param store id of the database to which the index belongs
 * @param position position in the change log
 * @param stamp sequence number of the last citation count
 */
record ClusterPosition(UUID store, long position, long stamp) {

    ClusterPosition at(long reached) {
        return new ClusterPosition(store, reached, stamp);
    }

    ClusterPosition withStamp(long reached) {
        return new ClusterPosition(store, position, reached);
    }
}
