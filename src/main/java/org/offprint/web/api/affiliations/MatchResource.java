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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.affiliations.AffiliationView;
import org.offprint.journal.affiliations.parsing.AffiliationParts;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.Text;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.filters.RequestLimiter;
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.quotas.Counted;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.search.SearchIndex;
import org.offprint.search.matching.AffiliationMatching;
import org.offprint.search.matching.MatchCandidate;

/** Matches an affiliation as printed to the organizations held here. */
@Path("/v1/affiliations/match")
@Tag(name = "Affiliations")
@Produces(MediaType.APPLICATION_JSON)
public class MatchResource {

    private static final int MOST = 20;
    private static final int USUAL = 5;
    private static final int LATER = 5; // seconds

    /** Matches at a time: the longest text keeps a processor busy, and readers need one. */
    private static final int AT_A_TIME = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int WAITING = 64;
    private static final int PATIENCE_MILLIS = 10_000;

    private final RequestLimiter limiter = new RequestLimiter("matches", AT_A_TIME, WAITING, PATIENCE_MILLIS, LATER);

    private final AffiliationMatching matching;

    MatchResource(AffiliationMatching matching) {
        this.matching = matching;
    }

    @GET
    @Counted(QuotaClass.SEARCH)
    @PermitAll
    @Operation(
            operationId = "matchAffiliation",
            summary = "Match an affiliation as printed",
            description = "Takes the words apart and finds the organizations held here that they may be of, the"
                    + " likeliest first: by their names in all languages and their acronyms, without regard to case and"
                    + " accents, and by country, city and region. One that is `sure` can be linked without a look.")
    public Reply<MatchedAffiliation> matchAffiliation(
            @QueryParam("text")
                    @Parameter(
                            required = true,
                            description = "The affiliation as it is printed, in any language.",
                            example = "Institute of Foreshore Studies, Whitby, UK",
                            schema = @Schema(type = SchemaType.STRING, maxLength = AffiliationMatching.LONGEST))
                    String text,
            @QueryParam("limit")
                    @Parameter(
                            description = "How many candidates at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "20",
                                            defaultValue = "5"))
                    Given<Integer> limit,
            @Context HttpHeaders headers) {
        Parameters parameters = new Parameters();
        String printed = printed(text, parameters);
        int most = parameters.integer("limit", limit, 1, MOST, USUAL);
        parameters.check();
        try {
            AffiliationMatching.Match match = limiter.within(() -> matching.match(printed, most));
            byte[] answer = Json.write(new MatchedAffiliation(
                    match.parts(),
                    match.candidates().stream().map(AffiliationCandidate::of).toList()));
            return Reply.of(Reply.toReaders(headers, answer, EntityTag.of(answer), null));
        } catch (SearchIndex.NotReadyException e) {
            throw Problems.unavailable(e.getMessage(), LATER);
        } catch (SearchIndex.TooCostlyException e) {
            throw Problems.unavailable("The match takes too long just now.", LATER);
        }
    }

    private static String printed(String text, Parameters parameters) {
        if (text == null) {
            parameters.wrong("text", "missing-parameter", "Give the affiliation as it is printed.");
            return null;
        }
        String printed = parameters.text("text", text);
        if (printed != null && printed.length() > AffiliationMatching.LONGEST) {
            parameters.wrong("text", "too-long", "At most " + AffiliationMatching.LONGEST + " characters are taken.");
        } else if (printed != null && Text.fault(printed) != null) {
            parameters.wrong("text", "text", Text.fault(printed));
        }
        return printed;
    }

    /** The answer. */
    @Schema(name = "MatchedAffiliation", description = "What the words say, and whose they may be.")
    record MatchedAffiliation(
            @Schema(required = true) AffiliationParts parts,

            @Schema(required = true, description = "The likeliest first.")
            List<AffiliationCandidate> items) {}

    /** An organization that may be meant. */
    @Schema(name = "AffiliationCandidate")
    record AffiliationCandidate(
            @Schema(required = true, minimum = "0", maximum = "1", description = "How sure it is.")
            double score,

            @Schema(required = true, description = "Whether it can be linked without a look; of one candidate at most.")
            boolean sure,

            @Schema(required = true, description = "What it is called in the text, or resembles most.")
            String name,

            @Schema(required = true, implementation = AffiliationView.class)
            JsonNode affiliation) {

        static AffiliationCandidate of(MatchCandidate candidate) {
            return new AffiliationCandidate(
                    candidate.score(), candidate.sure(), candidate.name(), candidate.affiliation());
        }
    }
}
