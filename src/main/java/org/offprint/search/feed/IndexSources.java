package org.offprint.search.feed;

import java.util.UUID;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.FollowerWaits;

/**
 * Inputs of a search index: records, full texts, the change log, and the writes that wait for the index.
 *
 * @param texts full texts of published articles
 * @param store id of the database
 * @param waits writes that wait until searches include their changes
 */
public record IndexSources(RecordFeeds records, TextFeed texts, ChangeLog log, UUID store, FollowerWaits waits) {}
