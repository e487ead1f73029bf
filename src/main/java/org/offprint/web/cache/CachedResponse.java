package org.offprint.web.cache;

import org.offprint.platform.http.caching.DirectReply;
import org.offprint.platform.http.filters.CommonHeaders;
import org.offprint.services.usage.UsedItem;

/** Response in memory, and what is recorded when it is sent. */
interface CachedResponse {

    /** Returns the prepared response; null if only the resource can send it. */
    DirectReply reply();

    /** Returns the path template under which the request is measured. */
    String route();

    /** Returns the approximate size in memory, without the key. */
    int bytes();

    /** Returns the {@code Content-Security-Policy} of the response. */
    default CharSequence securityPolicy() {
        return CommonHeaders.NO_SCRIPTS;
    }

    /** Returns the item whose usage is counted; null if usage is not counted. */
    default UsedItem used() {
        return null;
    }
}
