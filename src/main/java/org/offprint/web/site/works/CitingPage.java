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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.search.query.SearchQuery;
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
        WorksPage works = index.with(
                SearchQuery.OneOf.ids(citations.citing(published.id())),
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
