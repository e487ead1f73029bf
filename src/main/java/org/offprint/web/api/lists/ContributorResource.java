package org.offprint.web.api.lists;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.quotas.Counted;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.search.feed.ListedPerson;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.web.api.lists.Facets.FacetValue;

/** People who contributed to published articles; the same for everybody. */
@Path("/v1/contributors")
@Tag(name = "Search")
@Produces(MediaType.APPLICATION_JSON)
public class ContributorResource {

    private final Lists lists;

    ContributorResource(Lists lists) {
        this.lists = lists;
    }

    @GET
    @Counted(QuotaClass.SEARCH)
    @PermitAll
    @Operation(
            operationId = "listContributors",
            summary = "List and find contributors",
            description = "The people of published articles, those with most articles first: one for each ORCID iD; of"
                    + " people without one, one for each exact name.")
    public Reply<ContributorPage> listContributors(
            @BeanParam ListRequest request, @BeanParam ContributorFilter filter) {
        return lists.answer(
                request, filter, Listing.forReaders(RecordKind.PERSON, SortOrder.MOST_ARTICLES, ListedPerson.class));
    }

    /** A page of contributors, for the contract. */
    @Schema(name = "ContributorPage")
    record ContributorPage(
            @Schema(required = true) List<ListedPerson> items,
            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page,

            @Schema(nullable = true, description = "By name, where the request asks for `facets` only.")
            Map<String, List<FacetValue>> facets,

            DidYouMean didYouMean) {}
}
