package org.offprint.platform.http.caching;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.offprint.platform.http.requests.SessionCookie;

/** Caching policy of a response (RFC 9111, RFC 5861). If a resource sets no policy, {@link #PRIVATE} applies. */
public enum CachePolicy {

    /** Caching policy for responses that are the same for all anonymous clients. */
    PUBLIC("public, max-age=60, stale-while-revalidate=300"),

    /** Caching policy for immutable content at a permanent URL (RFC 8246). */
    FOR_EVER("public, max-age=31536000, immutable"),

    /**
     * Caching policy for files of published versions, whose content never changes. Shared caches revalidate after a
     * day, so that they drop the files of a withdrawn article.
     */
    VERSION_FILE("public, max-age=31536000, s-maxage=86400, immutable"),

    /** Caching policy for responses that are sent only to authenticated clients. */
    PRIVATE("no-store");

    private final String header;

    CachePolicy(String header) {
        this.header = header;
    }

    /**
     * Returns the caching policy for the client that sent this request. If the client has an API key or a session,
     * responses may contain additional data and are not cached.
     */
    public static CachePolicy of(HttpHeaders request) {
        boolean isKnown = request.getHeaderString(HttpHeaders.AUTHORIZATION) != null
                || SessionCookie.isIn(request.getHeaderString(HttpHeaders.COOKIE));
        return isKnown ? PRIVATE : PUBLIC;
    }

    /** Returns the value of the header {@code Cache-Control}. */
    public String header() {
        return header;
    }

    /** Sets this caching policy on a response and returns the response. */
    public Response.ResponseBuilder on(Response.ResponseBuilder response) {
        return response.header("Cache-Control", header);
    }
}
