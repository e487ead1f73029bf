package org.offprint.web.harvest.oai.protocol;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.offprint.platform.database.sql.Secrets;
import org.offprint.platform.http.SignedTokens;

/** Signs and opens resumption tokens. */
@ApplicationScoped
public class ResumptionTokens {

    /** The time that a list can be read: a harvester that was away for some days can go on. */
    public static final Duration GOOD_FOR = Duration.ofDays(10);

    private final SignedTokens tokens;

    ResumptionTokens(Secrets secrets) {
        tokens = new SignedTokens(secrets::harvestKeys);
    }

    /** Returns the expiry of the tokens of a list that began at this instant. */
    public static Instant expiry(Instant asked) {
        return asked.plus(GOOD_FOR).truncatedTo(ChronoUnit.SECONDS);
    }

    public String sign(ResumptionToken token) {
        return tokens.sign(token.toBytes());
    }

    /**
     * Reads a token.
     *
     * @throws OaiException where it was not made here for this verb and this repository, or has expired
     */
    public ResumptionToken open(String token, OaiVerb verb, String journal) {
        ResumptionToken opened = tokens.open(token)
                .map(ResumptionToken::of)
                .orElseThrow(() -> bad("This resumptionToken was not made here."));
        if (opened.verb() != verb || !opened.journal().equals(journal)) {
            throw bad("This resumptionToken is of a list of " + opened.verb().term() + " elsewhere.");
        }
        if (opened.expiresAt().isBefore(Instant.now())) {
            throw bad("This resumptionToken has expired.");
        }
        return opened;
    }

    public static OaiException bad(String message) {
        return new OaiException(OaiFault.Code.BAD_RESUMPTION_TOKEN, message);
    }
}
