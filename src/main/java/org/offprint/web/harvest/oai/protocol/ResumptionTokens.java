package org.offprint.web.harvest.oai.protocol;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.offprint.platform.database.sql.Secrets;
import org.offprint.platform.http.SignedTokens;

/** Signs and verifies OAI-PMH resumption tokens. */
@ApplicationScoped
public class ResumptionTokens {

    /** Validity period of a resumption token, which lets harvesters resume after an interruption of several days. */
    public static final Duration VALIDITY = Duration.ofDays(10);

    private final SignedTokens tokens;

    ResumptionTokens(Secrets secrets) {
        tokens = new SignedTokens(secrets::harvestKeys);
    }

    /** Returns the expiry time of resumption tokens for a list that started at the given instant. */
    public static Instant expiry(Instant asked) {
        return asked.plus(VALIDITY).truncatedTo(ChronoUnit.SECONDS);
    }

    public String sign(ResumptionToken token) {
        return tokens.sign(token.toBytes());
    }

    /**
     * Verifies and decodes a resumption token.
     *
     * @throws OaiException if the token was not issued for this verb and repository or has expired
     */
    public ResumptionToken open(String token, OaiVerb verb, String journal) {
        ResumptionToken opened = tokens.open(token)
                .map(ResumptionToken::of)
                .orElseThrow(() -> bad("This resumptionToken was not issued by this repository."));
        if (opened.verb() != verb || !opened.journal().equals(journal)) {
            throw bad(
                    "This resumptionToken belongs to a list of " + opened.verb().term() + ", not to this request.");
        }
        if (opened.expiresAt().isBefore(Instant.now())) {
            throw bad("This resumptionToken has expired. Start the list again.");
        }
        return opened;
    }

    public static OaiException bad(String message) {
        return new OaiException(OaiFault.Code.BAD_RESUMPTION_TOKEN, message);
    }
}
