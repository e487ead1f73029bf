package org.offprint.web.api.exports;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.offprint.formats.ExportFormats;
import org.offprint.formats.RenderingCache;
import org.offprint.formats.SignpostingLinks;
import org.offprint.formats.TdmReservation;
import org.offprint.formats.fulltext.stored.WholeArticles;
import org.offprint.formats.fulltext.stored.WholeArticles.Files;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.Envelope.Batch;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.Rendering;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.platform.files.FileAddress;
import org.offprint.platform.files.FileContents.VersionFile;
import org.offprint.platform.http.Accept;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.Conditions;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.Quotas;

/** Creates responses that contain a published article in an export format. */
@ApplicationScoped
public class ArticleExports {

    public static final String JSON = "application/json";

    private static final String JATS = "jats";

    private final ExportFormats formats;
    private final RenderingCache renderings;
    private final SignpostingLinks signposts;
    private final WholeArticles fullTextJats;
    private final PublicUrl publicUrl;
    private final Quotas quotas;
    private final RoutingContext context;
    private final TdmReservation reservation;

    ArticleExports(
            ExportFormats formats,
            RenderingCache renderings,
            SignpostingLinks signposts,
            WholeArticles whole,
            PublicUrl publicUrl,
            Quotas quotas,
            RoutingContext context,
            TdmReservation reservation) {
        this.formats = formats;
        this.renderings = renderings;
        this.signposts = signposts;
        this.fullTextJats = whole;
        this.publicUrl = publicUrl;
        this.quotas = quotas;
        this.context = context;
        this.reservation = reservation;
    }

    /**
     * Returns the export format that the client prefers to JSON, or empty if JSON is at least as acceptable.
     *
     * @throws org.offprint.kernel.faults.ProblemException 406 if the client accepts no available format
     */
    public Optional<Format> preferred(HttpHeaders headers) {
        List<String> offered = new ArrayList<>();
        offered.add(JSON);
        formats.all().forEach(format -> offered.addAll(format.negotiableTypes()));
        String best = Accept.of(acceptHeader(headers)).best(offered).orElseThrow(this::notAcceptable);
        return formats.all().stream()
                .filter(format -> !best.equals(JSON) && format.negotiableTypes().contains(best))
                .findFirst()
                .map(format -> RequestedStyle.of(
                        format, Accept.of(acceptHeader(headers)).parametersOf(best)));
    }

    private ProblemException notAcceptable() {
        List<String> there = new ArrayList<>(List.of(JSON));
        formats.all().stream()
                .filter(format -> format.negotiableTypes().contains(format.mediaType()))
                .forEach(format -> there.add(format.mediaType()));
        return Problems.notAcceptable(there).withHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    /**
     * Returns a response with the article in the given format. The path determines the format. The {@code Accept}
     * header only needs to match some available format, because generated clients always send the first media type of
     * the operation. Formatted citations and JATS full texts are not stored, so requests for them count against a
     * quota.
     *
     * @throws org.offprint.kernel.faults.ProblemException 406 if the client accepts no available format; 409 if the
     *     article lacks data required by the format; 429 if the quota is used up
     */
    public Response.ResponseBuilder answer(
            Format format, PublishedDocument published, HttpHeaders headers, UriInfo uri) {
        requireAccepted(format, headers);
        String baseUrl = publicUrl.base(uri);
        if (format.name().equals(ExportFormats.BIBLIOGRAPHY)) {
            quotas.count(QuotaClass.SEARCH, context);
        }
        // A stored rendering is about as large as the article document.
        DocumentMemoryLimit.acquire(published.content().length());
        Rendering rendering = requirePossible(format, published);
        byte[] record = body(format, rendering, baseUrl);
        Files files = format.name().equals(JATS) ? fullTextJats.files(published.id()) : null;
        boolean isWhole = files != null && files.source() != null;
        String etag = EntityTag.of(isWhole ? withFileTag(record, files) : record);
        boolean isThere = Conditions.notModified(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH), null, etag, null);
        if (isWhole && !isThere) {
            quotas.count(QuotaClass.EXPORT, context);
        }
        byte[] body = isWhole && !isThere ? withFullText(format, rendering, files, baseUrl) : record;
        return reservation
                .addTo(Reply.forReaders(headers, body, etag, published.modifiedAt()), published)
                .type(format.contentType())
                .header(
                        HttpHeaders.LINK,
                        signposts.headerOfFormat(published.content().plain(), published.etag()));
    }

    /**
     * Rejects a request that accepts none of the available formats.
     *
     * @throws org.offprint.kernel.faults.ProblemException 406 if the client accepts no available format
     */
    public void requireAccepted(Format format, HttpHeaders headers) {
        Accept accepted = Accept.of(acceptHeader(headers));
        if (formats.all().stream()
                .flatMap(each -> each.mediaTypes().stream())
                .noneMatch(type -> accepted.weightOf(type) > 0)) {
            throw Problems.notAcceptable(List.of(format.mediaType()));
        }
    }

    private static byte[] withFileTag(byte[] record, Files files) {
        ByteArrayOutputStream tagged = new ByteArrayOutputStream(record.length + 1_000);
        tagged.writeBytes(record);
        tagged.writeBytes(files.tag().getBytes(StandardCharsets.UTF_8));
        return tagged.toByteArray();
    }

    /**
     * Returns the article in the given format with its full text, which links to the files of the published version.
     */
    private byte[] withFullText(Format format, Rendering rendering, Files files, String baseUrl) {
        return withFullText(
                format,
                rendering,
                files,
                baseUrl,
                file -> baseUrl + FileAddress.of(file.article(), file.version(), file.name()),
                UnaryOperator.identity());
    }

    private byte[] withFullText(
            Format format,
            Rendering rendering,
            Files files,
            String baseUrl,
            Function<VersionFile, String> address,
            UnaryOperator<String> addresses) {
        String record = new String(rendering.at(baseUrl), StandardCharsets.UTF_8);
        String whole = fullTextJats.jats(files, record, address, addresses);
        return whole == null ? body(format, rendering, baseUrl) : whole.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns the JATS document of an article with its full text, for use in a package.
     *
     * @param address returns the address of a file in the package
     * @param addresses replaces the file addresses in the record
     * @return JATS document, or empty if the article lacks data required by JATS
     */
    public Optional<byte[]> packaged(
            PublishedDocument published,
            Files files,
            String baseUrl,
            Function<VersionFile, String> address,
            UnaryOperator<String> addresses) {
        Format format = formats.named(JATS).orElseThrow();
        Rendering rendering = rendering(format, published);
        return rendering.isPossible()
                ? Optional.of(withFullText(format, rendering, files, baseUrl, address, addresses))
                : Optional.empty();
    }

    private static byte[] body(Format format, Rendering rendering, String baseUrl) {
        Envelope envelope = format.writer().envelope();
        ByteArrayOutputStream document = new ByteArrayOutputStream(rendering.stored().length + 1_000);
        document.writeBytes(envelope.begin(batch(rendering)).getBytes(StandardCharsets.UTF_8));
        rendering.writeTo(document, baseUrl);
        document.writeBytes(envelope.end().getBytes(StandardCharsets.UTF_8));
        return document.toByteArray();
    }

    private static Batch batch(Rendering rendering) {
        return new Batch(rendering.etag().replace("\"", ""), rendering.modifiedAt());
    }

    private Rendering requirePossible(Format format, PublishedDocument published) {
        Rendering rendering = rendering(format, published);
        if (!rendering.isPossible()) {
            throw Problems.incomplete("The article cannot be exported as " + format.title(), rendering.missing());
        }
        return rendering;
    }

    private Rendering rendering(Format format, PublishedDocument published) {
        byte[] document = published.content().plain();
        return format.name().equals(ExportFormats.BIBLIOGRAPHY)
                ? RenderingCache.uncached(format, published.id(), published.etag(), published.modifiedAt(), document)
                : renderings.of(format, published.id(), published.etag(), published.modifiedAt(), document);
    }

    /**
     * Returns the value of the {@code Accept} header, joined from all header lines, or null if the header is absent.
     */
    private static String acceptHeader(HttpHeaders headers) {
        List<String> lines = headers.getRequestHeader(HttpHeaders.ACCEPT);
        return lines == null || lines.isEmpty() ? null : String.join(",", lines);
    }
}
