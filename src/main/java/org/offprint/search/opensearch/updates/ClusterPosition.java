package org.offprint.search.opensearch.updates;

import java.util.UUID;

/**
 * The place up to which an index has everything.
 *
 * @param store the database that it is of
 * @param position of the change log
 * @param stamp of the numbers of citations
 */
record ClusterPosition(UUID store, long position, long stamp) {

    ClusterPosition at(long reached) {
        return new ClusterPosition(store, reached, stamp);
    }

    ClusterPosition withStamp(long reached) {
        return new ClusterPosition(store, position, reached);
    }
}
