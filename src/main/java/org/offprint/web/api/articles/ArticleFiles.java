package org.offprint.web.api.articles;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.offprint.formats.RenderingCache;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.Rendering;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.platform.http.Accept;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.AcceptEncoding;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.streaming.StreamLimiter;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.web.api.exports.ArticleExports;
import org.offprint.web.api.exports.ListFormat;
import org.offprint.web.api.lists.ListFilter;
import org.offprint.web.api.lists.ListPageIterator;
import org.offprint.web.api.lists.ListRequest;
import org.offprint.web.api.lists.Listing;
import org.offprint.web.api.lists.Lists;

/** Streams all published articles that match a list request into one file. */
@ApplicationScoped
public class ArticleFiles {

    /**
     * Maximum number of concurrent downloads per node. Each download occupies a thread until the client has received
     * the whole file.
     */
    private static final int MAX_CONCURRENT = 8;

    /** Number of concurrent downloads that are reserved for clients with an API key. */
    private static final int RESERVED = 2;

    private static final int RETRY_SECONDS = 10;
    private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(60);
    private static final int BUFFER_SIZE = 1 << 16;

    private final Lists lists;
    private final RenderingCache renderings;
    private final PublicUrl publicUrl;
    private final StreamLimiter streams =
            new StreamLimiter("files", MAX_CONCURRENT, RESERVED, MAX_CONCURRENT, CLIENT_TIMEOUT, RETRY_SECONDS);

    ArticleFiles(Lists lists, RenderingCache renderings, PublicUrl publicUrl) {
        this.lists = lists;
        this.renderings = renderings;
        this.publicUrl = publicUrl;
    }

    /**
     * Returns the requested file format, or empty if the client requests a JSON page. The query parameter {@code
     * format} takes precedence over the {@code Accept} header.
     */
    public static Optional<ListFormat> requestedFormat(String format, HttpHeaders headers) {
        Parameters parameters = new Parameters();
        ListFormat named = parameters.oneOf("format", format, ListFormat.BY_NAME, null);
        parameters.check();
        if (format != null) {
            return Optional.of(named);
        }
        List<String> lines = headers.getRequestHeader(HttpHeaders.ACCEPT);
        String best = Accept.of(lines == null || lines.isEmpty() ? null : String.join(",", lines))
                .best(ListFormat.MEDIA_TYPES)
                .orElse(ArticleExports.JSON);
        return ListFormat.BY_NAME.values().stream()
                .filter(each -> each.mediaType().equals(best))
                .findFirst();
    }

    /** Returns a file with all published articles that match the request. Editors receive the same file as readers. */
    public <T> Reply<T> answer(
            ListRequest request, ListFilter filter, ListFormat format, UriInfo uri, RoutingContext context) {
        StreamLimiter.Permit place = streams.enter(context);
        Listing listing = Listing.forReaders(RecordKind.ARTICLE, SortOrder.NEWEST, ArticleSummary.class);
        ListPageIterator walk = lists.walk(request, filter, listing);
        boolean gzip = AcceptEncoding.takesGzip(request.headers().getHeaderString(HttpHeaders.ACCEPT_ENCODING));
        Response.ResponseBuilder response = head(format, gzip);
        if (context.request().method().name().equals("HEAD")) {
            return Reply.of(response);
        }
        String baseUrl = publicUrl.base(uri);
        return Reply.of(
                response.entity(place.body("Article download", client -> send(walk, format, baseUrl, client, gzip))));
    }

    private static Response.ResponseBuilder head(ListFormat format, boolean gzip) {
        Response.ResponseBuilder response = Response.ok()
                .type(format.contentType())
                .header(HttpHeaders.VARY, "Accept, Accept-Encoding")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"articles." + format.extension() + "\"");
        if (gzip) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return CachePolicy.PUBLIC.on(response);
    }

    private void send(ListPageIterator walk, ListFormat format, String baseUrl, OutputStream client, boolean gzip)
            throws IOException {
        OutputStream file =
                gzip ? new GZIPOutputStream(client, BUFFER_SIZE) : new BufferedOutputStream(client, BUFFER_SIZE);
        write(walk, format, baseUrl, file);
        if (file instanceof GZIPOutputStream compressed) {
            compressed.finish();
        }
        file.flush();
    }

    private void write(ListPageIterator walk, ListFormat format, String baseUrl, OutputStream out) throws IOException {
        Envelope envelope = format.envelope();
        out.write(envelope.begin(new Envelope.Batch("articles", Instant.EPOCH)).getBytes(StandardCharsets.UTF_8));
        byte[] between = envelope.between().getBytes(StandardCharsets.UTF_8);
        boolean isFirst = true;
        for (List<UUID> ids = walk.next(); !ids.isEmpty(); ids = walk.next()) {
            Function<UUID, byte[]> records = records(format, ids, baseUrl);
            for (UUID id : ids) {
                byte[] record = records.apply(id);
                // Skip the article if it was withdrawn after indexing, or if it lacks data that the format requires.
                if (record != null) {
                    out.write(isFirst ? new byte[0] : between);
                    out.write(record);
                    isFirst = false;
                }
            }
        }
        out.write(envelope.end().getBytes(StandardCharsets.UTF_8));
    }

    private Function<UUID, byte[]> records(ListFormat format, List<UUID> ids, String baseUrl) {
        if (format.format() == null) {
            Map<UUID, byte[]> documents = renderings.documentsOf(ids);
            return documents::get;
        }
        Map<UUID, Rendering> made = renderings.of(format.format(), ids);
        return id -> {
            Rendering rendering = made.get(id);
            return rendering == null || !rendering.isPossible() ? null : rendering.at(baseUrl);
        };
    }
}
