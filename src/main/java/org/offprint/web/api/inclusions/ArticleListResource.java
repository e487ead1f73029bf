package org.offprint.web.api.inclusions;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.platform.http.quotas.Quotas;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.articles.ArticleFiles;
import org.offprint.web.api.articles.ArticleFilter;
import org.offprint.web.api.articles.ArticleList;
import org.offprint.web.api.articles.ArticleList.ArticlePage;
import org.offprint.web.api.exports.ArticleExports;
import org.offprint.web.api.exports.ListFormat;
import org.offprint.web.api.lists.IncludedData;
import org.offprint.web.api.lists.ListFilter;
import org.offprint.web.api.lists.ListRequest;
import org.offprint.web.api.lists.Localization;
import org.offprint.web.api.lists.Localization.LocalizedView;

/** REST resource that lists articles page by page, or returns the complete list as one file. */
@Path("/v1/articles")
@Tag(name = "Articles")
public class ArticleListResource {

    private final ArticleList list;
    private final ArticleFiles files;
    private final Viewer viewer;
    private final InclusionLoader loader;
    private final Quotas quotas;

    ArticleListResource(ArticleList list, ArticleFiles files, Viewer viewer, InclusionLoader loader, Quotas quotas) {
        this.list = list;
        this.files = files;
        this.viewer = viewer;
        this.loader = loader;
        this.quotas = quotas;
    }

    @GET
    @QuotaOf(QuotaClass.SEARCH)
    @PermitAll
    @Produces({
        ArticleExports.JSON,
        "application/vnd.citationstyles.csl+json",
        "application/x-bibtex",
        "application/x-research-info-systems",
        "text/csv",
        ListFormat.JSON_LINES
    })
    @ResponseHeaders({"ETagIfAny", "LinkIfAny"})
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "listArticles",
            summary = "List and search articles",
            description = "Lists the articles that match all given filters, newest first or, with `q`, by"
                    + " relevance. Without parameters, the list contains all articles. Clients without"
                    + " credentials get published articles. Editors get the working copies of their own"
                    + " journals unless they send `view=public`. Use `q` to search, and `limit` and the links"
                    + " in `page` to page through the list. Use `format` to download all matching articles as"
                    + " one file. An unknown or invalid parameter returns 400 with an entry in `errors`.")
    public Reply<ArticlePage> listArticles(
            @BeanParam ListRequest request,
            @BeanParam ArticleFilter filter,
            @QueryParam("readiness")
                    @Parameter(
                            extensions =
                                    @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                            description = "Filter to published articles that fail an indexer rule, given by its id"
                                    + " from `/v1/readiness-rules`. Append `:unknown`, as in `cr-22:unknown`, to get the"
                                    + " articles for which the outcome of the rule is unknown. Repeat the parameter to"
                                    + " match any of several rules. Changes to articles are reflected within seconds. For"
                                    + " editors only: without credentials, or with `view=public`, this parameter returns"
                                    + " 400.",
                            example = "cr-19")
                    List<ParameterValue<String>> readiness,
            @QueryParam("format")
                    @Parameter(
                            description = "Downloads all matching articles as one file in this format instead of a JSON"
                                    + " page. The file contains only published articles. Cannot be combined with"
                                    + " `limit`, `cursor`, `page`, `fields`, `include`, `facets` or `highlight`. `jsonl`"
                                    + " contains the complete records, one per line. The `Accept` header can"
                                    + " select the same formats.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"csl", "bibtex", "ris", "csv", "jsonl"}))
                    String format,
            @QueryParam("view") @Parameter(description = Localization.PARAMETER) ParameterValue<LocalizedView> view,
            @QueryParam(Inclusion.PARAMETER) @Parameter(description = Inclusion.OF_LIST) List<String> include,
            @Context UriInfo uri,
            @Context RoutingContext context) {
        Optional<ListFormat> file = ArticleFiles.requestedFormat(format, request.headers());
        ListFilter narrowed = list.byReadiness(filter, readiness);
        Localization localization = Localization.read(view, request.headers());
        boolean forEditors = viewer.isEditor(localization.view());
        Parameters parameters = new Parameters();
        if (file.isPresent() && include != null && !include.isEmpty()) {
            parameters.addError(
                    Inclusion.PARAMETER, "of-pages", "Remove this parameter. A file contains no additional data.");
        }
        if (file.isPresent() && localization.isRequested()) {
            parameters.addError("view", "of-pages", "Remove this parameter. A file contains all translations.");
        }
        Set<Inclusion> asked = Inclusion.read(include, true, forEditors, parameters);
        parameters.check();
        if (file.isPresent()) {
            return files.answer(request, narrowed, file.get(), uri, context);
        }
        if (!asked.isEmpty()) {
            quotas.countSize(QuotaClass.SEARCH, asked.size(), context);
        }
        IncludedData included =
                new IncludedData(ArticleInclusions.class, Inclusion.members(asked), ids -> loader.ofList(ids, asked));
        return list.answer(request, narrowed, forEditors, included, localization);
    }
}
