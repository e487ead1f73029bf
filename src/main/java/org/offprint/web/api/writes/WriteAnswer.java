package org.offprint.web.api.writes;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.Reply;

/**
 * The answer of a write: kept under its Idempotency-Key and given again byte for byte.
 *
 * @param headers without those that every answer has
 * @param body JSON; null for none
 */
public record WriteAnswer(int status, Map<String, String> headers, byte[] body) {

    /** 201: made at this path, which is now in this state. */
    public static WriteAnswer created(String location, String etag, Object view) {
        return new WriteAnswer(201, Map.of(HttpHeaders.LOCATION, location, HttpHeaders.ETAG, etag), Json.write(view));
    }

    /** 200: the record as it is now, with its entity tag. */
    public static WriteAnswer ok(String etag, Object view) {
        return new WriteAnswer(200, Map.of(HttpHeaders.ETAG, etag), Json.write(view));
    }

    /** 204: it is gone. */
    public static WriteAnswer deleted() {
        return new WriteAnswer(204, Map.of(), null);
    }

    /** Returns a copy with one more header. */
    public WriteAnswer with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value.toString());
        return new WriteAnswer(status, more, body);
    }

    /**
     * Returns the answer as a reply; what a key is needed for is never stored by a cache.
     *
     * @param minimal the client asked for no body (RFC 7240, section 4.2)
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
