package org.offprint.web.api.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.journals.Journal;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.kernel.text.HtmlEscaping;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.Accept;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.lists.StoredPages;

/** REST resource for packages of a journal's articles, which are crawled by preservation networks. */
@Path("/v1/journals/{id}/packages")
@Tag(name = "Files")
public class JournalPackageResource {

    private static final String HTML = "text/html";
    private static final List<String> TYPES = List.of(MediaType.APPLICATION_JSON, HTML);

    private static final String ROWS =
            "select p.article, p.version, p.summary, p.modified_at, octet_length(p.document) as size,"
                    + " encode(sha256(p.document), 'hex') as sha256 from published_article p"
                    + " where p.journal = ? and not p.withdrawn";

    private static final String BEYOND = " and (p.sort_key, p.article) %s"
            + " (select b.sort_key, b.article from published_article b where b.article = ?)";

    private final StoredPages pages;
    private final Sql sql;

    JournalPackageResource(StoredPages pages, Sql sql) {
        this.pages = pages;
        this.sql = sql;
    }

    /**
     * File of an article package.
     *
     * @param path path within the bag
     */
    @Schema(name = "PackagePayload", description = "File of a package with its path in the bag.")
    record PackagePayload(
            @Schema(required = true, examples = "data/files/reeds.pdf", description = "Path of the file in the bag.")
            String path,

            @Schema(required = true, description = "Size of the file, in bytes.")
            long size,

            @Schema(required = true, description = "SHA-256 of the file, as 64 lower-case hexadecimal digits.")
            String sha256) {}

    /** Package of an article's newest version. */
    @Schema(name = "PackageItem", description = "Package of the newest version of an article.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PackageItem(
            @Schema(required = true, description = "Id of the article.")
            UUID id,

            @Schema(required = true, description = "Title of the article as plain text.")
            String title,

            @Schema(description = "DOI of the article.") Doi doi,

            @Schema(required = true, description = "Number of the newest version.")
            int version,

            @Schema(required = true, description = "Time of the last change to the published article.")
            Instant updatedAt,

            @Schema(
                    required = true,
                    examples = "/v1/articles/01941f29-7c00-7000-8004-000000000002/package",
                    description = "Path from which the package can be downloaded.")
            String href,

            @Schema(
                    required = true,
                    description = "Files in the bag with their sizes and hashes. The JATS file is generated when the"
                            + " package is requested, and is therefore not listed here. The manifest of the bag lists"
                            + " all files.")
            List<PackagePayload> payload) {}

    /** Schema of a page of article packages, for the OpenAPI document. */
    @Schema(name = "PackagePage", description = "Page of article packages.")
    record PackagePage(
            @Schema(required = true, description = "Packages on this page.")
            List<PackageItem> items,

            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page) {}

    private record StoredPackage(
            UUID article, int version, JsonNode summary, Instant modifiedAt, PackagePayload record) {}

    @GET
    @QuotaOf(QuotaClass.EXPORT)
    @PermitAll
    @Produces({MediaType.APPLICATION_JSON, HTML})
    @ResponseHeaders({"Link", "ETag"})
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "listPackages",
            summary = "List the packages of a journal",
            description = "Returns the packages of all published articles with the hashes of their files, for"
                    + " preservation. The packages are sorted like the list of articles. Download the packages"
                    + " whose `updatedAt` or hashes differ from your copy. `/v1/changes` lists later changes."
                    + " With `Accept: text/html`, the response is a page of links for crawlers, with the"
                    + " licence of the journal.")
    @APIResponse(
            responseCode = "200",
            description = "A page of packages.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PackagePage.class)),
                @Content(mediaType = HTML, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "304", description = "The client's copy is current.")
    public Response listPackages(
            @PathParam("id") @Parameter(description = "Id or slug of the journal.") String id,
            @BeanParam PageRequest request,
            @Context HttpHeaders headers) {
        List<String> lines = headers.getRequestHeader(HttpHeaders.ACCEPT);
        String type = Accept.of(lines == null || lines.isEmpty() ? null : String.join(",", lines))
                .best(TYPES)
                .orElseThrow(() -> Problems.notAcceptable(TYPES).withHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT));
        Journal journal = Journal.require(id);
        Map<UUID, List<PackagePayload>> files = new HashMap<>();
        Reply<PackagePage> page = pages.page(
                request,
                "packages",
                (from, backwards, limit) -> {
                    List<StoredPackage> rows = rows(journal.id, from, backwards, limit);
                    addFiles(rows, files);
                    return rows;
                },
                row -> row.article().toString(),
                row -> Json.write(item(row, files.getOrDefault(row.article(), List.of()))),
                sql.first(
                                "select count(*) from published_article where journal = ? and not withdrawn",
                                row -> row.getLong(1),
                                journal.id)
                        .orElseThrow());
        boolean isHtml = type.equals(HTML);
        byte[] json = (byte[]) page.getEntity();
        byte[] body = isHtml ? html(journal, Json.parse(json)).getBytes(StandardCharsets.UTF_8) : json;
        return Reply.forReaders(headers, body, EntityTag.ofGenerated(body), null)
                .type(isHtml ? HTML + ";charset=UTF-8" : type)
                .header("Link", page.getHeaderString("Link"))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    /**
     * Returns an HTML page with package links for the crawlers of preservation networks. The crawlers check the licence
     * on this page before they harvest the packages.
     */
    private static String html(Journal journal, JsonNode page) {
        StringBuilder html =
                new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        String title = HtmlEscaping.escape(journal.body.title());
        html.append("Packages of ").append(title).append("</title></head>\n<body><h1>Packages of ");
        html.append(title).append("</h1>\n");
        if (journal.body.license() != null && journal.body.license().url() != null) {
            String licence = HtmlEscaping.escape(journal.body.license().url().toString());
            html.append("<p>Licence: <a rel=\"license\" href=\"")
                    .append(licence)
                    .append("\">");
            html.append(licence).append("</a></p>\n");
        }
        html.append("<ul>\n");
        for (JsonNode each : page.path("items")) {
            html.append("<li><a href=\"")
                    .append(HtmlEscaping.escape(each.path("href").asText()))
                    .append("\">");
            html.append(HtmlEscaping.escape(each.path("title").asText())).append("</a>, version ");
            html.append(each.path("version").asInt()).append(", ");
            html.append(HtmlEscaping.escape(each.path("updatedAt").asText())).append("</li>\n");
        }
        html.append("</ul>\n");
        for (String rel : List.of("prev", "next")) {
            if (page.at("/page/" + rel).isTextual()) {
                String href = HtmlEscaping.escape(page.at("/page/" + rel).textValue());
                html.append("<p><a rel=\"")
                        .append(rel)
                        .append("\" href=\"")
                        .append(href)
                        .append("\">");
                html.append(rel.equals("next") ? "More packages" : "Previous packages")
                        .append("</a></p>\n");
            }
        }
        return html.append("</body></html>\n").toString();
    }

    private List<StoredPackage> rows(UUID journal, String from, boolean backwards, int limit) {
        String order = backwards ? " order by p.sort_key desc, p.article desc" : " order by p.sort_key, p.article";
        List<Object> parameters = new ArrayList<>(List.of(journal));
        String beyond = "";
        if (from != null) {
            beyond = BEYOND.formatted(backwards ? "<" : ">");
            parameters.add(UUID.fromString(from));
        }
        parameters.add(limit);
        return sql.list(
                ROWS + beyond + order + " limit ?",
                row -> new StoredPackage(
                        Sql.uuid(row, "article"),
                        row.getInt("version"),
                        Json.parse(row.getBytes("summary")),
                        Sql.instant(row, "modified_at"),
                        new PackagePayload("data/article.json", row.getLong("size"), row.getString("sha256"))),
                parameters.toArray());
    }

    private void addFiles(List<StoredPackage> rows, Map<UUID, List<PackagePayload>> files) {
        List<String> articles =
                rows.stream().map(row -> row.article().toString()).toList();
        sql.list(
                "select v.article, v.name, v.size, v.sha256 from published_article p"
                        + " join version_file v on v.article = p.article and v.number = p.version"
                        + " where p.article = any(?::uuid[]) and v.role <> 'jats' order by v.article, v.name",
                row -> files.computeIfAbsent(Sql.uuid(row, "article"), key -> new ArrayList<>())
                        .add(new PackagePayload(
                                "data/files/" + row.getString("name"), row.getLong("size"), row.getString("sha256"))),
                articles);
    }

    private static PackageItem item(StoredPackage row, List<PackagePayload> files) {
        List<PackagePayload> payload = new ArrayList<>(List.of(row.record()));
        payload.addAll(files);
        JsonNode summary = row.summary();
        return new PackageItem(
                row.article(),
                summary.path("title").textValue(),
                summary.hasNonNull("doi") ? Doi.parse(summary.path("doi").textValue()) : null,
                row.version(),
                row.modifiedAt(),
                "/v1/articles/" + row.article() + "/package",
                payload);
    }
}
