package org.offprint.platform.http.requests;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The name of one request, in its answer, in every problem document and in the log. */
public final class RequestId {

    /** The header that brings it and takes it back. */
    public static final String HEADER = "X-Request-Id";

    private static final CharSequence NAME = HttpHeaders.createOptimized(HEADER);
    private static final String KEY = RequestId.class.getName();
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The id of this request: the caller's own if it is sane, else a new one; the same whenever it is asked for. */
    public static String of(RoutingContext context) {
        String known = context.get(KEY);
        if (known != null) {
            return known;
        }
        String id = choose(context.request());
        context.put(KEY, id);
        return id;
    }

    /** An id for a request that nobody asks about later: the caller's own if it is sane, else a new one each time. */
    public static String choose(HttpServerRequest request) {
        String sent = request.getHeader(NAME);
        return sent != null && SANE.matcher(sent).matches() ? sent : make();
    }

    private static String make() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextInt());
    }
}
