package org.offprint.web.site.journals;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.web.site.pages.SitePage;
import org.offprint.web.site.pages.SitePages;
import org.offprint.web.site.pages.SiteRequest;
import org.offprint.web.site.pages.SiteSwitch;
import org.offprint.web.site.records.PublishedJournals;
import org.offprint.web.site.records.PublishedJournals.PublishedJournal;

/**
 * REST resource for the home page of the site. The home page shows the only journal or a list of journals, or explains
 * how to get started if there are none.
 */
@Path("/")
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class HomePage {

    private final PublishedJournals journals;
    private final JournalPages journalPages;
    private final SitePages pages;
    private final SiteSwitch site;
    private final boolean hasDesk;

    HomePage(
            PublishedJournals journals,
            JournalPages journalPages,
            SitePages pages,
            SiteSwitch site,
            @ConfigProperty(name = "offprint.desk") boolean hasDesk) {
        this.journals = journals;
        this.journalPages = journalPages;
        this.pages = pages;
        this.site = site;
        this.hasDesk = hasDesk;
    }

    @GET
    @Operation(hidden = true)
    public Response getHome(@BeanParam SiteRequest asked) {
        site.require();
        return pages.answer(asked, this::home);
    }

    private SitePage home() {
        List<PublishedJournal> all = journals.all();
        if (all.size() == 1) {
            return journalPages.home(all.get(0));
        }
        return all.isEmpty()
                ? SitePage.of("empty.html").with("hasDesk", hasDesk).notIndexed()
                : journalPages.ofAll(all);
    }
}
