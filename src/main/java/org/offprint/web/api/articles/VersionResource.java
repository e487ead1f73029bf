package org.offprint.web.api.articles;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.publishing.Versions;
import org.offprint.journal.publishing.Versions.VersionDocument;
import org.offprint.journal.publishing.Versions.VersionView;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.Viewer.View;
import org.offprint.web.api.lists.FieldSelection;

/** REST resource for the published versions of an article and the differences between versions. */
@Path("/v1/articles/{id}/versions")
@Tag(name = "Versions")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class VersionResource {

    private final ArticleReads reads;
    private final Versions versions;
    private final Viewer viewer;

    VersionResource(ArticleReads reads, Versions versions, Viewer viewer) {
        this.reads = reads;
        this.versions = versions;
        this.viewer = viewer;
    }

    /** Schema of the version list in the OpenAPI document. */
    @Schema(name = "VersionList", description = "Versions of an article.")
    public record VersionList(
            @Schema(required = true, description = "Versions of the article, newest first.")
            List<VersionView> items) {}

    /** Difference between two versions of an article. */
    @Schema(name = "VersionDifference", description = "Difference between two versions of an article.")
    record VersionDifference(
            @Schema(required = true, description = "Number of the version in the path.")
            int from,

            @Schema(required = true, description = "Number of the version in the parameter `with`.")
            int to,

            @Schema(
                    required = true,
                    description = "JSON Patch operations (RFC 6902) that turn the version `from` into the version `to`."
                            + " The previous value is in `fromValue` of a replacement and in `value` of a removal.",
                    implementation = Object[].class)
            JsonNode changes) {}

    @GET
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "listVersions",
            summary = "List the versions of an article",
            description = "Lists all published versions of the article, newest first.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "410", description = "The article was withdrawn.")
    public Reply<VersionList> listVersions(
            @PathParam("id") ParameterValue<UUID> id,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) ParameterValue<View> view,
            @Context HttpHeaders headers) {
        UUID article = reads.visible(id.text(), view);
        boolean forEditors = reads.workingCopy(id.text(), view).isPresent();
        return reply(new VersionList(versions.of(article, forEditors)), forEditors, headers);
    }

    @GET
    @Path("{number}")
    @ResponseHeaders("ETag")
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "getVersion",
            summary = "Get a version of an article",
            description = "Returns a published version of the article. Older versions are returned in their state"
                    + " before the next version was published. A retraction notice is included in all versions.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "410", description = "The article was withdrawn.")
    public Reply<ArticleView> getVersion(
            @PathParam("id") ParameterValue<UUID> id,
            @PathParam("number") ParameterValue<Integer> number,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) ParameterValue<View> view,
            @QueryParam("fields") @Parameter(description = FieldSelection.PARAMETER) List<String> fields,
            @Context HttpHeaders headers) {
        FieldSelection selection = FieldSelection.read(fields, ArticleView.class);
        VersionDocument version = version(reads.visible(id.text(), view), number.text());
        byte[] body = selection.selected(version.document());
        String etag = selection.etag(version.etag());
        return Reply.of(
                viewer.isEditor(view) ? Reply.forEditors(body, etag) : Reply.forReaders(headers, body, etag, null));
    }

    @GET
    @Path("{number}/diff")
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "compareVersions",
            summary = "Compare two versions of an article",
            description = "Returns the changes from the version in the path to the version in `with`.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "410", description = "The article was withdrawn.")
    public Reply<VersionDifference> compareVersions(
            @PathParam("id") ParameterValue<UUID> id,
            @PathParam("number") ParameterValue<Integer> number,
            @QueryParam("with")
                    @Parameter(description = "Number of the version to compare with, starting at 1.", required = true)
                    ParameterValue<Integer> with,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) ParameterValue<View> view,
            @Context HttpHeaders headers) {
        UUID article = reads.visible(id.text(), view);
        Parameters parameters = new Parameters();
        if (with == null) {
            parameters.addError(
                    "with",
                    "required",
                    "The parameter `with` is required. Send the number of the version to compare with.");
        }
        int other = parameters.integer("with", with, 1, Parameters.LARGEST, 1);
        parameters.check();
        VersionDocument from = version(article, number.text());
        VersionDocument to = version(article, Integer.toString(other));
        return reply(
                new VersionDifference(Integer.parseInt(number.text()), other, Versions.difference(from, to)),
                viewer.isEditor(view),
                headers);
    }

    private VersionDocument version(UUID article, String number) {
        return versions.document(article, ArticleReads.versionNumber(number))
                .orElseThrow(() -> Problems.notFound("version", number));
    }

    private static <T> Reply<T> reply(T view, boolean forEditors, HttpHeaders headers) {
        byte[] body = Json.write(view);
        return Reply.of(
                forEditors ? Reply.forEditors(body, null) : Reply.forReaders(headers, body, EntityTag.of(body), null));
    }
}
