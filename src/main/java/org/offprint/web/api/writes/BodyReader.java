package org.offprint.web.api.writes;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.offprint.kernel.json.JsonText;
import org.offprint.platform.http.filters.BodyLimit;

/**
 * Reads complete request bodies. {@code http.filters.BodyLimit} limits their size, and the write operation parses them
 * later.
 */
@Provider
public class BodyReader implements MessageBodyReader<JsonBody> {

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return JsonBody.class.isAssignableFrom(type);
    }

    @Override
    public JsonBody readFrom(
            Class<JsonBody> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream in)
            throws IOException {
        JsonText text = JsonText.read(in, length(headers));
        // Without a Content-Type header, the framework passes the first media type of the operation.
        MediaType stated = headers.getFirst(HttpHeaders.CONTENT_TYPE) == null ? null : mediaType;
        return genericType instanceof ParameterizedType generic
                ? new Body<>(text, ((Class<?>) generic.getActualTypeArguments()[0]).asSubclass(Record.class))
                : new Patch(text, stated);
    }

    /** Returns the length of the body in bytes, or the maximum length if the request has no valid Content-Length. */
    private static long length(MultivaluedMap<String, String> headers) {
        String stated = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
        return stated != null && stated.matches("[0-9]{1,8}") ? Long.parseLong(stated) : BodyLimit.MAX_BYTES;
    }
}
