package org.offprint.platform.http.caching;

import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import org.offprint.platform.http.requests.SessionCookie;

/**
 * The answer to a GET, ready in memory, and sent on the thread that reads the request: what {@link Reply#toReaders} and
 * {@link Compression} would answer, header by header, at a fraction of their cost.
 */
public final class DirectReply {

    private static final CharSequence PUBLIC = HttpHeaders.createOptimized(CachePolicy.PUBLIC.header());
    /** No address of what is sent directly is longer. */
    private static final int LONGEST_TARGET = 500;

    /** The manner of records of the API. */
    private static final Manner RECORD =
            new Manner("application/json", String.join(", ", SessionCookie.READER) + ", Accept, Accept-Encoding");

    /** Widespread clients in scripts send this. */
    private static final String OF_SCRIPTS = "application/json, text/plain, */*";

    private static final CharSequence LINK = HttpHeaders.createOptimized("Link");
    private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");

    private final Manner manner;
    private final String etag;
    private final Instant lastModified;
    private final CharSequence lastModifiedHeader;
    private final CharSequence links;
    private final Encoded entity;
    private final CharSequence etagHeader;
    /** Null where it has to be inflated. */
    private final Form plain;

    /** Null where it is not worth it. */
    private final Form compressed;

    /** The headers that all answers of one kind have alike. */
    public static final class Manner {

        private final CharSequence contentType;
        private final CharSequence vary;

        /**
         * Makes the headers ready.
         *
         * @param contentType with its parameters
         * @param vary the names of the headers of a request that decide about the answer
         */
        public Manner(String contentType, String vary) {
            this.contentType = HttpHeaders.createOptimized(contentType);
            this.vary = HttpHeaders.createOptimized(vary);
        }
    }

    /** One of the forms in which it can be sent. */
    private record Form(Buffer body, CharSequence etag, CharSequence length) {

        static Form of(byte[] bytes, String etag) {
            return new Form(
                    shared(bytes),
                    HttpHeaders.createOptimized(etag),
                    HttpHeaders.createOptimized(Integer.toString(bytes.length)));
        }
    }

    /** Shared by all who are sent it, and with the entity: neither copied nor given back. */
    private static Buffer shared(byte[] bytes) {
        return Buffer.buffer(Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes)));
    }

    /**
     * Makes the answer ready, for a record of the API.
     *
     * @param etag strong, in quotes
     * @param links the {@code Link} header
     */
    public DirectReply(Encoded entity, String etag, Instant lastModified, String links) {
        this(entity, etag, lastModified, links, RECORD);
    }

    /**
     * Makes the answer ready.
     *
     * @param etag strong, in quotes
     * @param lastModified null where that is not known
     * @param links the {@code Link} header; null for none
     */
    public DirectReply(Encoded entity, String etag, Instant lastModified, String links, Manner manner) {
        this.manner = manner;
        this.etag = etag;
        this.lastModified = lastModified;
        lastModifiedHeader =
                lastModified == null ? null : HttpHeaders.createOptimized(Conditions.httpDate(lastModified));
        this.links = links == null ? null : HttpHeaders.createOptimized(links);
        this.entity = entity;
        etagHeader = HttpHeaders.createOptimized(etag);
        plain = entity.hasPlain() ? Form.of(entity.plain(), etag) : null;
        compressed = entity.gzip() == null ? null : Form.of(entity.gzip(), Compression.tagOfGzip(etag));
    }

    /** Reports whether a request may be answered directly: a reader's GET or HEAD of an address that is not overlong. */
    public static boolean isOfReader(HttpServerRequest request) {
        return (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD)
                && request.uri().length() <= LONGEST_TARGET
                && !request.headers().contains(HttpHeaders.AUTHORIZATION)
                && !SessionCookie.isSent(request);
    }

    /** Reports whether an Accept header takes JSON for certain; where this says no, negotiation decides. */
    public static boolean takesJson(HttpServerRequest request) {
        String accept = request.headers().get(HttpHeaders.ACCEPT);
        return accept == null || accept.equals("*/*") || accept.equals("application/json") || accept.equals(OF_SCRIPTS);
    }

    /**
     * Sends this to a reader, or 304 where the client has it already; tells which status it was.
     *
     * @param takesGzip whether the client does
     * @throws org.offprint.kernel.faults.ProblemException where a header cannot be read; nothing is sent then
     */
    public int send(HttpServerRequest request, boolean takesGzip) {
        boolean gzip = compressed != null && takesGzip;
        Form form = gzip ? compressed : plain;
        CharSequence tag = gzip ? compressed.etag() : etagHeader;
        boolean notModified = notModified(request, tag);
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
        if (request.method() == HttpMethod.HEAD) {
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
        // Most send back the one tag that they were given.
        return tag.toString().equals(ifNoneMatch)
                || Conditions.notModified(
                        String.join(", ", headers.getAll(HttpHeaders.IF_NONE_MATCH)), null, etag, lastModified);
    }
}
