package org.offprint.web.harvest.oai;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offprint.web.harvest.HarvestClock;
import org.offprint.web.harvest.oai.items.OaiScope;
import org.offprint.web.harvest.oai.items.OaiSets;
import org.offprint.web.harvest.oai.protocol.OaiRequest;
import org.offprint.web.harvest.oai.protocol.OaiVerb;
import org.offprint.web.harvest.oai.protocol.ResumptionToken;
import org.offprint.web.harvest.oai.protocol.ResumptionTokens;

/** Creates pages of ListSets responses (OAI-PMH, section 4.6). */
@ApplicationScoped
class SetLists {

    private static final int PAGE = 500;

    private final OaiSets sets;
    private final HarvestClock clock;
    private final ResumptionTokens tokens;
    private final int most;

    @Inject
    SetLists(OaiSets sets, HarvestClock clock, ResumptionTokens tokens) {
        this(sets, clock, tokens, PAGE);
    }

    /** Creates an instance with a custom page size. */
    SetLists(OaiSets sets, HarvestClock clock, ResumptionTokens tokens, int most) {
        this.most = most;
        this.sets = sets;
        this.clock = clock;
        this.tokens = tokens;
    }

    byte[] answer(OaiRequest request, OaiScope scope, Map<String, String> repeated) {
        String journal = scope.journal() == null ? "" : scope.journal().toString();
        Optional<ResumptionToken> place =
                request.argument("resumptionToken").map(token -> tokens.open(token, OaiVerb.LIST_SETS, journal));
        Instant asked = place.map(ResumptionToken::asked).orElseGet(clock::now);
        String cursor = Long.toString(place.map(ResumptionToken::cursor).orElse(0L));
        List<OaiSets.ListedSet> found =
                sets.after(scope.journal(), place.map(ResumptionToken::last).orElse(""), most + 1);
        List<OaiSets.ListedSet> page = found.subList(0, Math.min(most, found.size()));
        OaiDocument document = new OaiDocument(asked, scope.baseUrl(), repeated);
        document.open("ListSets");
        for (OaiSets.ListedSet set : page) {
            document.open("set");
            document.element("setSpec", set.spec());
            document.element("setName", set.name());
            document.close();
        }
        if (page.size() < found.size()) {
            ResumptionToken next = next(journal, asked, place, page);
            String expiry = next.expiresAt().toString();
            document.element("resumptionToken", tokens.sign(next), "expirationDate", expiry, "cursor", cursor);
        } else if (place.isPresent()) {
            document.element("resumptionToken", "", "cursor", cursor);
        }
        return document.close().toBytes();
    }

    private static ResumptionToken next(
            String journal, Instant asked, Optional<ResumptionToken> place, List<OaiSets.ListedSet> page) {
        return new ResumptionToken(
                OaiVerb.LIST_SETS,
                journal,
                "",
                "",
                asked,
                asked,
                asked,
                page.get(page.size() - 1).place(),
                place.map(ResumptionToken::cursor).orElse(0L) + page.size(),
                0,
                ResumptionTokens.expiry(asked));
    }
}
