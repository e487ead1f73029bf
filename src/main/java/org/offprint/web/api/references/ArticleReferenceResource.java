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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleReader;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.publishing.ReadyDocuments.Ready;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.Reference;
import org.offprint.platform.http.caching.Conditions;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.security.Role;
import org.offprint.references.suggestions.SuggestedParts;
import org.offprint.services.citations.ReferenceLinks;
import org.offprint.services.citations.ReferenceLinks.ReferenceLink;
import org.offprint.services.citations.outside.FoundWork;
import org.offprint.services.citations.outside.FoundWorkTable;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.Viewer.View;
import org.offprint.web.api.articles.ArticleReads;
import org.offprint.web.api.articles.ArticleWrites;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;

/** The references of an article: as printed, their stated parts, and what their words suggest. */
@Path("/v1/articles/{id}/references")
@Tag(name = "References")
@Produces(MediaType.APPLICATION_JSON)
public class ArticleReferenceResource {

    /** The confidence from which suggestions are accepted unless another one is stated. */
    private static final double USUAL = 0.95;

    private final ArticleReads reads;
    private final ArticleWrites edits;
    private final ArticleReader reader;
    private final ReferenceReading reading;
    private final ReferenceLinks links;
    private final FoundWorkTable found;
    private final ClientWrites writes;

    ArticleReferenceResource(
            ArticleReads reads,
            ArticleWrites edits,
            ArticleReader reader,
            ReferenceReading reading,
            ReferenceLinks links,
            FoundWorkTable found,
            ClientWrites writes) {
        this.reads = reads;
        this.edits = edits;
        this.reader = reader;
        this.reading = reading;
        this.links = links;
        this.found = found;
        this.writes = writes;
    }

    /** The answer. */
    @Schema(name = "ArticleReferenceList")
    record ArticleReferenceList(
            @Schema(
                    required = true,
                    description = "The number of the model that suggestions are made by.",
                    examples = "3")
            String model,

            @Schema(required = true, description = "In the order of the article.")
            List<ArticleReference> items,

            @Schema(required = true) int total) {}

    /** An article here that a reference means. */
    @Schema(name = "LinkedArticle")
    record LinkedArticle(
            @Schema(required = true) UUID id,
            @Schema(required = true) String title,

            @Schema(required = true, description = "The path of the article.", examples = "/v1/articles/x")
            String link) {

        static LinkedArticle of(ReferenceLink link) {
            return new LinkedArticle(link.article(), link.title(), "/v1/articles/" + link.article());
        }
    }

    /** A reference of an article. */
    @Schema(name = "ArticleReference")
    record ArticleReference(
            @Schema(
                    required = true,
                    description = "Names it within the article: its own key, or `ref` and its number.",
                    examples = "ref1")
            String key,

            @Schema(required = true, minimum = "1", description = "Its place in the list.")
            int number,

            @Schema(required = true, description = "As it is printed, and the parts that are stated.")
            Reference reference,

            @Schema(
                    description =
                            "What its words say, where no parts are stated or the words contradict them. It is no part of"
                                    + " the article until an editor accepts it.")
            ParsedWords suggestion,

            @Schema(
                    required = true,
                    description = "The stated parts that the words contradict.",
                    examples = "[\"year\"]")
            List<String> differs,

            @Schema(description = "The published article here that it means. Left out where none is known.")
            LinkedArticle article,

            @Schema(description = "Of a work elsewhere that it means, as an editor decided.")
            Doi doi,

            @Schema(
                    description =
                            "The work elsewhere that it was found to mean without doubt, where it names no DOI and"
                                    + " leads nowhere. It is no part of the article until an editor accepts it.")
            FoundWork found,

            @Schema(description = "`true` where the article that it means is retracted or the like. Left out if not.")
            Boolean retracted) {

        static List<ArticleReference> all(
                List<SuggestedParts> suggested, Map<String, ReferenceLink> links, Map<String, FoundWork> found) {
            List<String> keys = Reference.keys(
                    suggested.stream().map(SuggestedParts::stated).toList());
            List<ArticleReference> all = new ArrayList<>(keys.size());
            for (int i = 0; i < keys.size(); i++) {
                SuggestedParts each = suggested.get(i);
                ParsedWords words = each.isWorthShowing() ? ParsedWords.of(each) : null;
                ReferenceLink link = links.get(keys.get(i));
                all.add(new ArticleReference(
                        keys.get(i),
                        i + 1,
                        each.stated(),
                        words,
                        each.differs(),
                        link == null || link.article() == null ? null : LinkedArticle.of(link),
                        link == null || link.doi() == null ? null : new Doi(link.doi()),
                        found.get(keys.get(i)),
                        link != null && link.isRetracted() ? true : null));
            }
            return all;
        }
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "listReferences",
            summary = "List the references of an article",
            description =
                    "As they are printed, with the parts that are stated, with where each leads if that is known, and with what the words suggest where no parts"
                            + " are stated or the words contradict them. Readers get those of the newest version, editors of"
                            + " its journal those of the working copy.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "410", description = "It was withdrawn.")
    public Reply<ArticleReferenceList> listReferences(
            @PathParam("id") @Parameter(description = "The id or the slug.") String id,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) Given<View> view,
            @Context HttpHeaders headers) {
        Optional<Article> own = reads.workingCopy(id, view);
        if (own.isPresent()) {
            return Reply.of(Reply.toEditors(
                    list(
                            own.get().body.references(),
                            links.of(own.get().id, own.get().body.references()),
                            found.of(own.get().id, own.get().body.references())),
                    own.get().etag()));
        }
        Ready ready = reads.published(id);
        List<Reference> references = PublishedRecord.read(ready.document().plain(), ready.etag())
                .body()
                .references();
        Map<String, ReferenceLink> linked = links.of(ready.id(), references);
        Map<String, FoundWork> elsewhere = found.of(ready.id(), references);
        String state = ready.etag() + " " + reading.model() + " " + linked + " " + elsewhere;
        String etag = EntityTag.of(state.getBytes(StandardCharsets.UTF_8));
        boolean isThere = Conditions.notModified(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH), null, etag, null);
        byte[] body = isThere ? new byte[0] : list(references, linked, elsewhere);
        return Reply.of(Reply.toReaders(headers, body, etag, null));
    }

    private byte[] list(
            List<Reference> references, Map<String, ReferenceLink> linked, Map<String, FoundWork> elsewhere) {
        List<ArticleReference> items =
                reading.within(() -> ArticleReference.all(reading.suggested(references), linked, elsewhere));
        return Json.write(new ArticleReferenceList(reading.model(), items, items.size()));
    }

    /** Which suggestions are accepted: those that are named, or those that are sure; and which DOIs of found works. */
    @Schema(name = "ReferenceAcceptance", description = "Keys or a confidence, and keys of found works.")
    record ReferenceAcceptance(
            @Size(max = 10_000)
            @Schema(
                    description = "The keys of references, as the list of references has them.",
                    examples = "[\"ref1\"]")
            List<@NotBlank @Size(max = 200) String> keys,

            @Schema(
                    minimum = "0",
                    maximum = "1",
                    description =
                            "All suggestions that are at least so sure and of a familiar style; 0.95 where no keys are given either.")
            Double confidence,

            @Size(max = 10_000)
            @Schema(
                    description =
                            "The keys of references whose `found` work has the DOI that is to be theirs. With these"
                                    + " alone no parts are accepted.",
                    examples = "[\"ref2\"]")
            List<@NotBlank @Size(max = 200) String> dois,

            @Schema(description = "The revision you are changing, instead of If-Match.")
            Integer revision) {}

    @POST
    @Path("acceptances")
    @RolesAllowed(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acceptReferences",
            summary = "Accept what the words of references suggest",
            description = "The suggested parts become parts of the working copy, in one revision, with `partsFrom`"
                    + " `suggestion`. The words stay as they are, and so does every part that is stated: a"
                    + " reference with parts is changed by a patch of the article. Readers see nothing of it until"
                    + " the article is published again. A DOI that was found becomes one that is stated where its key is"
                    + " among `dois`.")
    public Reply<ArticleView> acceptReferences(
            @PathParam("id") Given<UUID> id, @BeanParam EditRequest request, Body<ReferenceAcceptance> body) {
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
                        Accepted accepted = accepted(body, sent, suggested, () -> found.of(article.id, references));
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

    /** The places of references whose suggested parts are accepted, and those that get DOIs. */
    private record Accepted(Set<Integer> parts, Map<Integer, Doi> dois) {}

    /** Returns what is accepted; 422 where the body is wrong or names what cannot be. */
    private static Accepted accepted(
            Body<ReferenceAcceptance> body,
            JsonNode sent,
            List<SuggestedParts> suggested,
            Supplier<Map<String, FoundWork>> found) {
        RecordReader reader = new RecordReader();
        ReferenceAcceptance asked = body.read(sent, reader);
        Set<Integer> accepted = new HashSet<>();
        Map<Integer, Doi> dois = new HashMap<>();
        if (asked != null) {
            Map<String, Integer> places = places(suggested);
            if (asked.dois() != null) {
                byDois(asked.dois(), places, found.get(), dois, reader);
            }
            List<String> keys = asked.keys();
            double confidence = asked.confidence() == null ? USUAL : asked.confidence();
            if (keys != null && asked.confidence() != null) {
                reader.add("/confidence", "contradiction", "Give either keys or a confidence.");
            } else if (keys != null) {
                byKeys(keys, suggested, places, accepted, reader);
            } else if (confidence < 0 || confidence > 1) {
                reader.add("/confidence", "out-of-range", "This must be a number from 0 to 1.");
            } else if (asked.dois() == null || asked.confidence() != null) {
                for (int i = 0; i < suggested.size(); i++) {
                    if (suggested.get(i).isSure(confidence)) {
                        accepted.add(i);
                    }
                }
            }
        }
        reader.check("The acceptance");
        return new Accepted(accepted, dois);
    }

    private static Map<String, Integer> places(List<SuggestedParts> suggested) {
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
                reader.add("/dois/" + i, "unknown-reference", "The article has no reference with this key.");
            } else if (work == null) {
                reader.add("/dois/" + i, "nothing-found", "No work elsewhere was found that it means.");
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
                reader.add("/keys/" + i, "unknown-reference", "The article has no reference with this key.");
            } else if (suggested.get(place).stated().describes()) {
                reader.add("/keys/" + i, "parts-stated", "Its parts are stated. A patch of the article changes them.");
            } else if (!suggested.get(place).canBeAccepted()) {
                reader.add("/keys/" + i, "no-suggestion", "Its words suggest no parts.");
            } else {
                accepted.add(place);
            }
        }
    }
}
