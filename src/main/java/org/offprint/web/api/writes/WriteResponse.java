package org.offprint.web.api.writes;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.Reply;

/**
 * Response to a write request, which is stored under the Idempotency-Key and repeated byte for byte.
 *
 * @param headers headers in addition to those of all responses
 * @param body JSON, or null if the response has no body
 */
public record WriteResponse(int status, Map<String, String> headers, byte[] body) {

    /** Returns a 201 response for a record created at the given path. */
    public static WriteResponse created(String location, String etag, Object view) {
        return new WriteResponse(201, Map.of(HttpHeaders.LOCATION, location, HttpHeaders.ETAG, etag), Json.write(view));
    }

    /** Returns a 200 response with the current record and its entity tag. */
    public static WriteResponse ok(String etag, Object view) {
        return new WriteResponse(200, Map.of(HttpHeaders.ETAG, etag), Json.write(view));
    }

    /** Returns a 204 response for a deleted record. */
    public static WriteResponse deleted() {
        return new WriteResponse(204, Map.of(), null);
    }

    /** Returns a copy of the response with an additional header. */
    public WriteResponse with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value.toString());
        return new WriteResponse(status, more, body);
    }

    /**
     * Converts this write response to an HTTP response with the cache directive {@code no-store}, because responses to
     * authenticated requests must not be cached.
     *
     * @param minimal whether the client requested a response without a body (RFC 7240, section 4.2)
     */
    <T> Reply<T> toReply(boolean minimal) {
        boolean bare = minimal && body != null;
        Response.ResponseBuilder response =
                Response.status(bare && status == 200 ? 204 : status).header(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.forEach(response::header);
        if (bare) {
            return Reply.of(response.header("Preference-Applied", "return=minimal"));
        }
        return Reply.of(body == null ? response : response.entity(body).type(MediaType.APPLICATION_JSON));
    }
}
