package org.offprint.web.api.files;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.formats.TdmReservation;
import org.offprint.formats.fulltext.stored.WholeArticles;
import org.offprint.formats.fulltext.stored.WholeArticles.Files;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.files.FileAddress;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.FileContents.VersionFile;
import org.offprint.platform.files.types.ContentDisposition;
import org.offprint.platform.http.Accept;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.Conditions;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.platform.http.streaming.StreamLimiter;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.articles.ArticleReads;
import org.offprint.web.api.exports.ArticleExports;
import org.offprint.web.api.files.Bag.Payload;

/**
 * REST resource for the package of a published article: one zip file with the record, the full text, the files and
 * their hashes.
 */
@Path("/v1/articles/{id}/package")
@Tag(name = "Files")
public class PackageResource {

    private static final String ZIP = "application/zip";
    private static final String FOLDER = "files/";

    /**
     * Version of the package layout, on which entity tags depend. Increment this version if the content of packages
     * changes.
     */
    private static final int LAYOUT_VERSION = 1;

    /**
     * Maximum number of packages written concurrently. Each package occupies a thread, and memory for its record and
     * full text, until the client has received it. One additional slot is reserved for clients with an API key.
     */
    private static final int MAX_CONCURRENT =
            (int) Math.max(1, Math.min(8, Runtime.getRuntime().maxMemory() / (256L << 20)));

    private static final int RETRY_SECONDS = 10;
    private static final int BUFFER = 1 << 16;

    private final ArticleReads reads;
    private final ArticleExports exports;
    private final WholeArticles whole;
    private final FileContents contents;
    private final PublicUrl publicUrl;
    private final TdmReservation reservation;
    private final StreamLimiter streams;

    PackageResource(
            ArticleReads reads,
            ArticleExports exports,
            WholeArticles whole,
            FileContents contents,
            PublicUrl publicUrl,
            TdmReservation reservation,
            @ConfigProperty(name = "offprint.answers.patience") Duration timeout) {
        this.reads = reads;
        this.exports = exports;
        this.whole = whole;
        this.contents = contents;
        this.publicUrl = publicUrl;
        this.reservation = reservation;
        this.streams = new StreamLimiter("packages", MAX_CONCURRENT + 1, 1, MAX_CONCURRENT + 1, timeout, RETRY_SECONDS);
    }

    @GET
    @QuotaOf(QuotaClass.EXPORT)
    @PermitAll
    @Produces(ZIP)
    @ResponseHeaders(
            value = {"ETag", "tdm-reservation", "tdm-policy"},
            withBody = "Content-Disposition")
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "getPackage",
            summary = "Get the package of an article",
            description = "Returns the newest version as a zip file in BagIt format (BagIt 1.0, RFC 8493). The"
                    + " package contains the record (`data/article.json`), the article with its full text in"
                    + " JATS (`data/article.xml`) and the files available to readers (`data/files/`). File"
                    + " references in the JATS file are paths in the package. `POST /v1/imports` accepts"
                    + " packages.")
    @APIResponse(
            responseCode = "200",
            description = "Package of the article as a zip file.",
            content = @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "304", description = "The client's copy is current.")
    @APIResponse(responseCode = "410", description = "The article was withdrawn.")
    public Response getPackage(
            @PathParam("id") @Parameter(description = "Id or slug of the article.") String id,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            @Context RoutingContext context) {
        requireAccepted(headers);
        PublishedDocument published = reads.published(id);
        Files files = whole.files(published.id());
        String baseUrl = publicUrl.base(uri);
        String state = LAYOUT_VERSION + "\n" + published.etag() + '\n' + files.tag() + '\n' + baseUrl;
        String etag = EntityTag.of(state.getBytes(StandardCharsets.UTF_8));
        boolean isThere = Conditions.notModified(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH), null, etag, null);
        Response.ResponseBuilder response = reservation
                .addTo(Reply.forReaders(headers, null, etag, null), published)
                .type(ZIP)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.of(published.slug() + ".zip", false));
        if (isThere || context.request().method().name().equals("HEAD")) {
            return response.build();
        }
        StreamLimiter.Permit place = streams.enter(context);
        Bag bag = bag(published, files, baseUrl);
        return response.entity(place.body("The package " + bag.name(), client -> {
                    OutputStream buffered = new BufferedOutputStream(client, BUFFER);
                    bag.writeTo(buffered);
                    buffered.flush();
                }))
                .build();
    }

    private static void requireAccepted(HttpHeaders headers) {
        List<String> lines = headers.getRequestHeader(HttpHeaders.ACCEPT);
        Accept.of(lines == null || lines.isEmpty() ? null : String.join(",", lines))
                .best(List.of(ZIP))
                .orElseThrow(() -> Problems.notAcceptable(List.of(ZIP)));
    }

    private Bag bag(PublishedDocument published, Files files, String baseUrl) {
        byte[] document = published.content().plain();
        PublishedRecord record = PublishedRecord.read(document, published.etag());
        Map<String, String> places = packagePaths(record, baseUrl);
        List<Payload> payload = new ArrayList<>();
        payload.add(Payload.of("article.json", document));
        exports.packaged(
                        published,
                        files,
                        baseUrl,
                        file -> FOLDER + FileAddress.inPath(file.name()),
                        href -> places.getOrDefault(href, href))
                .ifPresent(jats -> payload.add(Payload.of("article.xml", jats)));
        files.others().forEach(file -> payload.add(payload(file)));
        Map<String, String> info = new LinkedHashMap<>();
        info.put("Source-Organization", record.journal().title());
        info.put("External-Description", record.body().title());
        info.put(
                "External-Identifier",
                record.doi() == null
                        ? baseUrl + "/v1/articles/" + published.id()
                        : record.doi().url());
        info.put(
                "Bagging-Date",
                LocalDate.ofInstant(published.modifiedAt(), ZoneOffset.UTC).toString());
        info.put("Bag-Software-Agent", "Offprint");
        return new Bag(published.slug(), info, payload, published.modifiedAt());
    }

    /** Returns the paths of files in the package, keyed by the file URLs in the record. */
    private static Map<String, String> packagePaths(PublishedRecord record, String baseUrl) {
        Map<String, String> places = new HashMap<>();
        for (ArticleFile file : record.body().files()) {
            if (file.isStored()) {
                places.put(
                        record.escapedUrl(file).replace(PublishedRecord.BASE_URL, baseUrl),
                        FOLDER + FileAddress.inPath(file.name()));
            }
        }
        return places;
    }

    private Payload payload(VersionFile file) {
        FileContents.Content content = file.content();
        return new Payload(
                FOLDER + file.name(),
                content.sha256(),
                content.size(),
                content.isCompressed(),
                () -> contents.open(content.sha256()));
    }
}
