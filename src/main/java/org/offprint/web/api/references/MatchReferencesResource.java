package org.offprint.web.api.references;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.platform.security.Caller;
import org.offprint.references.pasted.PastedReference;
import org.offprint.search.SearchIndex;
import org.offprint.services.citations.ReferenceMatching;
import org.offprint.services.citations.ReferenceMatching.PossibleTarget;
import org.offprint.services.citations.outside.ExternalWorks;
import org.offprint.services.citations.outside.FoundWork;
import org.offprint.services.citations.outside.WorkCandidates;
import org.offprint.services.citations.resemblance.CitedReference;

/** REST resource that matches printed references with articles of this service. Nothing in the request is stored. */
@Path("/v1/references/match")
@Tag(name = "References")
public class MatchReferencesResource {

    private static final int RETRY_SECONDS = 5; // Value of the Retry-After header, in seconds.
    private static final UUID NO_ARTICLE = new UUID(0, 0);

    private final ReferenceParsing reading;
    private final ReferenceMatching matching;
    private final ExternalWorks outsideWorks;
    private final Caller caller;

    MatchReferencesResource(
            ReferenceParsing reading, ReferenceMatching matching, ExternalWorks outsideWorks, Caller caller) {
        this.reading = reading;
        this.matching = matching;
        this.outsideWorks = outsideWorks;
        this.caller = caller;
    }

    /** Response body with the matched references. */
    @Schema(name = "MatchedReferences", description = "References of the request with their matches.")
    record MatchedReferences(
            @Schema(
                    required = true,
                    description =
                            "Version number of the parser model. Other versions may parse the same text differently.",
                    examples = "3")
            String model,

            @Schema(required = true, description = "References in the order of the request.")
            List<MatchedReference> items) {}

    /** Reference with its possible matches. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MatchedReference", description = "Parsed reference with the works that the reference may cite.")
    record MatchedReference(
            @Schema(required = true, description = "Parsed parts of the reference.")
            ParsedWords reference,

            @Schema(
                    description = "Published article in this service that certainly matches the reference, according to"
                            + " the rules for linking references. Omitted if no match is certain.")
            MeantArticle article,

            @Schema(
                    required = true,
                    description = "Other articles that may match the reference, most likely first, at most five.")
            List<MeantArticle> candidates,

            @Schema(
                    description = "Imported external work that certainly matches the reference. Omitted if no match is"
                            + " certain, if the reference has a DOI, or if `article` is present.")
            FoundWork found,

            @Schema(
                    required = true,
                    description = "Other external works that may match the reference, most likely first, at most five.")
            List<FoundWork> elsewhere) {

        static MatchedReference of(ParsedWords words, List<PossibleTarget> meant, WorkCandidates works) {
            List<MeantArticle> candidates = new ArrayList<>();
            MeantArticle sure = null;
            for (PossibleTarget each : meant) {
                MeantArticle article = MeantArticle.of(each);
                if (each.isSure()) {
                    sure = article;
                } else {
                    candidates.add(article);
                }
            }
            return new MatchedReference(words, sure, candidates, works.sure().orElse(null), works.others());
        }
    }

    /** Article that a reference may cite. */
    @Schema(name = "MeantArticle", description = "Published article that a reference certainly or possibly cites.")
    record MeantArticle(
            @Schema(required = true, description = "Id of the article.")
            UUID id,

            @Schema(required = true, description = "Title of the article as plain text.")
            String title,

            @Schema(
                    required = true,
                    description =
                            "Method of the match: `doi`, `identifier` for another identifier, `key` for journal and"
                                    + " page, or `words` for the text.",
                    enumeration = {"doi", "identifier", "key", "words"})
            String method,

            @Schema(
                    required = true,
                    minimum = "0",
                    maximum = "1",
                    description = "Similarity of the reference and the article. 1 is the best score.")
            double score,

            @Schema(required = true, description = "Path of the article.", examples = "/v1/articles/x")
            String link) {

        static MeantArticle of(PossibleTarget meant) {
            return new MeantArticle(
                    meant.article(), meant.title(), meant.method(), meant.score(), "/v1/articles/" + meant.article());
        }
    }

    @POST
    @QuotaOf(QuotaClass.SEARCH)
    @PermitAll
    @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "matchReferences",
            summary = "Match references with articles",
            description = "Parses references and finds the published articles that they cite, according to the"
                    + " rules for linking references. `article` is a certain match. `candidates` require manual"
                    + " review. `found` is a certain match among imported external works, and `elsewhere`"
                    + " contains possible matches. Accepts the same bodies as `parseReferences`, with the"
                    + " same limits. Each 2,000 characters count as one request of the quota. Nothing is stored.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MatchedReferences.class)))
    public Reply<MatchedReferences> matchReferences(
            @RequestBody(
                            description = "References to match: a JSON list, or a pasted bibliography as plain text.",
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = ReferenceRequestBody.ReferenceTexts.class)),
                                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
                            })
                    InputStream body,
            @Context HttpHeaders headers) {
        List<PastedReference> sent = ReferenceRequestBody.read(body, headers, caller.isAnonymous());
        reading.count(QuotaClass.SEARCH, sent);
        List<ParsedWords> parsed =
                reading.read(sent).stream().map(ParsedWords::of).toList();
        List<MatchedReference> items = reading.inSlices(parsed, this::matched);
        return Reply.of(CachePolicy.PRIVATE.on(
                Response.ok(Json.write(new MatchedReferences(reading.model(), items)), MediaType.APPLICATION_JSON)));
    }

    /**
     * Returns one printed reference with its possible matches, in the form of the items of the response of this
     * resource. The limits for concurrent requests apply.
     *
     * @param reference printed reference of at most 2,000 characters
     */
    public JsonNode matchOne(String reference) {
        List<ParsedWords> parsed = reading.read(List.of(PastedReference.of(reference))).stream()
                .map(ParsedWords::of)
                .toList();
        return Json.tree(reading.inSlices(parsed, this::matched).get(0));
    }

    private List<MatchedReference> matched(List<ParsedWords> parsed) {
        List<List<PossibleTarget>> meant;
        try {
            meant = matching.possibleTargets(
                    parsed.stream().map(ParsedWords::reference).toList());
        } catch (SearchIndex.NotReadyException e) {
            throw Problems.unavailable("The search index is being built. Try again later.", RETRY_SECONDS);
        } catch (SearchIndex.TooCostlyException e) {
            throw Problems.unavailable(
                    "Matching the references took too long. Try again later, or send fewer references.", RETRY_SECONDS);
        }
        List<WorkCandidates> elsewhere = externalWorks(parsed, meant);
        List<MatchedReference> items = new ArrayList<>(parsed.size());
        for (int i = 0; i < parsed.size(); i++) {
            items.add(MatchedReference.of(parsed.get(i), meant.get(i), elsewhere.get(i)));
        }
        return items;
    }

    /**
     * Returns candidate external works for each reference without a certain match among the articles of this service.
     */
    private List<WorkCandidates> externalWorks(List<ParsedWords> parsed, List<List<PossibleTarget>> meant) {
        List<CitedReference> references = parsed.stream()
                .map(each -> CitedReference.of(NO_ARTICLE, "", each.reference()))
                .toList();
        List<CitedReference> open = new ArrayList<>();
        for (int i = 0; i < parsed.size(); i++) {
            if (meant.get(i).stream().noneMatch(PossibleTarget::isSure)) {
                open.add(references.get(i));
            }
        }
        Map<CitedReference, WorkCandidates> found = outsideWorks.candidates(open);
        return references.stream()
                .map(each -> found.getOrDefault(each, WorkCandidates.NONE))
                .toList();
    }
}
