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
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.security.Role;
import org.offprint.web.api.articles.ArticleReads;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.WriteAnswer;
import org.offprint.web.api.writes.WriteRequest;

/** Links by which contributors confirm their ORCID iDs, and the confirmations of an article, for its editors. */
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

    /** A link that was made. */
    @Schema(name = "ConfirmationLink")
    record LinkView(
            @Schema(required = true, description = "The path of a page of this service, for the contributor alone.")
            String url,

            @Schema(required = true) Orcid orcid,

            @Schema(required = true, description = "The contributor, as printed.")
            String name,

            @Schema(required = true) Instant expiresAt) {}

    /** A confirmation that was given. */
    @Schema(name = "OrcidConfirmation")
    record ConfirmationView(
            @Schema(required = true) Orcid orcid,

            @Schema(required = true, description = "The contributor, as printed then.")
            String name,

            @Schema(required = true) Instant confirmedAt,

            @Schema(
                    required = true,
                    description = "Whether the working copy has this iD for a contributor of this name; else the"
                            + " confirmation counts for nothing.")
            boolean counts) {}

    /** All confirmations of an article. */
    @Schema(name = "OrcidConfirmationList")
    record ConfirmationList(@Schema(required = true) List<ConfirmationView> items) {}

    @GET
    @Transactional
    @Operation(
            operationId = "listConfirmations",
            summary = "List the ORCID iDs that contributors have confirmed",
            description = "The oldest first.")
    public Reply<ConfirmationList> listConfirmations(@PathParam("id") Given<UUID> id) {
        Article article = reads.own(id.text());
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
        return Reply.of(Reply.toEditors(Json.write(new ConfirmationList(items)), null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createConfirmation",
            summary = "Make a link by which a contributor confirms the ORCID iD",
            description =
                    "Send the link to the contributor. Whoever has it signs in at ORCID; where that is the iD that"
                            + " the article states, formats say that it is authenticated. The link is good for 30 days and once,"
                            + " and as long as the contributor keeps name and iD.")
    public Reply<LinkView> createConfirmation(
            @PathParam("id") Given<UUID> id, @BeanParam WriteRequest request, Body<ConfirmationInput> body) {
        return writes.answer(request, body, write -> {
            JsonNode sent = body.treeOrEmpty();
            Article article = reads.own(id.text());
            RecordReader reader = new RecordReader();
            ConfirmationInput input = body.read(sent, reader);
            reader.check("The confirmation");
            OrcidSignIn.requireConfigured();
            OrcidConfirmations.Signed signed = confirmations
                    .sign(article, input.orcid(), write.now())
                    .orElseThrow(() -> Problems.invalid(
                            "The confirmation",
                            List.of(Finding.at(
                                    "/orcid", "unknown-contributor", "No contributor of the article has this iD."))));
            LinkView view = new LinkView(
                    ConfirmationPage.PATH + "/" + signed.token(),
                    signed.link().orcid(),
                    signed.link().name(),
                    signed.link().expiresAt());
            return new WriteAnswer(201, Map.of(HttpHeaders.LOCATION, view.url()), Json.write(view));
        });
    }
}
