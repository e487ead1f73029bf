package org.offprint.web.harvest.feeds;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.offprint.web.harvest.feeds.FeedSource.Entry;

/**
 * Title and URLs of a feed.
 *
 * @param id id of the journal or issue, which does not change with the title
 * @param self path of the feed
 * @param page page URL of the journal or issue
 * @param author author of the feed
 */
record FeedHead(
        UUID id,
        String title,
        String subtitle,
        String language,
        String self,
        String page,
        String author,
        Instant updatedAt) {

    /** Returns the time of the last change to the feed or to its entries. */
    Instant newest(List<Entry> entries) {
        return entries.stream()
                .map(Entry::modifiedAt)
                .filter(at -> at.isAfter(updatedAt))
                .max(Instant::compareTo)
                .orElse(updatedAt);
    }
}
