package org.offprint.web.api.references;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleReader;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.kernel.record.Reference;
import org.offprint.platform.http.caching.Conditions;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.platform.security.Role;
import org.offprint.references.suggestions.SuggestedParts;
import org.offprint.services.citations.ReferenceLinks;
import org.offprint.services.citations.ReferenceLinks.ReferenceLink;
import org.offprint.services.citations.outside.FoundWork;
import org.offprint.services.citations.outside.FoundWorkTable;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.Viewer.View;
import org.offprint.web.api.articles.ArticleReads;
import org.offprint.web.api.articles.ArticleWrites;
import org.offprint.web.api.references.ArticleReferences.ArticleReferenceList;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;

/** REST resource for the references of an article, with their printed text, stored parts and suggested parts. */
@Path("/v1/articles/{id}/references")
@Tag(name = "References")
@Produces(MediaType.APPLICATION_JSON)
public class ArticleReferenceResource {

    /** Default minimum confidence of the suggestions to accept. */
    private static final double DEFAULT_CONFIDENCE = 0.95;

    private final ArticleReads reads;
    private final ArticleWrites edits;
    private final ArticleReader reader;
    private final ReferenceParsing reading;
    private final ArticleReferences lists;
    private final ReferenceLinks links;
    private final FoundWorkTable found;
    private final ClientWrites writes;

    ArticleReferenceResource(
            ArticleReads reads,
            ArticleWrites edits,
            ArticleReader reader,
            ReferenceParsing reading,
            ArticleReferences lists,
            ReferenceLinks links,
            FoundWorkTable found,
            ClientWrites writes) {
        this.reads = reads;
        this.edits = edits;
        this.reader = reader;
        this.reading = reading;
        this.lists = lists;
        this.links = links;
        this.found = found;
        this.writes = writes;
    }

    @GET
    @QuotaOf(QuotaClass.SEARCH)
    @PermitAll
    @ResponseHeaders("ETag")
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "listReferences",
            summary = "List the references of an article",
            description = "Returns the references as printed, with their stored parts and their links. A reference"
                    + " has a suggestion if it has no stored parts, or if its printed text contradicts a"
                    + " stored part. Readers get the references of the newest version. Editors of the journal"
                    + " get the references of the working copy.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "410", description = "The article was withdrawn.")
    public Reply<ArticleReferenceList> listReferences(
            @PathParam("id") @Parameter(description = "Id or slug of the article.") String id,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) ParameterValue<View> view,
            @Context HttpHeaders headers) {
        Optional<Article> own = reads.workingCopy(id, view);
        if (own.isPresent()) {
            return Reply.of(Reply.forEditors(
                    Json.write(lists.of(own.get().id, own.get().body.references())),
                    own.get().etag()));
        }
        PublishedDocument published = reads.published(id);
        List<Reference> references = PublishedRecord.read(published).body().references();
        Map<String, ReferenceLink> linked = links.of(published.id(), references);
        Map<String, FoundWork> elsewhere = found.of(published.id(), references);
        String state = published.etag() + " " + reading.model() + " " + linked + " " + elsewhere;
        String etag = EntityTag.of(state.getBytes(StandardCharsets.UTF_8));
        boolean isThere = Conditions.notModified(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH), null, etag, null);
        byte[] body = isThere ? new byte[0] : Json.write(lists.of(references, linked, elsewhere));
        return Reply.of(Reply.forReaders(headers, body, etag, null));
    }

    /**
     * Request body that accepts suggestions. Suggested parts are selected by reference key or by confidence, and the
     * DOIs of found works are selected by reference key.
     */
    @Schema(
            name = "ReferenceAcceptance",
            description =
                    "Suggested parts to accept, by key or by confidence, and found works whose DOIs are" + " accepted.")
    public record ReferenceAcceptance(
            @Size(max = 10_000)
            @Schema(
                    description =
                            "Keys of the references whose suggested parts are accepted. `listReferences` returns the"
                                    + " keys. Cannot be combined with `confidence`.",
                    examples = "[\"ref1\"]")
            List<@NotBlank @Size(max = 200) String> keys,

            @Schema(
                    minimum = "0",
                    maximum = "1",
                    description =
                            "Minimum confidence of accepted suggestions. Suggestions that are `unfamiliar` are not"
                                    + " accepted. Cannot be combined with `keys`. The default is 0.95 if `keys` and `dois`"
                                    + " are both omitted.")
            Double confidence,

            @Size(max = 10_000)
            @Schema(
                    description =
                            "Keys of the references that get the DOI of their `found` work. If the request contains"
                                    + " only `dois`, no suggested parts are accepted.",
                    examples = "[\"ref2\"]")
            List<@NotBlank @Size(max = 200) String> dois,

            @Schema(description = "Revision of the article that you are changing, as an alternative to `If-Match`.")
            Integer revision) {}

    @POST
    @Path("acceptances")
    @RolesAllowed(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acceptReferences",
            summary = "Accept suggested parts of references",
            description = "Copies suggested parts into the working copy, in one revision, with `partsFrom` set to"
                    + " `suggestion`. Printed text and stored parts do not change. References in `dois` get the"
                    + " DOI of their found work. The changes become public when the article is published again."
                    + " Returns 422 if a reference has stored parts or no suggestion. Patch the article to"
                    + " change stored parts.")
    public Reply<ArticleView> acceptReferences(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request, Body<ReferenceAcceptance> body) {
        return writes.answer(request, body, write -> {
            JsonNode sent = body.treeOrEmpty();
            return edits.change(
                    id.text(),
                    request,
                    sent,
                    "accepted",
                    (article, present) -> {
                        List<Reference> references = article.body.references();
                        List<SuggestedParts> suggested = reading.suggested(references);
                        AcceptedSuggestions accepted =
                                accepted(body, sent, suggested, () -> found.of(article.id, references));
                        JsonNode changed = present.deepCopy();
                        ArrayNode all = (ArrayNode) changed.path("references");
                        accepted.parts()
                                .forEach(place -> all.set(
                                        place, Json.tree(suggested.get(place).accepted())));
                        accepted.dois().forEach((place, doi) -> {
                            ObjectNode reference = (ObjectNode) all.get(place);
                            reference.put("doi", doi.value());
                            if (!references.get(place).hasParts()) {
                                reference.put("partsFrom", "suggestion");
                            }
                        });
                        return reader.read(changed, present, article);
                    },
                    write);
        });
    }

    /**
     * Suggestions that an editor accepts for the references of an article.
     *
     * @param parts indexes of the references whose suggested parts are accepted
     * @param dois accepted DOIs of found works, keyed by reference index
     */
    private record AcceptedSuggestions(Set<Integer> parts, Map<Integer, Doi> dois) {}

    /**
     * Returns the suggestions that the request accepts.
     *
     * @throws org.offprint.kernel.faults.ProblemException 422 if the body is invalid or names a reference without the
     *     requested suggestion
     */
    private static AcceptedSuggestions accepted(
            Body<ReferenceAcceptance> body,
            JsonNode sent,
            List<SuggestedParts> suggested,
            Supplier<Map<String, FoundWork>> found) {
        RecordReader reader = new RecordReader();
        ReferenceAcceptance asked = body.read(sent, reader);
        Set<Integer> accepted = new HashSet<>();
        Map<Integer, Doi> dois = new HashMap<>();
        if (asked != null) {
            Map<String, Integer> places = indexesByKey(suggested);
            if (asked.dois() != null) {
                byDois(asked.dois(), places, found.get(), dois, reader);
            }
            List<String> keys = asked.keys();
            double confidence = asked.confidence() == null ? DEFAULT_CONFIDENCE : asked.confidence();
            if (keys != null && asked.confidence() != null) {
                reader.add("/confidence", "contradiction", "Send either `keys` or `confidence`, not both.");
            } else if (keys != null) {
                byKeys(keys, suggested, places, accepted, reader);
            } else if (confidence < 0 || confidence > 1) {
                reader.add("/confidence", "out-of-range", "Must be a number from 0 to 1.");
            } else if (asked.dois() == null || asked.confidence() != null) {
                for (int i = 0; i < suggested.size(); i++) {
                    if (suggested.get(i).isSure(confidence)) {
                        accepted.add(i);
                    }
                }
            }
        }
        reader.check("The acceptance");
        return new AcceptedSuggestions(accepted, dois);
    }

    private static Map<String, Integer> indexesByKey(List<SuggestedParts> suggested) {
        Map<String, Integer> places = new HashMap<>();
        Reference.keys(suggested.stream().map(SuggestedParts::stated).toList())
                .forEach(key -> places.put(key, places.size()));
        return places;
    }

    private static void byDois(
            List<String> keys,
            Map<String, Integer> places,
            Map<String, FoundWork> found,
            Map<Integer, Doi> dois,
            RecordReader reader) {
        for (int i = 0; i < keys.size(); i++) {
            FoundWork work = found.get(keys.get(i));
            if (!places.containsKey(keys.get(i))) {
                reader.add("/dois/" + i, "unknown-reference", "Must be the key of a reference of the article.");
            } else if (work == null) {
                reader.add(
                        "/dois/" + i,
                        "nothing-found",
                        "Remove this key. No external work was found for the reference.");
            } else {
                dois.put(places.get(keys.get(i)), work.doi());
            }
        }
    }

    private static void byKeys(
            List<String> keys,
            List<SuggestedParts> suggested,
            Map<String, Integer> places,
            Set<Integer> accepted,
            RecordReader reader) {
        for (int i = 0; i < keys.size(); i++) {
            int place = places.getOrDefault(keys.get(i), -1);
            if (place < 0) {
                reader.add("/keys/" + i, "unknown-reference", "Must be the key of a reference of the article.");
            } else if (suggested.get(place).stated().describes()) {
                reader.add(
                        "/keys/" + i,
                        "parts-stated",
                        "Remove this key. The reference already has parts. To change the parts, patch the article.");
            } else if (!suggested.get(place).canBeAccepted()) {
                reader.add("/keys/" + i, "no-suggestion", "Remove this key. The reference has no suggested parts.");
            } else {
                accepted.add(place);
            }
        }
    }
}
