package org.offprint.web.site.journals;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.web.site.pages.SitePages;
import org.offprint.web.site.pages.SiteRequest;
import org.offprint.web.site.pages.SiteSwitch;
import org.offprint.web.site.records.PublishedJournals;

/** REST resource for the static pages of a journal, which the site theme provides. */
@Path("/journals/{journal}/pages")
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class JournalStaticPage {

    private final StaticPages staticPages;
    private final PublishedJournals journals;
    private final SitePages pages;
    private final SiteSwitch site;

    JournalStaticPage(StaticPages staticPages, PublishedJournals journals, SitePages pages, SiteSwitch site) {
        this.staticPages = staticPages;
        this.journals = journals;
        this.pages = pages;
        this.site = site;
    }

    @GET
    @Path("{name}")
    @Operation(hidden = true)
    public Response getJournalStaticPage(
            @PathParam("journal") String slug, @PathParam("name") String name, @BeanParam SiteRequest asked) {
        site.require();
        return pages.answer(asked, () -> journals.find(slug)
                .flatMap(journal -> staticPages.find(journal, name, pages.chosen(asked)))
                .orElseThrow(() -> Problems.notFound("page", name)));
    }
}
