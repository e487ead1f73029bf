package org.offprint.platform.http.caching;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.offprint.platform.http.requests.SessionCookie;

/** The caching policy of an answer (RFC 9111, RFC 5861). A resource that states none is {@link #PRIVATE}. */
public enum CachePolicy {

    /** For answers that every reader sees. */
    PUBLIC("public, max-age=60, stale-while-revalidate=300"),

    /** For bytes that are the same for ever at their address (RFC 8246). */
    FOR_EVER("public, max-age=31536000, immutable"),

    /** For answers that only the holder of a key sees. */
    PRIVATE("no-store");

    private final String header;

    CachePolicy(String header) {
        this.header = header;
    }

    /** Returns the policy of an answer for who asks: a caller with a key or a session may be told more the next time. */
    public static CachePolicy of(HttpHeaders request) {
        boolean isKnown = request.getHeaderString(HttpHeaders.AUTHORIZATION) != null
                || SessionCookie.isIn(request.getHeaderString(HttpHeaders.COOKIE));
        return isKnown ? PRIVATE : PUBLIC;
    }

    /** The value of {@code Cache-Control}. */
    public String header() {
        return header;
    }

    /** States this policy in an answer; returns that answer. */
    public Response.ResponseBuilder on(Response.ResponseBuilder response) {
        return response.header("Cache-Control", header);
    }
}
