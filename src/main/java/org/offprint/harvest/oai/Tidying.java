package org.offprint.harvest.oai;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets what items were once no list can be read any more that began then. Any node does it; twice does no harm. */
@ApplicationScoped
class Tidying {

    private final Items items;

    Tidying(Items items) {
        this.items = items;
    }

    @Scheduled(every = "1h", delayed = "10m")
    void forget() {
        items.forgetFormer(Tokens.GOOD_FOR.plusDays(1));
    }
}
