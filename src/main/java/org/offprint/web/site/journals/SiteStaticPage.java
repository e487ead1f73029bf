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

/** REST resource for static pages of the whole site, which the site theme provides. */
@Path("/pages")
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class SiteStaticPage {

    private final StaticPages staticPages;
    private final SitePages pages;
    private final SiteSwitch site;

    SiteStaticPage(StaticPages staticPages, SitePages pages, SiteSwitch site) {
        this.staticPages = staticPages;
        this.pages = pages;
        this.site = site;
    }

    @GET
    @Path("{name}")
    @Operation(hidden = true)
    public Response getStaticPage(@PathParam("name") String name, @BeanParam SiteRequest asked) {
        site.require();
        return pages.answer(asked, () -> staticPages
                .find(null, name, pages.chosen(asked))
                .orElseThrow(() -> Problems.notFound("page", name)));
    }
}
