package org.offprint.platform.http.quotas;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.offprint.platform.http.requests.ClientAddress;

/**
 * The client that a request is counted for.
 *
 * @param pool known ones have credentials, polite ones say how they are reached
 * @param name of the key or person, else the address (of IPv6 the network of 64 bits)
 */
public record QuotaClient(Pool pool, String name) {

    private static final String KEY = QuotaClient.class.getName();
    private static final CharSequence FROM = HttpHeaders.createOptimized("From");

    /** Longer headers are not looked into. */
    private static final int LONGEST = 1_000;

    /** Groups of clients with quotas of their own size. */
    enum Pool {
        ANONYMOUS("anonymous"),
        POLITE("polite"),
        KNOWN("known");

        private final String word;

        Pool(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * Says who a request is of, once that is known: all requests of this one are counted together, wherever they come
     * from.
     *
     * @param name unique among those with credentials, such as {@code key} and its id
     */
    public static void identify(RoutingContext context, String name) {
        context.put(KEY, new QuotaClient(Pool.KNOWN, name));
    }

    static QuotaClient of(RoutingContext context) {
        QuotaClient known = context.get(KEY);
        if (known != null) {
            return known;
        }
        QuotaClient unknown = address(context);
        return isPolite(context.request()) ? new QuotaClient(Pool.POLITE, unknown.name()) : unknown;
    }

    /** The address, whoever it is: for attempts to be somebody. */
    static QuotaClient address(RoutingContext context) {
        return new QuotaClient(Pool.ANONYMOUS, ClientAddress.network(ClientAddress.of(context.request())));
    }

    /** Reports whether the request says by which address its sender is reached (RFC 9110, section 10.1.2). */
    private static boolean isPolite(HttpServerRequest request) {
        return hasMailAddress(request.getHeader(HttpHeaders.USER_AGENT)) || hasMailAddress(request.getHeader(FROM));
    }

    /** Looks for an @ between a letter or digit and a host with a dot; whether mail arrives is not looked at. */
    static boolean hasMailAddress(String text) {
        if (text == null || text.length() > LONGEST) {
            return false;
        }
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int end = at + 1;
            int dot = -1;
            while (end < text.length() && isOfHost(text.charAt(end))) {
                if (text.charAt(end) == '.' && end > at + 1 && text.charAt(end - 1) != '.') {
                    dot = end;
                }
                end++;
            }
            boolean hasHost = dot > 0 && end > dot + 2 && Character.isLetter(text.charAt(dot + 1));
            if (hasHost && at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfHost(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-';
    }
}
