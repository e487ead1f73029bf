package org.offprint.web.site.articles;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.formats.csv.HtmlTables;
import org.offprint.formats.fulltext.stored.FullTexts;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.filters.RequestLimiter;
import org.offprint.web.cache.ArticleSource;
import org.offprint.web.site.pages.SiteSwitch;

/** REST resource for the tables of a full text as CSV. */
@Path("/articles/{slug}")
@PermitAll
public class TablePage {

    private static final String CSV = "text/csv;charset=UTF-8";

    /** Byte order mark. Without it, spreadsheet programs assume a legacy encoding. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final int MAX_WAITING = 100;
    private static final long WAIT_TIMEOUT_MILLIS = 10_000;
    private static final int RETRY_SECONDS = 5;

    /** Limits the conversions at the same time, because a long table needs about 100 MB. */
    private final RequestLimiter limiter = new RequestLimiter(
            "tables",
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
            MAX_WAITING,
            WAIT_TIMEOUT_MILLIS,
            RETRY_SECONDS);

    private final ArticleSource documents;
    private final FullTexts texts;
    private final SiteSwitch site;

    TablePage(ArticleSource documents, FullTexts texts, SiteSwitch site) {
        this.documents = documents;
        this.texts = texts;
        this.site = site;
    }

    @GET
    @Path("tables/{table: [^/]+}.csv")
    @Operation(hidden = true)
    public Response getTable(
            @PathParam("slug") String slug, @PathParam("table") String table, @Context HttpHeaders headers) {
        return answer(slug, null, "", table, headers);
    }

    @GET
    @Path("v{number: [1-9][0-9]{0,5}}/tables/{table: [^/]+}.csv")
    @Operation(hidden = true)
    public Response getTableOfVersion(
            @PathParam("slug") String slug,
            @PathParam("number") int number,
            @PathParam("table") String table,
            @Context HttpHeaders headers) {
        return answer(slug, number, "", table, headers);
    }

    @GET
    @Path("{language: [A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?}/tables/{table: [^/]+}.csv")
    @Operation(hidden = true)
    public Response getTableOfTranslation(
            @PathParam("slug") String slug,
            @PathParam("language") String language,
            @PathParam("table") String table,
            @Context HttpHeaders headers) {
        return answer(slug, null, language, table, headers);
    }

    private Response answer(String slug, Integer version, String language, String table, HttpHeaders headers) {
        site.require();
        PublishedDocument published = documents.published(slug);
        byte[] csv = limiter.within(() -> texts.published(published.id(), version, language)
                .map(ShownText::of)
                .flatMap(text -> HtmlTables.csv(text.html(), table))
                .map(rows -> (BYTE_ORDER_MARK + rows).getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> Problems.notFound("table", table)));
        return Reply.forReaders(headers, csv, EntityTag.of(csv), null)
                .type(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName(slug, table) + "\"")
                .header(HttpHeaders.LINK, "</articles/" + published.slug() + ">; rel=\"canonical\"")
                .build();
    }

    /** Returns a file name of letters, digits, hyphens and dots. */
    private static String fileName(String slug, String table) {
        return (slug + "-" + table).replaceAll("[^A-Za-z0-9.-]", "-") + ".csv";
    }
}
