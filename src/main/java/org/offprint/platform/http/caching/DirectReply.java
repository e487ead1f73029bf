package org.offprint.platform.http.caching;

import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import org.offprint.platform.http.requests.SessionCookie;
import org.offprint.platform.http.streaming.LargeResponse;
import org.offprint.platform.http.streaming.LargeResponses;

/**
 * Prepared in-memory response to a GET request, sent directly by the thread that reads the request. The headers are the
 * same as for a response from {@link Reply#forReaders} and {@link Compression}, but sending takes much less time.
 */
public final class DirectReply {

    private static final CharSequence PUBLIC = HttpHeaders.createOptimized(CachePolicy.PUBLIC.header());
    /** Maximum length of a URL for which a prepared response can be sent. */
    private static final int LONGEST_TARGET = 500;

    /** Response headers shared by all records of the API. */
    private static final SharedHeaders RECORD = new SharedHeaders(
            "application/json", String.join(", ", SessionCookie.IDENTITY_HEADERS) + ", Accept, Accept-Encoding");

    /** Accept header sent by common HTTP libraries for JavaScript. */
    private static final String SCRIPT_CLIENT_ACCEPT = "application/json, text/plain, */*";

    private static final CharSequence LINK = HttpHeaders.createOptimized("Link");
    private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");

    private final SharedHeaders manner;
    private final String etag;
    private final Instant lastModified;
    private final CharSequence lastModifiedHeader;
    private final CharSequence links;
    private final Encoded entity;
    private final CharSequence etagHeader;
    /** Uncompressed form of the body; null if the compressed form must be decompressed for each response. */
    private final EncodedForm plain;

    /** Compressed form of the body; null if the body is too small to compress. */
    private final EncodedForm compressed;

    /** Response headers shared by all responses of one kind, for example all records of the API. */
    public static final class SharedHeaders {

        private final CharSequence contentType;
        private final CharSequence vary;

        /**
         * Prepares the shared response headers.
         *
         * @param contentType media type with its parameters
         * @param vary names of the request headers on which the response depends
         */
        public SharedHeaders(String contentType, String vary) {
            this.contentType = HttpHeaders.createOptimized(contentType);
            this.vary = HttpHeaders.createOptimized(vary);
        }
    }

    /** Encoded form of the response body, either plain or compressed. */
    private record EncodedForm(byte[] bytes, Buffer body, CharSequence etag, CharSequence length) {

        static EncodedForm of(byte[] bytes, String etag) {
            return new EncodedForm(
                    bytes,
                    shared(bytes),
                    HttpHeaders.createOptimized(etag),
                    HttpHeaders.createOptimized(Integer.toString(bytes.length)));
        }
    }

    /** Wraps a byte array that is shared by the entity and all responses. The bytes are neither copied nor released. */
    private static Buffer shared(byte[] bytes) {
        return Buffer.buffer(Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes)));
    }

    /**
     * Prepares the response for a record of the API.
     *
     * @param etag strong entity tag, in quotes
     * @param links value of the {@code Link} header
     */
    public DirectReply(Encoded entity, String etag, Instant lastModified, String links) {
        this(entity, etag, lastModified, links, RECORD);
    }

    /**
     * Prepares a response for sending.
     *
     * @param etag strong entity tag, in quotes
     * @param lastModified time of the last change; null if unknown
     * @param links value of the {@code Link} header; null for none
     * @param manner headers shared by all responses of this kind
     */
    public DirectReply(Encoded entity, String etag, Instant lastModified, String links, SharedHeaders manner) {
        this.manner = manner;
        this.etag = etag;
        this.lastModified = lastModified;
        lastModifiedHeader =
                lastModified == null ? null : HttpHeaders.createOptimized(Conditions.httpDate(lastModified));
        this.links = links == null ? null : HttpHeaders.createOptimized(links);
        this.entity = entity;
        etagHeader = HttpHeaders.createOptimized(etag);
        plain = entity.hasPlain() ? EncodedForm.of(entity.plain(), etag) : null;
        compressed = entity.gzip() == null ? null : EncodedForm.of(entity.gzip(), Compression.tagOfGzip(etag));
    }

    /**
     * Returns whether a prepared response may be sent. The request must be a GET or HEAD request from an anonymous
     * client, and its URL must not exceed the maximum length.
     */
    public static boolean isAnonymousRead(HttpServerRequest request) {
        return (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD)
                && request.uri().length() <= LONGEST_TARGET
                && !request.headers().contains(HttpHeaders.AUTHORIZATION)
                && !SessionCookie.isSent(request);
    }

    /**
     * Returns whether the {@code Accept} header is one of the common values that accept JSON. For other values, content
     * negotiation is necessary.
     */
    public static boolean takesJson(HttpServerRequest request) {
        String accept = request.headers().get(HttpHeaders.ACCEPT);
        return accept == null
                || accept.equals("*/*")
                || accept.equals("application/json")
                || accept.equals(SCRIPT_CLIENT_ACCEPT);
    }

    /**
     * Sends the prepared response, or 304 if the client's copy is current. Returns the HTTP status that was sent.
     *
     * @param takesGzip whether the client accepts gzip
     * @param large sends large bodies in chunks
     * @throws org.offprint.kernel.faults.ProblemException if a header is malformed, or too many large bodies are
     *     waiting for slow clients; in these cases, nothing is sent
     */
    public int send(RoutingContext context, boolean takesGzip, LargeResponses large) {
        HttpServerRequest request = context.request();
        boolean gzip = compressed != null && takesGzip;
        EncodedForm form = gzip ? compressed : plain;
        CharSequence tag = gzip ? compressed.etag() : etagHeader;
        boolean notModified = notModified(request, tag);
        boolean hasBody = !notModified && request.method() != HttpMethod.HEAD;
        byte[] largeBody = null;
        if (hasBody && (form == null ? entity.length() : form.bytes().length) >= LargeResponses.MIN_SIZE) {
            largeBody = form == null ? entity.plain() : form.bytes();
        }
        LargeResponse largeResponse = largeBody == null ? null : large.admit(largeBody, context);
        HttpServerResponse response = request.response();
        MultiMap headers = response.headers();
        headers.set(HttpHeaders.ETAG, tag);
        if (lastModifiedHeader != null) {
            headers.set(HttpHeaders.LAST_MODIFIED, lastModifiedHeader);
        }
        headers.set(HttpHeaders.CACHE_CONTROL, PUBLIC);
        headers.set(HttpHeaders.VARY, manner.vary);
        if (links != null) {
            headers.set(LINK, links);
        }
        if (notModified) {
            response.setStatusCode(304).end();
            return 304;
        }
        headers.set(HttpHeaders.CONTENT_TYPE, manner.contentType);
        headers.set(HttpHeaders.CONTENT_LENGTH, form == null ? Integer.toString(entity.length()) : form.length());
        if (gzip) {
            headers.set(HttpHeaders.CONTENT_ENCODING, GZIP);
        }
        if (largeResponse != null) {
            largeResponse.send(() -> {});
        } else if (!hasBody) {
            response.end();
        } else {
            response.end(form == null ? shared(entity.plain()) : form.body());
        }
        return 200;
    }

    private boolean notModified(HttpServerRequest request, CharSequence tag) {
        MultiMap headers = request.headers();
        String ifNoneMatch = headers.get(HttpHeaders.IF_NONE_MATCH);
        if (ifNoneMatch == null) {
            String since = headers.get(HttpHeaders.IF_MODIFIED_SINCE);
            return since != null && Conditions.notModified(null, since, etag, lastModified);
        }
        // Most clients send a single entity tag, from an earlier response.
        return tag.toString().equals(ifNoneMatch)
                || Conditions.notModified(
                        String.join(", ", headers.getAll(HttpHeaders.IF_NONE_MATCH)), null, etag, lastModified);
    }
}
