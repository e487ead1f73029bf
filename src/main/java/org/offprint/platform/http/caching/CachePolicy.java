package org.offprint.platform.http.caching;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.offprint.platform.http.requests.SessionCookie;

/** Caching policy of a response (RFC 9111, RFC 5861). The default for resources is {@link #PRIVATE}. */
public enum CachePolicy {

    /** Policy for responses that are the same for all anonymous clients. */
    PUBLIC("public, max-age=60, stale-while-revalidate=300"),

    /** Policy for immutable content at a permanent URL (RFC 8246). */
    FOR_EVER("public, max-age=31536000, immutable"),

    /**
     * Policy for files of published versions, whose content at a URL never changes. Shared caches revalidate after a day, so
     * that they drop the files of a withdrawn article.
     */
    VERSION_FILE("public, max-age=31536000, s-maxage=86400, immutable"),

    /** Policy for responses that only authenticated clients receive. */
    PRIVATE("no-store");

    private final String header;

    CachePolicy(String header) {
        this.header = header;
    }

    /**
     * Returns the policy for the client that sent this request. Clients with a key or a session may receive additional
     * content, so their responses are not cached.
     */
    public static CachePolicy of(HttpHeaders request) {
        boolean isKnown = request.getHeaderString(HttpHeaders.AUTHORIZATION) != null
                || SessionCookie.isIn(request.getHeaderString(HttpHeaders.COOKIE));
        return isKnown ? PRIVATE : PUBLIC;
    }

    /** Returns the value of {@code Cache-Control}. */
    public String header() {
        return header;
    }

    /** Sets this policy on a response and returns the response. */
    public Response.ResponseBuilder on(Response.ResponseBuilder response) {
        return response.header("Cache-Control", header);
    }
}
