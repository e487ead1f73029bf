package org.offprint.web.site.articles;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.formats.citations.CitationStyle;
import org.offprint.formats.citations.CitationStyles;
import org.offprint.formats.citations.CitationWriter;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.web.cache.ArticleSource;
import org.offprint.web.site.pages.SitePage;
import org.offprint.web.site.pages.SitePages;
import org.offprint.web.site.pages.SiteRequest;
import org.offprint.web.site.pages.SiteSwitch;

/** REST resource for citations of an article, either in the most common styles or in the requested style. */
@Path("/articles/{slug}/cite")
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
@QuotaOf(QuotaClass.SEARCH)
public class CitationPage {

    private final ArticleSource documents;
    private final SitePages pages;
    private final SiteSwitch site;

    CitationPage(ArticleSource documents, SitePages pages, SiteSwitch site) {
        this.documents = documents;
        this.pages = pages;
        this.site = site;
    }

    /** Citation of an article in one style. */
    public record StyledCitation(String style, String text) {

        /** Returns the id of the HTML element that contains the citation. */
        public String id() {
            return "in-" + style;
        }
    }

    @GET
    @Operation(hidden = true)
    public Response getCitationPage(@PathParam("slug") String slug, @BeanParam SiteRequest asked) {
        site.require();
        return pages.answer(asked, () -> page(record(slug), CitationStyles.COMMON));
    }

    @GET
    @Path("{style}")
    @Operation(hidden = true)
    public Response getStyledCitationPage(
            @PathParam("slug") String slug, @PathParam("style") String style, @BeanParam SiteRequest asked) {
        site.require();
        String known = CitationStyles.named(style).orElseThrow(() -> Problems.notFound("style", style));
        return pages.answer(asked, () -> page(record(slug), List.of(known)));
    }

    private static SitePage page(PublishedRecord record, List<String> styles) {
        String locale = Optional.ofNullable(record.body().language())
                .flatMap(language -> CitationStyles.locale(language.value()))
                .orElse(CitationStyle.DEFAULT.locale());
        List<StyledCitation> citations = styles.stream()
                .map(style -> new StyledCitation(
                        style,
                        new CitationWriter(new CitationStyle(style, locale))
                                .write(record)
                                .strip()))
                .toList();
        return SitePage.of("citations.html")
                .with("record", record)
                .with("citations", citations)
                .titled(record.citedTitle())
                .of(record.journal())
                .in(record.body().language().value())
                .showing(List.of(record.article().id()))
                .notIndexed();
    }

    private PublishedRecord record(String slug) {
        return PublishedRecord.read(documents.published(slug));
    }
}
