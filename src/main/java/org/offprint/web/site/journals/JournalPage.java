package org.offprint.web.site.journals;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.web.site.pages.SitePage;
import org.offprint.web.site.pages.SitePages;
import org.offprint.web.site.pages.SiteRequest;
import org.offprint.web.site.pages.SiteSwitch;
import org.offprint.web.site.records.PublishedJournals;
import org.offprint.web.site.records.PublishedJournals.PublishedJournal;

/** REST resource for a journal's pages: home page, issues, articles by year, and information about the journal. */
@Path("/journals/{journal}")
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class JournalPage {

    private static final int MOVED = 301;
    private static final int TEMPORARY_REDIRECT = 307;
    private static final int SEE_OTHER = 303;
    private static final String YEAR = "{year: [12][0-9]{3}}";

    private final PublishedJournals journals;
    private final JournalPages journalPages;
    private final SitePages pages;
    private final SiteSwitch site;
    private final PublicUrl publicUrl;

    JournalPage(
            PublishedJournals journals,
            JournalPages journalPages,
            SitePages pages,
            SiteSwitch site,
            PublicUrl publicUrl) {
        this.journals = journals;
        this.journalPages = journalPages;
        this.pages = pages;
        this.site = site;
        this.publicUrl = publicUrl;
    }

    @GET
    @Operation(hidden = true)
    public Response getJournalHome(@PathParam("journal") String slug, @BeanParam SiteRequest asked) {
        if (!site.isOn()) {
            return to(SEE_OTHER, "/v1/journals/" + slug);
        }
        return answer(slug, "", asked, journal -> Optional.of(journalPages.home(journal)));
    }

    @GET
    @Path("issues")
    @Operation(hidden = true)
    public Response getJournalIssues(@PathParam("journal") String slug, @BeanParam SiteRequest asked) {
        return answer(slug, "/issues", asked, journal -> Optional.of(journalPages.issues(journal)));
    }

    @GET
    @Path("issues/{key}")
    @Operation(hidden = true)
    public Response getJournalIssue(
            @PathParam("journal") String slug, @PathParam("key") String key, @BeanParam SiteRequest asked) {
        if (!site.isOn() && Ids.isUuidShaped(key)) {
            // Redirect to the API if the site is disabled, because feeds and deposits still contain the URL of the
            // issue page.
            return to(SEE_OTHER, "/v1/issues/" + key);
        }
        if (Ids.isUuidShaped(key)) {
            Optional<String> path = journalPages.byId(Ids.parse(key));
            if (path.isPresent() && !path.get().endsWith(key)) {
                return to(MOVED, path.get());
            }
        }
        return answer(slug, "/issues/" + key, asked, journal -> journalPages.issue(journal, key));
    }

    @GET
    @Path("issues/current")
    @Operation(hidden = true)
    public Response getJournalCurrentIssue(@PathParam("journal") String slug) {
        PublishedJournal journal = journal(slug);
        return to(
                TEMPORARY_REDIRECT, journalPages.currentIssue(journal).orElse(JournalPages.path(journal) + "/issues"));
    }

    @GET
    @Path("articles")
    @Operation(hidden = true)
    public Response getJournalArticles(@PathParam("journal") String slug, @BeanParam SiteRequest asked) {
        return answer(slug, "/articles", asked, journal -> Optional.of(journalPages.years(journal)));
    }

    @GET
    @Path("articles/" + YEAR)
    @Operation(hidden = true)
    public Response getJournalYear(
            @PathParam("journal") String slug, @PathParam("year") int year, @BeanParam SiteRequest asked) {
        return answer(slug, "/articles/" + year, asked, journal -> journalPages.ofYear(journal, year, 1));
    }

    @GET
    @Path("articles/" + YEAR + "/{number: [1-9][0-9]{0,3}}")
    @Operation(hidden = true)
    public Response getJournalYearPage(
            @PathParam("journal") String slug,
            @PathParam("year") int year,
            @PathParam("number") int number,
            @BeanParam SiteRequest asked) {
        return answer(
                slug, "/articles/" + year + "/" + number, asked, journal -> journalPages.ofYear(journal, year, number));
    }

    @GET
    @Path("about")
    @Operation(hidden = true)
    public Response getJournalAbout(@PathParam("journal") String slug, @BeanParam SiteRequest asked) {
        return answer(slug, "/about", asked, journal -> Optional.of(journalPages.about(journal)));
    }

    private Response answer(
            String slug, String rest, SiteRequest asked, Function<PublishedJournal, Optional<SitePage>> maker) {
        site.require();
        Optional<Response> cached = pages.cached(asked);
        if (cached.isPresent()) {
            return cached.get();
        }
        PublishedJournal journal = journal(slug);
        if (!journal.slug().equals(slug)) {
            return to(MOVED, JournalPages.path(journal) + rest);
        }
        return pages.answer(
                asked, () -> maker.apply(journal).orElseThrow(() -> Problems.notFound("page", asked.path())));
    }

    private PublishedJournal journal(String slug) {
        site.require();
        return journals.find(slug).orElseThrow(() -> Problems.notFound("journal", slug));
    }

    private Response to(int status, String path) {
        return CachePolicy.PUBLIC
                .on(Response.status(status).header(HttpHeaders.LOCATION, publicUrl.of(path)))
                .build();
    }
}
