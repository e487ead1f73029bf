package org.offprint.web.api.inclusions;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.formats.TdmReservation;
import org.offprint.formats.writing.Format;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.journal.publishing.typesetting.Typesetting;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.platform.http.quotas.Quotas;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.articles.ArticleReads;
import org.offprint.web.api.exports.ArticleExports;
import org.offprint.web.api.lists.FieldSelection;
import org.offprint.web.api.lists.IncludedData;
import org.offprint.web.api.lists.Localization;
import org.offprint.web.api.lists.Localization.LocalizedView;

/**
 * REST resource that returns one article, with additional data on request. Readers receive the newest published
 * version, and editors of the journal receive the working copy.
 */
@Path("/v1/articles")
@Tag(name = "Articles")
public class ArticleRecordResource {

    private final ArticleReads reads;
    private final ArticleExports exports;
    private final Typesetting typesetting;
    private final InclusionLoader loader;
    private final TdmReservation reservation;
    private final Quotas quotas;

    ArticleRecordResource(
            ArticleReads reads,
            ArticleExports exports,
            Typesetting typesetting,
            InclusionLoader loader,
            TdmReservation reservation,
            Quotas quotas) {
        this.reads = reads;
        this.exports = exports;
        this.typesetting = typesetting;
        this.loader = loader;
        this.reservation = reservation;
        this.quotas = quotas;
    }

    @GET
    @Path("{id}")
    @PermitAll
    @QuotaOf(value = QuotaClass.SEARCH, onlyWith = Inclusion.PARAMETER)
    @Produces(MediaType.WILDCARD)
    @ResponseHeaders(
            value = {"ETag", "Signposts", "Last-Modified", "tdm-reservation", "tdm-policy"},
            withBody = "Accept-Patch")
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "getArticle",
            summary = "Get an article",
            description = "Returns the newest published version. Editors of the journal get the working copy. The"
                    + " `Accept` header can select another format, which always contains the newest published"
                    + " version. `GET …/exports` lists the formats. The `Link` header contains the citation"
                    + " URL, the authors, the licence and the other formats (FAIR Signposting). With `include`, the"
                    + " response also contains the data that an article page needs.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = ArticleExports.JSON, schema = @Schema(implementation = ArticleView.class)))
    @APIResponse(responseCode = "304", description = "The client's copy is current.")
    @APIResponse(
            responseCode = "409",
            description = "The article lacks data required by the format in `Accept`, or the full text of the working"
                    + " copy cannot be rendered.")
    @APIResponse(responseCode = "410", description = "The article was withdrawn. The response contains the reason.")
    public Reply<ArticleView> getArticle(
            @PathParam("id") @Parameter(description = "Id or slug of the article.") String id,
            @QueryParam("view") @Parameter(description = Localization.PARAMETER) ParameterValue<LocalizedView> view,
            @QueryParam("fields") @Parameter(description = FieldSelection.PARAMETER) List<String> fields,
            @QueryParam(Inclusion.PARAMETER) @Parameter(description = Inclusion.OF_RECORD) List<String> include,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            @Context RoutingContext context) {
        Optional<Format> format = exports.preferred(headers);
        Localization localization = Localization.read(view, headers);
        Optional<Article> own = format.isPresent() ? Optional.empty() : reads.workingCopy(id, localization.view());
        Parameters parameters = new Parameters();
        Set<Inclusion> asked = Inclusion.read(include, false, own.isPresent(), parameters);
        FieldSelection selection = FieldSelection.read(
                fields,
                ArticleView.class,
                IncludedData.of(ArticleInclusions.class, Inclusion.members(asked)),
                parameters);
        if (format.isPresent()) {
            rejectForFormat("fields", fields, parameters);
            rejectForFormat(Inclusion.PARAMETER, include, parameters);
            rejectForFormat("view", localization.isRequested() ? List.of("localized") : null, parameters);
        }
        parameters.check();
        if (format.isPresent()) {
            return Reply.of(exports.answer(format.get(), reads.published(id), headers, uri)
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT));
        }
        if (asked.size() > 1) {
            quotas.countSize(QuotaClass.SEARCH, asked.size() - 1, context);
        }
        return own.isPresent()
                ? workingCopy(own.get(), selection, asked)
                : published(reads.published(id), selection, asked, localization, headers);
    }

    private static void rejectForFormat(String name, List<String> values, Parameters parameters) {
        if (values != null && !values.isEmpty()) {
            parameters.addError(name, "of-json", "Remove this parameter, or request JSON in the header Accept.");
        }
    }

    private Reply<ArticleView> workingCopy(Article own, FieldSelection selection, Set<Inclusion> asked) {
        ArticleView article = typesetting.forEditors(own);
        byte[] body = Json.write(article);
        ResponseBuilder response;
        if (asked.isEmpty()) {
            response = Reply.patchable(selection.selected(body), selection.etag(own.etag()));
        } else {
            byte[] whole = selection.selected(withInclusions(body, loader.ofWorkingCopy(own, article, asked)));
            response = Reply.patchable(whole, EntityTag.ofSelection(own.etag(), EntityTag.ofGenerated(whole)));
        }
        return Reply.of(response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT));
    }

    private Reply<ArticleView> published(
            PublishedDocument published,
            FieldSelection selection,
            Set<Inclusion> asked,
            Localization localization,
            HttpHeaders headers) {
        ResponseBuilder response;
        if (asked.isEmpty() && !localization.isRequested()) {
            response = Reply.forReaders(
                    headers,
                    selection.selected(published.content()),
                    selection.etag(published.etag()),
                    published.modifiedAt());
        } else {
            DocumentMemoryLimit.acquire(published.content().length());
            byte[] article = published.content().plain();
            ArticleInclusions included = asked.isEmpty() ? null : loader.ofPublished(published, asked);
            byte[] whole = included == null ? article : withInclusions(article, included);
            byte[] body = selection.selected(localization.apply(whole));
            // Inclusions change independently of the article, so the entity tag depends on the complete body.
            response = localization.addTo(Reply.forReaders(headers, body, EntityTag.of(body), null));
            if (included != null && included.fullText() != null) {
                reservation.addTo(response, published);
            }
        }
        return Reply.of(
                response.header(HttpHeaders.LINK, published.links()).header(HttpHeaders.VARY, HttpHeaders.ACCEPT));
    }

    private static byte[] withInclusions(byte[] article, ArticleInclusions included) {
        return FieldSelection.with(article, IncludedData.MEMBER, Json.write(included));
    }
}
