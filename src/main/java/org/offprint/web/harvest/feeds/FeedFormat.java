package org.offprint.web.harvest.feeds;

import java.util.Locale;
import java.util.UUID;

/** Format of a feed. The lower-case name is the file name extension in the path of the feed. */
enum FeedFormat {
    ATOM("application/atom+xml;charset=UTF-8"),
    JSON("application/feed+json;charset=UTF-8");

    private final String mediaType;

    FeedFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** Returns the path of the feed of a journal. */
    String pathOfJournal(String slug) {
        return "/feeds/journals/" + slug + "." + name().toLowerCase(Locale.ROOT);
    }

    /** Returns the path of the feed of an issue. */
    String pathOfIssue(UUID issue) {
        return "/feeds/issues/" + issue + "." + name().toLowerCase(Locale.ROOT);
    }
}
