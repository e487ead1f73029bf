package org.offprint.security;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Knows who may be told of records that readers do not see, also where other records meet them. */
@ApplicationScoped
public class Discretion {

    private final Caller caller;

    Discretion(Caller caller) {
        this.caller = caller;
    }

    /** Whether the caller edits this journal; false where the service works by itself, and no request is at hand. */
    public boolean mayTellOf(UUID journal) {
        return Arc.container().requestContext().isActive() && caller.edits(journal);
    }
}
