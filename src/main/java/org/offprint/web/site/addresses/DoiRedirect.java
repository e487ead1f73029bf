package org.offprint.web.site.addresses;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.http.parameters.QueryText;
import org.offprint.web.site.pages.SiteRequest;
import org.offprint.web.site.pages.SiteSwitch;

/**
 * REST resource that redirects a DOI in any format to the page of its article or issue. If the DOI of a record was
 * corrected, the former DOI also redirects to the page of the record.
 */
@Path("/doi/{doi: .+}")
@PermitAll
@OwnParameters
@Produces(MediaType.WILDCARD)
public class DoiRedirect {

    private static final String PATH = "/doi/";

    private final RecordPages records;
    private final PageRedirects moved;
    private final SiteSwitch site;

    DoiRedirect(RecordPages records, PageRedirects moved, SiteSwitch site) {
        this.records = records;
        this.moved = moved;
        this.site = site;
    }

    @GET
    @Operation(hidden = true)
    public Response getPageOfDoi(@BeanParam SiteRequest asked) {
        site.require();
        String given = asked.path().substring(PATH.length());
        Doi doi;
        try {
            // Read the URL path without decoding it, because DOIs may contain slashes and semicolons, which have a
            // special meaning in paths.
            doi = Doi.parse(QueryText.decoded(given, false));
        } catch (IllegalArgumentException e) {
            throw Problems.notFound("record with the DOI", given);
        }
        return moved.temporary(
                records.ofDoi(doi).orElseThrow(() -> Problems.notFound("record with the DOI", doi.value())));
    }
}
