package org.offprint.web.cache;

import org.offprint.platform.http.caching.DirectReply;
import org.offprint.platform.http.filters.CommonHeaders;
import org.offprint.services.usage.UsedItem;

/** Cached response, with the route for metrics and the item for usage statistics. */
interface CachedResponse {

    /** Returns the prepared response, or null if only the REST resource can send it. */
    DirectReply reply();

    /** Returns the path template by which metrics group the request. */
    String route();

    /** Returns the approximate size of the response in memory, in bytes, excluding the cache key. */
    int bytes();

    /** Returns the {@code Content-Security-Policy} header of the response. */
    default CharSequence securityPolicy() {
        return CommonHeaders.NO_SCRIPTS;
    }

    /** Returns the item for which usage is counted, or null if usage is not counted. */
    default UsedItem used() {
        return null;
    }
}
