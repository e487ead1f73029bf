package org.offprint.web.site.works;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.search.schema.TermField;
import org.offprint.services.citations.Citations;
import org.offprint.web.cache.ArticleSource;
import org.offprint.web.site.pages.PageNumber;
import org.offprint.web.site.pages.SitePage;
import org.offprint.web.site.pages.SitePages;
import org.offprint.web.site.pages.SiteRequest;
import org.offprint.web.site.pages.SiteSwitch;

/** REST resource for the page that lists the works citing an article, newest first. */
@Path("/articles/{slug}/cited-by")
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
@QuotaOf(QuotaClass.SEARCH)
public class CitingPage {

    /**
     * Filter value that matches no article: the nil UUID (RFC 9562, section 5.9), which is never the id of an article.
     */
    private static final UUID NONE = new UUID(0, 0);

    private final WorkSearch index;
    private final ArticleSource documents;
    private final Citations citations;
    private final SitePages pages;
    private final SiteSwitch site;

    CitingPage(WorkSearch index, ArticleSource documents, Citations citations, SitePages pages, SiteSwitch site) {
        this.index = index;
        this.documents = documents;
        this.citations = citations;
        this.pages = pages;
        this.site = site;
    }

    @GET
    @Operation(hidden = true)
    public Response getCiting(@PathParam("slug") String slug, @BeanParam SiteRequest asked) {
        site.require();
        PublishedDocument published = documents.published(slug);
        PublishedRecord record = PublishedRecord.read(published);
        Set<UUID> citing = citations.citing(published.id());
        WorksPage works = index.with(
                TermField.ID,
                (citing.isEmpty() ? Set.of(NONE) : citing)
                        .stream().map(UUID::toString).collect(Collectors.toSet()),
                "/articles/" + published.slug() + "/cited-by",
                PageNumber.ofQuery(asked.query()),
                Map.of(TermField.JOURNAL_ID, 2));
        return pages.answerUncached(
                asked,
                SitePage.of("citing.html")
                        .with("path", "/articles/" + published.slug())
                        .with("title", record.title())
                        .with("language", record.body().language().value())
                        .with("works", works)
                        .titledBy("citedByOf", record.title())
                        .of(record.journal())
                        .canonical(works.self())
                        .at(works.self())
                        .notIndexed()
                        .notCached());
    }
}
