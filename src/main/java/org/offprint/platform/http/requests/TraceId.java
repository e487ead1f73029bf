package org.offprint.platform.http.requests;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.regex.Pattern;

/** Trace id that a client sends in the header {@code traceparent} (W3C Trace Context, section 3.2). */
public final class TraceId {

    private static final CharSequence HEADER = HttpHeaders.createOptimized("traceparent");

    /**
     * Maximum length of the {@code traceparent} header. Version 00 has 55 characters, and later versions may append
     * fields.
     */
    private static final int MAX_LENGTH = 512;

    /** Length of the version, trace id, parent id and flags, including the hyphens. */
    private static final int LENGTH = 55;

    private static final int TRACE_BEGIN = 3;
    private static final int TRACE_END = 35;

    /**
     * Pattern of valid {@code traceparent} headers. Version ff and ids that contain only zeros are invalid. Later
     * versions may append fields after a hyphen.
     */
    private static final Pattern VALID = Pattern.compile(
            "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-[\\x21-\\x7e]*)?");

    private TraceId() {}

    /** Returns the trace id as 32 lowercase hexadecimal digits, or null if the request has no valid trace id. */
    public static String of(HttpServerRequest request) {
        String first = request.getHeader(HEADER);
        if (first == null) {
            return null;
        }
        List<String> all = request.headers().getAll(HEADER);
        return all.size() == 1 ? parse(first) : null;
    }

    /** Returns the trace id in a {@code traceparent} header, or null if the header is invalid. */
    static String parse(String value) {
        boolean hasLength = value.length() == LENGTH || value.length() <= MAX_LENGTH && !value.startsWith("00");
        return hasLength && VALID.matcher(value).matches() ? value.substring(TRACE_BEGIN, TRACE_END) : null;
    }
}
