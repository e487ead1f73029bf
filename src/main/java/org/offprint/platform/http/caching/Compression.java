package org.offprint.platform.http.caching;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Compresses text bodies of at least {@value Encoded#MIN_COMPRESSED_BYTES} bytes if the client accepts gzip. The
 * compressed form has its own entity tag (RFC 9110, section 8.8.3.3), which a 304 response must also have. Resources
 * therefore set the entity even on a 304 response, and this filter removes it after selecting the entity tag.
 */
@Provider
@Priority(100) // Response filters run from high to low priority, so this one runs last.
public class Compression implements ContainerResponseFilter {

    private final CompressedBodies bodies;

    @Context
    ResourceInfo resource;

    Compression(CompressedBodies bodies) {
        this.bodies = bodies;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        int status = response.getStatus();
        Object entity = response.getEntity();
        if (status == 204 || (entity == null && status != 304)) {
            return;
        }
        boolean takesGzip = AcceptEncoding.takesGzip(request.getHeaderString("Accept-Encoding"));
        if (status == 304) {
            notModified(request, response, takesGzip);
        } else if (entity instanceof Encoded || entity instanceof byte[]) {
            body(response, type(response), takesGzip);
            if (request.getMethod().equals("HEAD")) {
                // The HTTP server cannot determine the length of a HEAD response, because no body is written.
                response.getHeaders().putSingle("Content-Length", ((byte[]) response.getEntity()).length);
            }
        }
    }

    private static void notModified(
            ContainerRequestContext request, ContainerResponseContext response, boolean takesGzip) {
        boolean compressed = response.getEntity() == null
                ? Conditions.namesCompressed(request.getHeaderString("If-None-Match"))
                : isLarge(response.getEntity());
        addVary(response.getHeaders());
        if (takesGzip && compressed) {
            markTag(response.getHeaders());
        }
        response.setEntity(null);
        // A response without a body has no media type (RFC 9110, section 15.4.5).
        response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
    }

    /**
     * Returns the media type of the response, even if it has no body. If the response has no media type yet, first sets
     * the media type that the resource declares.
     */
    private MediaType type(ContainerResponseContext response) {
        if (response.getMediaType() == null && resource.getResourceMethod() != null) {
            Produces own = resource.getResourceMethod().getAnnotation(Produces.class);
            Produces stated = own != null ? own : resource.getResourceClass().getAnnotation(Produces.class);
            if (stated != null) {
                response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, stated.value()[0]);
            }
        }
        return response.getMediaType();
    }

    private void body(ContainerResponseContext response, MediaType type, boolean takesGzip) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        Object entity = response.getEntity();
        boolean compressible = isText(type) && !headers.containsKey("Content-Encoding");
        if (compressible) {
            addVary(headers);
        }
        if (!compressible || !takesGzip || !isLarge(entity)) {
            if (entity instanceof Encoded encoded) {
                response.setEntity(encoded.plain());
            }
            return;
        }
        byte[] gzip = entity instanceof Encoded encoded ? encoded.gzip() : bodies.gzip((byte[]) entity);
        headers.putSingle("Content-Encoding", "gzip");
        markTag(headers);
        response.setEntity(gzip);
    }

    private static boolean isLarge(Object entity) {
        return entity instanceof Encoded encoded
                ? encoded.gzip() != null
                : entity instanceof byte[] bytes && bytes.length >= Encoded.MIN_COMPRESSED_BYTES;
    }

    private static boolean isText(MediaType type) {
        if (type == null) {
            return false;
        }
        String subtype = type.getSubtype();
        return type.getType().equals("text")
                || subtype.endsWith("json")
                || subtype.endsWith("xml")
                || subtype.equals("x-bibtex")
                || subtype.equals("x-research-info-systems")
                || subtype.equals("x-ndjson")
                || subtype.equals("jsonl")
                || subtype.equals("javascript");
    }

    private static void addVary(MultivaluedMap<String, Object> headers) {
        Set<String> names = new LinkedHashSet<>();
        if (headers.get("Vary") != null) {
            headers.get("Vary").forEach(line -> names.add(line.toString()));
        }
        names.add("Accept-Encoding");
        headers.putSingle("Vary", String.join(", ", names));
    }

    private static void markTag(MultivaluedMap<String, Object> headers) {
        Object etag = headers.getFirst(HttpHeaders.ETAG);
        if (etag == null) {
            return;
        }
        String text = etag instanceof EntityTag tag
                ? (tag.isWeak() ? "W/" : "") + '"' + tag.getValue() + '"'
                : etag.toString();
        headers.putSingle(HttpHeaders.ETAG, tagOfGzip(text));
    }

    /**
     * Returns the entity tag of the compressed form. A weak entity tag is returned unchanged, because it applies to
     * both the compressed and the uncompressed form.
     */
    static String tagOfGzip(String etag) {
        return etag.startsWith("W/") || !etag.endsWith("\"") ? etag : etag.substring(0, etag.length() - 1) + "-gzip\"";
    }
}
