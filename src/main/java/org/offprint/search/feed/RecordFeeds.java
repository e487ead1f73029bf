package org.offprint.search.feed;

import org.offprint.search.schema.Audience;

/**
 * The feeds of an index's two parts.
 *
 * @param published what readers have
 * @param working what editors have instead of it or besides
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
