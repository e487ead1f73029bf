package org.offprint.web.api.lists;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.search.feed.ListedKeyword;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/** REST resource for keywords of published articles. Responses are the same for all clients. */
@Path("/v1/keywords")
@Tag(name = "Search")
@Produces(MediaType.APPLICATION_JSON)
public class KeywordResource {

    private final Lists lists;

    KeywordResource(Lists lists) {
        this.lists = lists;
    }

    @GET
    @QuotaOf(QuotaClass.SEARCH)
    @PermitAll
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "listKeywords",
            summary = "List and search keywords",
            description = "Lists the keywords of published articles with their numbers of articles. The list is"
                    + " sorted by number of articles, highest first, or, with `q`, by relevance. Keywords that"
                    + " differ only in case or accents are one entry.")
    public Reply<KeywordPage> listKeywords(@BeanParam ListRequest request, @BeanParam KeywordFilter filter) {
        return lists.answer(
                request, filter, Listing.forReaders(RecordKind.KEYWORD, SortOrder.MOST_ARTICLES, ListedKeyword.class));
    }

    /** Schema of a page of keywords in the OpenAPI document. */
    @Schema(name = "KeywordPage", description = "Page of keywords.")
    record KeywordPage(
            @Schema(required = true, description = "Keywords on this page.")
            List<ListedKeyword> items,

            @Schema(required = true, description = "Exact number of matching keywords on all pages.")
            long total,

            @Schema(required = true) PageLinks page,
            DidYouMean didYouMean) {}

    /** Filter parameters of the keyword list. */
    public static class KeywordFilter implements ListFilter {

        @QueryParam("name")
        @Parameter(
                description = "Filter by complete keyword, ignoring case and accents. Repeat the parameter to match"
                        + " any of several keywords.",
                example = "soil carbon")
        List<ParameterValue<String>> name;

        @Override
        public void addTo(Filters filters) {
            filters.anyOf(TermField.EXACT_NAME, name);
        }
    }
}
