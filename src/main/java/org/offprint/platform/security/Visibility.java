package org.offprint.platform.security;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Knows who may be told of records that readers do not see, also where other records meet them. */
@ApplicationScoped
public class Visibility {

    private final Caller caller;

    Visibility(Caller caller) {
        this.caller = caller;
    }

    /**
     * Reports whether the caller edits this journal; false where the service works by itself, and no request is at
     * hand.
     */
    public boolean mayReveal(UUID journal) {
        return isAsked() && caller.edits(journal);
    }

    /**
     * The journals whose hidden records can be named by the caller; those of others are to be as if they were not there.
     * Empty is all, also where the service works by itself: what it finds was named by who could. It does so without a key,
     * with which nobody else gets as far as naming anything.
     */
    public Optional<Set<UUID>> known() {
        return isAsked() && !caller.isAnonymous() ? caller.journals() : Optional.empty();
    }

    private static boolean isAsked() {
        return Arc.container().requestContext().isActive();
    }
}
