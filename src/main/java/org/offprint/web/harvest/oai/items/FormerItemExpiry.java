package org.offprint.web.harvest.oai.items;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.offprint.web.harvest.oai.protocol.ResumptionTokens;

/**
 * Scheduled deletion of the former states of OAI-PMH items. A former state is needed only until the resumption tokens
 * of the lists that contain it have expired. Any node can run the deletion.
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
