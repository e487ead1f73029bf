package org.offprint.platform.http.quotas;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.offprint.platform.http.requests.ClientAddress;

/**
 * Client whose requests count against the same quotas.
 *
 * @param pool pool of the client: known clients have credentials, and polite clients send a contact address
 * @param name name of the API key or person; otherwise the client address (for IPv6, the 64-bit network)
 * @param site for IPv6, the 48-bit network that contains the address; null for other clients. All clients of the site
 *     also share a larger quota, because a client can use any number of addresses of its site
 */
public record QuotaClient(Pool pool, String name, String site) {

    private static final String KEY = QuotaClient.class.getName();
    private static final CharSequence FROM = HttpHeaders.createOptimized("From");

    /** Maximum length of a request header that is searched for a contact address, in characters. */
    private static final int MAX_HEADER_LENGTH = 1_000;

    /** Group of clients with its own quotas. */
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
     * Sets the authenticated client of a request. All requests of an authenticated client are counted together, even if
     * they come from different addresses.
     *
     * @param name unique among authenticated clients, for example {@code key} and its id
     */
    public static void identify(RoutingContext context, String name) {
        context.put(KEY, new QuotaClient(Pool.KNOWN, name, null));
    }

    /**
     * Returns the authenticated client of a request. A request without credentials is attributed to its client address.
     */
    public static QuotaClient of(RoutingContext context) {
        QuotaClient known = context.get(KEY);
        if (known != null) {
            return known;
        }
        QuotaClient unknown = address(context);
        return isPolite(context.request()) ? new QuotaClient(Pool.POLITE, unknown.name(), unknown.site()) : unknown;
    }

    /**
     * Returns a name shared by all clients of the same network subscriber: the site for IPv6, otherwise the client
     * name.
     */
    public String subscriber() {
        return site == null ? name : site;
    }

    /** Returns whether the client sent credentials. */
    public boolean isKnown() {
        return pool == Pool.KNOWN;
    }

    /**
     * Returns the client identified by the address, even if the request has credentials. Sign-in attempts are counted
     * by client address.
     */
    static QuotaClient address(RoutingContext context) {
        return at(Pool.ANONYMOUS, ClientAddress.of(context.request()));
    }

    /** Returns the client with the given IP address. */
    static QuotaClient at(Pool pool, String address) {
        return new QuotaClient(pool, ClientAddress.network(address), ClientAddress.site(address));
    }

    /** Returns whether the request contains a contact email address of its sender (RFC 9110, section 10.1.2). */
    private static boolean isPolite(HttpServerRequest request) {
        return hasMailAddress(request.getHeader(HttpHeaders.USER_AGENT)) || hasMailAddress(request.getHeader(FROM));
    }

    /**
     * Returns whether a string appears to contain an email address: a letter or digit, an @, and a host with a dot. The
     * address is not verified.
     */
    static boolean hasMailAddress(String text) {
        if (text == null || text.length() > MAX_HEADER_LENGTH) {
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
