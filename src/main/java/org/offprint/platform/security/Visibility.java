package org.offprint.platform.security;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Determines which callers may learn about unpublished records, also through published records that refer to them. */
@ApplicationScoped
public class Visibility {

    private final Caller caller;

    Visibility(Caller caller) {
        this.caller = caller;
    }

    /** Returns whether the caller may edit this journal. Returns false if the service runs without a request. */
    public boolean mayReveal(UUID journal) {
        return isInRequest() && caller.edits(journal);
    }

    /**
     * Returns the journals whose unpublished records the caller can refer to. Unpublished records of all remaining
     * journals must be treated as missing. An empty Optional means all journals. This also applies if the service runs
     * without a request, because an authorized caller set the references before. Anonymous callers receive an empty
     * Optional too; they cannot reach operations that set references.
     */
    public Optional<Set<UUID>> known() {
        return isInRequest() && !caller.isAnonymous() ? caller.journals() : Optional.empty();
    }

    private static boolean isInRequest() {
        return Arc.container().requestContext().isActive();
    }
}
