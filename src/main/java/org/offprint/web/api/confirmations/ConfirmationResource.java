package org.offprint.web.api.confirmations;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.Article;
import org.offprint.journal.confirmations.OrcidConfirmations;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.contributors.ConfirmedOrcid;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Role;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.articles.ArticleReads;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.WriteRequest;
import org.offprint.web.api.writes.WriteResponse;

/** REST resource for the ORCID confirmation links and confirmed iDs of an article, available to editors only. */
@Path("/v1/articles/{id}/confirmations")
@Tag(name = "Publishing")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class ConfirmationResource {

    private final ArticleReads reads;
    private final OrcidConfirmations confirmations;
    private final ClientWrites writes;

    ConfirmationResource(ArticleReads reads, OrcidConfirmations confirmations, ClientWrites writes) {
        this.reads = reads;
        this.confirmations = confirmations;
        this.writes = writes;
    }

    /** Newly created link for the confirmation of an ORCID iD. */
    @Schema(name = "ConfirmationLink", description = "Link with which a contributor can confirm an ORCID iD.")
    record LinkView(
            @Schema(
                    required = true,
                    description = "Path of the confirmation page in this service. Send it only to the contributor.")
            String url,

            @Schema(required = true, description = "ORCID iD to be confirmed.")
            Orcid orcid,

            @Schema(required = true, description = "Name of the contributor, as printed.")
            String name,

            @Schema(required = true, description = "Time at which the link expires.")
            Instant expiresAt) {}

    /** Confirmation of an ORCID iD by a contributor. */
    @Schema(name = "OrcidConfirmation", description = "Confirmation of an ORCID iD by a contributor.")
    record ConfirmationView(
            @Schema(required = true, description = "ORCID iD that was confirmed.")
            Orcid orcid,

            @Schema(required = true, description = "Name of the contributor, as printed when the iD was confirmed.")
            String name,

            @Schema(required = true, description = "Time of the confirmation.")
            Instant confirmedAt,

            @Schema(
                    required = true,
                    description = "Whether the confirmation is in effect. `true` if the working copy has a contributor"
                            + " with the confirmed iD and name.")
            boolean counts) {}

    /** List of an article's ORCID iD confirmations. */
    @Schema(name = "OrcidConfirmationList", description = "Confirmations of ORCID iDs by contributors of the article.")
    record ConfirmationList(
            @Schema(required = true, description = "All confirmations of the article.")
            List<ConfirmationView> items) {}

    @GET
    @Transactional
    @Operation(
            operationId = "listConfirmations",
            summary = "List the confirmed ORCID iDs",
            description = "Returns the ORCID iDs that contributors of the article have confirmed, oldest first.")
    public Reply<ConfirmationList> listConfirmations(@PathParam("id") ParameterValue<UUID> id) {
        Article article = reads.requireEditable(id.text());
        List<ConfirmationView> items = confirmations.of(article.id).stream()
                .map(each -> {
                    ConfirmedOrcid confirmed = new ConfirmedOrcid(each.orcid(), each.name());
                    return new ConfirmationView(
                            each.orcid(),
                            each.name(),
                            each.confirmedAt(),
                            article.body.contributors().stream().anyMatch(confirmed::isOf));
                })
                .toList();
        return Reply.of(Reply.forEditors(Json.write(new ConfirmationList(items)), null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseHeaders({})
    @Operation(
            operationId = "createConfirmation",
            summary = "Create a confirmation link",
            description = "Creates a link with which a contributor confirms an ORCID iD. Send the link to the"
                    + " contributor, who signs in at ORCID. If the contributor's iD equals the iD in the"
                    + " article, output formats mark the iD as authenticated. The link is valid for 30 days and"
                    + " can be used once. The link becomes invalid if the name or the iD of the contributor"
                    + " changes. The service does not store the link, so `Idempotency-Key` is rejected. Returns"
                    + " 409 if the service is not registered with ORCID.")
    public Reply<LinkView> createConfirmation(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam WriteRequest request, Body<ConfirmationInput> body) {
        request.rejectKey("The link is not stored, so the response cannot be repeated.");
        return writes.answer(request, body, write -> {
            JsonNode sent = body.treeOrEmpty();
            Article article = reads.requireEditable(id.text());
            RecordReader reader = new RecordReader();
            ConfirmationInput input = body.read(sent, reader);
            reader.check("The confirmation");
            OrcidSignIn.requireConfigured();
            OrcidConfirmations.Signed signed = confirmations
                    .sign(article, input.orcid(), write.now())
                    .orElseThrow(() -> Problems.invalid(
                            "The confirmation",
                            List.of(Finding.at(
                                    "/orcid",
                                    "unknown-contributor",
                                    "Must be the ORCID iD of a contributor of the article."))));
            LinkView view = new LinkView(
                    ConfirmationPage.PATH + "/" + signed.token(),
                    signed.link().orcid(),
                    signed.link().name(),
                    signed.link().expiresAt());
            return new WriteResponse(201, Map.of(HttpHeaders.LOCATION, view.url()), Json.write(view));
        });
    }
}
