package org.offprint.platform.http.caching;

import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.offprint.kernel.json.JsonPatches;
import org.offprint.platform.http.parameters.QueryText;

/**
 * Response whose body is the JSON representation of a type. The JSON is already serialized to bytes, from which the
 * entity tag is computed. The type parameter declares the response body in the OpenAPI document. This class extends
 * {@link Response} because, for a {@code RestResponse}, the framework evaluates {@code Accept} again after the
 * operation, with its own rules.
 */
public final class Reply<T> extends Response {

    private final transient Response response;

    /**
     * Declares the type of the response body, because the OpenAPI document is generated from fields. The field {@code
     * body} is never set.
     */
    @SuppressWarnings("unused")
    private T body;

    private Reply(Response response) {
        this.response = response;
    }

    /** Builds a response and declares the type of its body. */
    public static <T> Reply<T> of(Response.ResponseBuilder response) {
        return new Reply<>(response.build());
    }

    /**
     * Builds a permanent redirect to the current path of a record, with the query of the request.
     *
     * @param query query of the request, which must be valid; null for none
     */
    public static <T> Reply<T> moved(String path, String query) {
        String kept = QueryText.of(query).toString();
        return of(CachePolicy.PUBLIC
                .on(Response.status(308))
                .header("Location", path + (kept.isEmpty() ? "" : "?" + kept)));
    }

    /**
     * Builds a JSON response that is the same for all anonymous clients.
     *
     * @param entity bytes of the response body, or {@link Encoded}
     * @param etag strong entity tag, in quotes
     * @param lastModified time of the last change; null if unknown
     */
    public static Response.ResponseBuilder forReaders(
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
        return CachePolicy.of(request).on(response);
    }

    /**
     * Builds a JSON response for editors. The response is never cached and never 304, because its entity tag contains
     * only the revision of the record.
     */
    public static Response.ResponseBuilder forEditors(byte[] entity, String etag) {
        Response.ResponseBuilder response = Response.ok(entity, MediaType.APPLICATION_JSON);
        return CachePolicy.PRIVATE.on(etag == null ? response : response.header(HttpHeaders.ETAG, etag));
    }

    /**
     * Builds a response with a record for editors. The header {@code Accept-Patch} lists the patch formats that are
     * accepted for the record.
     */
    public static Response.ResponseBuilder patchable(byte[] record, String etag) {
        return forEditors(record, etag).header("Accept-Patch", JsonPatches.MERGE_PATCH + ", " + JsonPatches.JSON_PATCH);
    }

    @Override
    public int getStatus() {
        return response.getStatus();
    }

    @Override
    public StatusType getStatusInfo() {
        return response.getStatusInfo();
    }

    @Override
    public Object getEntity() {
        return response.getEntity();
    }

    @Override
    public boolean hasEntity() {
        return response.hasEntity();
    }

    @Override
    public boolean bufferEntity() {
        return response.bufferEntity();
    }

    @Override
    public void close() {
        response.close();
    }

    @Override
    public MediaType getMediaType() {
        return response.getMediaType();
    }

    @Override
    public Locale getLanguage() {
        return response.getLanguage();
    }

    @Override
    public int getLength() {
        return response.getLength();
    }

    @Override
    public Set<String> getAllowedMethods() {
        return response.getAllowedMethods();
    }

    @Override
    public Map<String, NewCookie> getCookies() {
        return response.getCookies();
    }

    @Override
    public jakarta.ws.rs.core.EntityTag getEntityTag() {
        return response.getEntityTag();
    }

    @Override
    public Date getDate() {
        return response.getDate();
    }

    @Override
    public Date getLastModified() {
        return response.getLastModified();
    }

    @Override
    public URI getLocation() {
        return response.getLocation();
    }

    @Override
    public Set<Link> getLinks() {
        return response.getLinks();
    }

    @Override
    public MultivaluedMap<String, Object> getMetadata() {
        return response.getMetadata();
    }

    @Override
    public MultivaluedMap<String, String> getStringHeaders() {
        return response.getStringHeaders();
    }

    @Override
    public boolean hasLink(String relation) {
        return response.hasLink(relation);
    }

    @Override
    public Link getLink(String relation) {
        return response.getLink(relation);
    }

    @Override
    public Link.Builder getLinkBuilder(String relation) {
        return response.getLinkBuilder(relation);
    }

    @Override
    public String getHeaderString(String name) {
        return response.getHeaderString(name);
    }

    @Override
    public <E> E readEntity(Class<E> type) {
        return response.readEntity(type);
    }

    @Override
    public <E> E readEntity(GenericType<E> type) {
        return response.readEntity(type);
    }

    @Override
    public <E> E readEntity(Class<E> type, Annotation[] annotations) {
        return response.readEntity(type, annotations);
    }

    @Override
    public <E> E readEntity(GenericType<E> type, Annotation[] annotations) {
        return response.readEntity(type, annotations);
    }
}
