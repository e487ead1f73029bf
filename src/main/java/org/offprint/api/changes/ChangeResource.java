package org.offprint.api.changes;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.changes.Change;
import org.offprint.changes.ChangeLog;
import org.offprint.http.caching.EntityTag;
import org.offprint.http.caching.Reply;
import org.offprint.http.json.Json;
import org.offprint.http.json.Vocabulary;
import org.offprint.http.parameters.Parameters;
import org.offprint.http.parameters.QueryText;
import org.offprint.identifiers.Ids;

/** The change feed: what readers can see changing, in order, deletions included. */
@Path("/v1/changes")
@Tag(name = "Changes")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class ChangeResource {

    private static final Map<String, Change.Kind> KINDS = Vocabulary.terms(Change.Kind.class).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> (Change.Kind) entry.getValue()));

    private final ChangeLog log;

    ChangeResource(ChangeLog log) {
        this.log = log;
    }

    /** A change as the feed shows it. */
    @Schema(name = "Change")
    record ChangeView(
            @Schema(required = true) Change.Kind kind,
            @Schema(required = true) UUID id,

            @Schema(required = true, description = "As readers see it: withdrawn is deleted, reinstated is created.")
            Change.Op op,

            @Schema(description = "The version of an article.")
            Integer version,

            @Schema(required = true) Instant at,

            @Schema(
                    required = true,
                    examples = "published",
                    enumeration = {
                        "created",
                        "updated",
                        "deleted",
                        "continued",
                        "merged",
                        "unmerged",
                        "published",
                        "unpublished",
                        "placed",
                        "carried",
                        "withdrawn",
                        "reinstated",
                        "retracted",
                        "retraction-lifted"
                    })
            String reason,

            @Schema(required = true) Map<String, String> links) {

        static ChangeView of(Change change) {
            String self = "/v1/" + Vocabulary.termOf(change.kind()) + "s/" + change.id();
            return new ChangeView(
                    change.kind(),
                    change.id(),
                    change.op(),
                    change.version(),
                    change.at(),
                    change.reason(),
                    Map.of("self", self));
        }
    }

    /** A piece of the feed. */
    @Schema(name = "ChangePage")
    record ChangePage(
            @Schema(required = true) List<ChangeView> items,

            @Schema(required = true, description = "Ask for what comes after this next; it never expires.")
            String next) {}

    @GET
    @Operation(
            operationId = "listChanges",
            summary = "List what has changed",
            description = "Oldest first, complete and in the order it happened. Keep `next` and ask again with it as"
                    + " `after`: nothing is missed and nothing comes twice.")
    @APIResponseSchema(ChangePage.class)
    public Response listChanges(
            @QueryParam("after") @Parameter(description = "`next` of the answer before; from the beginning without it.")
                    String after,
            @QueryParam("journal") @Parameter(description = "Only of this journal.") String journal,
            @QueryParam("kind")
                    @Parameter(
                            description = "Only of this kind.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"journal", "issue", "article", "affiliation"}))
                    String kind,
            @QueryParam("limit")
                    @Parameter(
                            description = "How many changes an answer holds at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    String limit,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        Parameters parameters = new Parameters();
        Long position = parameters.parsed("after", after, "cursor-invalid", ChangeResource::position);
        UUID ofJournal = parameters.parsed("journal", journal, "id-format", Ids::parse);
        Change.Kind ofKind = parameters.oneOf("kind", kind, KINDS, null);
        int most = parameters.integer("limit", limit, 1, 1_000, 100);
        parameters.check();
        long from = position == null ? 0 : position;
        // Looked at first: a piece that is not full then reaches at least to here, whatever it passed over.
        long end = log.end();
        List<Change> changes = log.publicAfter(from, ofJournal, ofKind, most);
        long last = changes.isEmpty() ? from : changes.get(changes.size() - 1).position();
        String next = Long.toString(changes.size() == most ? last : Math.max(last, end));
        byte[] body =
                Json.write(new ChangePage(changes.stream().map(ChangeView::of).toList(), next));
        String link = request.path() + "?"
                + QueryText.of(request.query()).without(List.of("after")).with("after", next);
        return Reply.toReaders(headers, body, EntityTag.of(body), null)
                .header("Link", "<" + link + ">; rel=\"next\"")
                .build();
    }

    private static Long position(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("Give next of an answer as it is.");
        }
        return Long.valueOf(text);
    }
}
