package org.offprint.web.api.references;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleStatus;
import org.offprint.journal.articles.KnownRecords;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Role;
import org.offprint.services.citations.ReferenceLinks;
import org.offprint.web.api.articles.ArticleReads;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.WriteRequest;
import org.offprint.web.api.writes.WriteResponse;

/** REST resource for the links that editors set for references in published articles. */
@Path("/v1/articles/{id}/references/{key}/link")
@Tag(name = "Articles")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class ReferenceLinkResource {

    private final ArticleReads reads;
    private final KnownRecords records;
    private final ReferenceLinks links;
    private final ClientWrites writes;

    ReferenceLinkResource(ArticleReads reads, KnownRecords records, ReferenceLinks links, ClientWrites writes) {
        this.reads = reads;
        this.records = records;
        this.links = links;
        this.writes = writes;
    }

    /** Reference link that an editor has set. */
    @Schema(name = "ReferenceLink", description = "Reference link that an editor has set.")
    record ManualLink(
            @Schema(required = true, description = "Key of the reference within the article.")
            String key,

            @Schema(description = "Id of the linked article of this service.")
            UUID article,

            @Schema(description = "DOI of the linked external work.")
            Doi doi) {}

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "linkReference",
            summary = "Set the link of a reference",
            description = "Sets the work that a reference of the newest published version cites. The link takes"
                    + " effect immediately and takes precedence over automatic matches. The link remains as"
                    + " long as newer versions have a reference with the same text. The reference does not change."
                    + " The document and its `ETag` change only if a link to a retracted article is added or"
                    + " removed. An empty object means that the reference has no link.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "409", description = "The article is not published.")
    public Reply<ManualLink> linkReference(
            @PathParam("id") ParameterValue<UUID> id,
            @PathParam("key") @Parameter(description = "Key of the reference, from the list of references.") String key,
            @BeanParam WriteRequest request,
            Body<LinkInput> body) {
        return writes.answer(request, body, write -> {
            JsonNode sent = body.treeOrEmpty();
            Article article = published(id);
            RecordReader reader = new RecordReader();
            LinkInput input = body.read(sent, reader);
            reader.check("The reference link");
            check(article, input);
            if (!links.decide(article.id, key, input.article(), input.doi(), write.now())) {
                throw Problems.notFound("reference", key);
            }
            return new WriteResponse(200, Map.of(), Json.write(new ManualLink(key, input.article(), input.doi())));
        });
    }

    @DELETE
    @Operation(
            operationId = "unlinkReference",
            summary = "Remove the link set by an editor",
            description = "Removes the link that an editor has set. If an automatic match is certain, the"
                    + " automatic match applies again.")
    @APIResponse(responseCode = "204", description = "The link was removed.")
    @APIResponse(responseCode = "409", description = "The article is not published.")
    public Response unlinkReference(
            @PathParam("id") ParameterValue<UUID> id,
            @PathParam("key") @Parameter(description = "Key of the reference, from the list of references.") String key,
            @BeanParam WriteRequest request) {
        return writes.answer(request, write -> forget(published(id), key, write));
    }

    private WriteResponse forget(Article article, String key, WriteContext write) {
        if (!links.deleteDecision(article.id, key, write.now())) {
            throw Problems.notFound("reference", key);
        }
        return WriteResponse.deleted();
    }

    private Article published(ParameterValue<UUID> id) {
        Article article = reads.requireEditable(id.text());
        if (article.status != ArticleStatus.PUBLISHED) {
            throw Problems.conflict(
                    "The article is not published",
                    "Only references of published articles have links. Publish the article first.");
        }
        return article;
    }

    private void check(Article article, LinkInput input) {
        if (input.article() != null && input.doi() != null) {
            throw Problems.invalid(
                    "The reference link",
                    List.of(Finding.at("/doi", "with-article", "Send either `article` or `doi`, not both.")));
        } else if (article.id.equals(input.article())) {
            throw Problems.invalid(
                    "The reference link",
                    List.of(Finding.at(
                            "/article", "itself", "Must be a different article. An article cannot cite itself.")));
        } else if (input.article() != null && !records.isPublished(input.article())) {
            throw Problems.invalid(
                    "The reference link",
                    List.of(Finding.at("/article", "unknown-article", "Must be the id of a published article.")));
        }
    }

    /**
     * Request body that links a reference to an article of this service or to an external work. An empty object states
     * that the reference has no link.
     */
    @Schema(
            name = "ReferenceLinkInput",
            description = "Work that the reference cites: an article of this service or a DOI. Send an empty"
                    + " object for no link.")
    record LinkInput(
            @Schema(description = "Id of a published article of this service.")
            UUID article,

            @Schema(description = "DOI of an external work.")
            Doi doi) {}
}
