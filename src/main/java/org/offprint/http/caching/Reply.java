package org.offprint.http.caching;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;

/** Answers to a GET: with what caches need, and 304 where the client has it already. */
public final class Reply {

    private Reply() {}

    /**
     * What every reader sees, as JSON.
     *
     * @param entity the bytes, or {@link Encoded}
     * @param etag strong, in quotes
     * @param lastModified null where that is not known
     */
    public static Response.ResponseBuilder toReaders(
            HttpHeaders request, Object entity, String etag, Instant lastModified) {
        boolean notModified = Conditions.notModified(
                request.getHeaderString(HttpHeaders.IF_NONE_MATCH),
                request.getHeaderString(HttpHeaders.IF_MODIFIED_SINCE),
                etag,
                lastModified);
        Response.ResponseBuilder response = Response.status(notModified ? 304 : 200)
                .entity(entity)
                .type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.ETAG, etag);
        if (lastModified != null) {
            response.header(HttpHeaders.LAST_MODIFIED, Conditions.httpDate(lastModified));
        }
        // Whoever sends a key may be told something else the next time.
        boolean withKey = request.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
        return (withKey ? CachePolicy.PRIVATE : CachePolicy.PUBLIC).on(response);
    }

    /** What an editor sees, as JSON: kept nowhere, and never 304, because its tag is the revision alone. */
    public static Response.ResponseBuilder toEditors(byte[] entity, String etag) {
        Response.ResponseBuilder response = Response.ok(entity, MediaType.APPLICATION_JSON);
        return CachePolicy.PRIVATE.on(etag == null ? response : response.header(HttpHeaders.ETAG, etag));
    }
}
