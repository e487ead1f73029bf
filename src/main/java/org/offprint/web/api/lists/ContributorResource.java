package org.offprint.web.api.lists;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.search.feed.ListedPerson;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;
import org.offprint.web.api.lists.Facets.FacetValue;

/** REST resource for contributors to published articles. Responses are the same for all clients. */
@Path("/v1/contributors")
@Tag(name = "Search")
@Produces(MediaType.APPLICATION_JSON)
public class ContributorResource {

    private final Lists lists;

    ContributorResource(Lists lists) {
        this.lists = lists;
    }

    @GET
    @QuotaOf(QuotaClass.SEARCH)
    @PermitAll
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "listContributors",
            summary = "List and search contributors",
            description = "Lists the contributors of published articles. The list is sorted by number of articles,"
                    + " highest first, or, with `q`, by relevance. Each ORCID iD is one entry. Contributors"
                    + " without an ORCID iD are grouped by exact name, so one entry can represent several"
                    + " people.")
    public Reply<ContributorPage> listContributors(
            @BeanParam ListRequest request, @BeanParam ContributorFilter filter) {
        return lists.answer(
                request, filter, Listing.forReaders(RecordKind.PERSON, SortOrder.MOST_ARTICLES, ListedPerson.class));
    }

    /** Schema of a page of contributors in the OpenAPI document. */
    @Schema(name = "ContributorPage", description = "Page of contributors.")
    record ContributorPage(
            @Schema(required = true, description = "Contributors on this page.")
            List<ListedPerson> items,

            @Schema(required = true, description = "Exact number of matching contributors on all pages.")
            long total,

            @Schema(required = true) PageLinks page,

            @Schema(
                    nullable = true,
                    description = "Counts of the matching records by field value, keyed by facet name. Present only"
                            + " if the request has `facets`.")
            Map<String, List<FacetValue>> facets,

            DidYouMean didYouMean) {}

    /** Filter parameters of the contributor list. */
    public static class ContributorFilter implements ListFilter {

        @QueryParam("orcid")
        @Parameter(
                description = "Filter by ORCID iD. Accepts bare iDs and `https://orcid.org/` URLs. Repeat the"
                        + " parameter to match any of several people.",
                example = "https://orcid.org/0000-0002-1825-0097")
        List<ParameterValue<Orcid>> orcid;

        @QueryParam("name")
        @Parameter(
                description = "Filter by complete name, for example `Ada Moreira`, ignoring case and accents. Repeat"
                        + " the parameter to match any of several names.",
                example = "Ada Moreira")
        List<ParameterValue<String>> name;

        @QueryParam("identified")
        @Parameter(
                description = "Set to `true` to get only people with an ORCID iD, or to `false` to get only names"
                        + " without an ORCID iD.")
        List<ParameterValue<String>> identified;

        /** Returns a filter for the people with the given complete name and an ORCID iD. */
        public static ContributorFilter identified(String name) {
            ContributorFilter filter = new ContributorFilter();
            filter.name = List.of(new ParameterValue<>(name));
            filter.identified = List.of(new ParameterValue<>("true"));
            return filter;
        }

        @Override
        public void addTo(Filters filters) {
            filters.anyOf(TermField.ORCID, orcid)
                    .anyOf(TermField.EXACT_NAME, name)
                    .anyOf(TermField.IDENTIFIED, identified);
        }
    }
}
