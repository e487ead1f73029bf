package org.offprint.web.api.affiliations;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.affiliations.AffiliationView;
import org.offprint.journal.affiliations.parsing.AffiliationParts;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.Text;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.filters.RequestLimiter;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.search.SearchIndex;
import org.offprint.search.matching.AffiliationMatching;
import org.offprint.search.matching.MatchCandidate;
import org.offprint.web.api.ResponseHeaders;

/** Matches a printed affiliation to organizations in this service. */
@Path("/v1/affiliations/match")
@Tag(name = "Affiliations")
@Produces(MediaType.APPLICATION_JSON)
public class MatchResource {

    private static final int MAX_LIMIT = 20;
    private static final int DEFAULT_LIMIT = 5;
    private static final int RETRY_SECONDS = 5; // Value of the Retry-After header, in seconds.

    /**
     * Maximum number of concurrent matching requests. A very long affiliation can keep a processor busy, so matching
     * uses at most half of the processors.
     */
    private static final int MAX_CONCURRENT = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int MAX_QUEUED = 64;
    private static final int QUEUE_TIMEOUT_MILLIS = 10_000;

    private final RequestLimiter limiter =
            new RequestLimiter("matches", MAX_CONCURRENT, MAX_QUEUED, QUEUE_TIMEOUT_MILLIS, RETRY_SECONDS);

    private final AffiliationMatching matching;

    MatchResource(AffiliationMatching matching) {
        this.matching = matching;
    }

    @GET
    @QuotaOf(QuotaClass.SEARCH)
    @PermitAll
    @ResponseHeaders("ETag")
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "matchAffiliation",
            summary = "Match a printed affiliation",
            description = "Parses a printed affiliation and returns the matching organizations in this service,"
                    + " best match first. The search compares names in all languages and acronyms, ignoring"
                    + " case and accents, and uses country, city and region. A candidate with `sure` set to"
                    + " `true` can be linked without review. Returns 503 with `Retry-After` if too many matches"
                    + " are running.")
    public Reply<MatchedAffiliation> matchAffiliation(
            @QueryParam("text")
                    @Parameter(
                            required = true,
                            description = "Printed affiliation, in any language. At most 1,000 characters.",
                            example = "Institute of Foreshore Studies, Whitby, UK",
                            schema = @Schema(type = SchemaType.STRING, maxLength = AffiliationMatching.MAX_LENGTH))
                    String text,
            @QueryParam("limit")
                    @Parameter(
                            description = "Maximum number of candidates, from 1 to 20.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "20",
                                            defaultValue = "5"))
                    ParameterValue<Integer> limit,
            @Context HttpHeaders headers) {
        Parameters parameters = new Parameters();
        String printed = printed(text, parameters);
        int most = parameters.integer("limit", limit, 1, MAX_LIMIT, DEFAULT_LIMIT);
        parameters.check();
        try {
            AffiliationMatching.Match match = limiter.within(() -> matching.match(printed, most));
            byte[] answer = Json.write(new MatchedAffiliation(
                    match.parts(),
                    match.candidates().stream().map(AffiliationCandidate::of).toList()));
            return Reply.of(Reply.forReaders(headers, answer, EntityTag.of(answer), null));
        } catch (SearchIndex.NotReadyException e) {
            throw Problems.unavailable(e.getMessage(), RETRY_SECONDS);
        } catch (SearchIndex.TooCostlyException e) {
            throw Problems.unavailable(
                    "Matching the affiliation took too long. Try again later, or send a shorter affiliation.",
                    RETRY_SECONDS);
        }
    }

    private static String printed(String text, Parameters parameters) {
        if (text == null) {
            parameters.addError("text", "missing-parameter", "The printed affiliation is required.");
            return null;
        }
        String printed = parameters.text("text", text);
        if (printed != null && printed.length() > AffiliationMatching.MAX_LENGTH) {
            parameters.addError(
                    "text", "too-long", "Must have at most " + AffiliationMatching.MAX_LENGTH + " characters.");
        } else if (printed != null && Text.fault(printed) != null) {
            parameters.addError("text", "text", Text.fault(printed));
        }
        return printed;
    }

    /** Response with the parsed affiliation and the candidate organizations. */
    @Schema(
            name = "MatchedAffiliation",
            description = "Parts of the printed affiliation, and the matching organizations.")
    record MatchedAffiliation(
            @Schema(
                    required = true,
                    description = "Parts of the printed affiliation, for example the organization and the city.")
            AffiliationParts parts,

            @Schema(required = true, description = "Matching organizations, best match first.")
            List<AffiliationCandidate> items) {}

    /** Organization that may match the printed affiliation. */
    @Schema(name = "AffiliationCandidate", description = "Affiliation record that may match the printed affiliation.")
    record AffiliationCandidate(
            @Schema(
                    required = true,
                    minimum = "0",
                    maximum = "1",
                    description = "Likelihood of the match, from 0 to 1.")
            double score,

            @Schema(
                    required = true,
                    description = "Whether the candidate can be linked without review. At most one candidate is sure.")
            boolean sure,

            @Schema(
                    required = true,
                    description =
                            "Name of the organization that appears in the printed affiliation, or the most similar"
                                    + " name of the organization.")
            String name,

            @Schema(required = true, implementation = AffiliationView.class)
            JsonNode affiliation) {

        static AffiliationCandidate of(MatchCandidate candidate) {
            return new AffiliationCandidate(
                    candidate.score(), candidate.sure(), candidate.name(), candidate.affiliation());
        }
    }
}
