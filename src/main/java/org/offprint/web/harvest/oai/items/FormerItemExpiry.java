package org.offprint.web.harvest.oai.items;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.offprint.web.harvest.oai.protocol.ResumptionTokens;

/** Forgets what items were once no list can be read any more that began then. Any node does it; twice does no harm. */
@ApplicationScoped
public class FormerItemExpiry {

    private final OaiItems items;

    FormerItemExpiry(OaiItems items) {
        this.items = items;
    }

    @Scheduled(every = "1h", delayed = "10m")
    public void forget() {
        items.forgetFormer(ResumptionTokens.GOOD_FOR.plusDays(1));
    }
}
