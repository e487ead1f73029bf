package org.offprint.platform.http.requests;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Id of a request, used in the response, in problem documents and in the log. */
public final class RequestId {

    /** Name of the header that contains the request id in requests and responses. */
    public static final String HEADER = "X-Request-Id";

    private static final CharSequence NAME = HttpHeaders.createOptimized(HEADER);
    private static final String KEY = RequestId.class.getName();
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /**
     * Returns the id of a request: the id sent by the client if it is valid, otherwise a new id. Later calls for the
     * same request return the same id.
     */
    public static String of(RoutingContext context) {
        String known = context.get(KEY);
        if (known != null) {
            return known;
        }
        String id = choose(context.request());
        context.put(KEY, id);
        return id;
    }

    /**
     * Returns an id for a request whose id is used only once: the client's id if it is valid, otherwise a new one for
     * each call.
     */
    public static String choose(HttpServerRequest request) {
        String sent = request.getHeader(NAME);
        return sent != null && SANE.matcher(sent).matches() ? sent : make();
    }

    private static String make() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextInt());
    }
}
