package org.offprint.platform.http.requests;

import org.jboss.logging.MDC;

/** Ids in all log entries of a request, in the text log and as members of the JSON log. */
public final class LogContext {

    private LogContext() {}

    /**
     * Sets the ids for the log entries of the current request, or of the current thread if there is no request.
     *
     * @param traceId trace id from the client; null for none
     */
    public static void set(String requestId, String traceId) {
        MDC.put("requestId", requestId);
        if (traceId == null) {
            MDC.remove("traceId");
        } else {
            MDC.put("traceId", traceId);
        }
    }
}
