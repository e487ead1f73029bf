package org.offprint.web.harvest.oai.items;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.offprint.web.harvest.oai.protocol.ResumptionTokens;

/**
 * Scheduled deletion of former item states. Former item states are not needed after the resumption tokens of older
 * lists have expired. Any node can run the deletion, and repeated deletions are harmless.
 */
@ApplicationScoped
public class FormerItemExpiry {

    private final OaiItems items;

    FormerItemExpiry(OaiItems items) {
        this.items = items;
    }

    @Scheduled(every = "1h", delayed = "10m")
    public void deleteExpired() {
        items.deleteFormer(ResumptionTokens.VALIDITY.plusDays(1));
    }
}
