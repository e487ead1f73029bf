package org.offprint.search.feed;

import org.offprint.search.schema.Audience;

/**
 * Feeds of the published and working parts of the search index.
 *
 * @param published feed of the published records
 * @param working feed of the records that editors see instead of, or in addition to, the published records
 */
public record RecordFeeds(RecordFeed published, RecordFeed working) {

    public static RecordFeeds of(Iterable<RecordFeed> all) {
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
