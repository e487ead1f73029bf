package org.offprint.search.lucene;

import org.offprint.search.Audience;
import org.offprint.search.RecordFeed;

/**
 * Where the records of an index are read.
 *
 * @param published what readers have
 * @param working what editors have instead of it or besides
 */
record RecordFeeds(RecordFeed published, RecordFeed working) {

    static RecordFeeds of(Iterable<RecordFeed> all) {
        RecordFeed published = null;
        RecordFeed working = null;
        for (RecordFeed each : all) {
            if (each.audience() == Audience.READERS) {
                published = each;
            } else {
                working = each;
            }
        }
        return new RecordFeeds(published, working);
    }
}
