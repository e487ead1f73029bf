package org.offprint.platform.security;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Determines which callers may see data of unpublished records. The rules also apply to data in published records that
 * refer to unpublished records.
 */
@ApplicationScoped
public class Visibility {

    private final Caller caller;

    Visibility(Caller caller) {
        this.caller = caller;
    }

    /** Returns whether the caller may edit this journal. If the service runs without a request, returns false. */
    public boolean mayReveal(UUID journal) {
        return isInRequest() && caller.edits(journal);
    }

    /**
     * Returns the journals whose unpublished records the caller can refer to. Unpublished records of all other journals
     * must be treated as missing. An empty Optional means all journals. If the service runs without a request, the
     * result is also an empty Optional, because an authorized caller set the references before. Anonymous callers also
     * receive an empty Optional. Anonymous callers cannot reach operations that set references.
     */
    public Optional<Set<UUID>> known() {
        return isInRequest() && !caller.isAnonymous() ? caller.journals() : Optional.empty();
    }

    private static boolean isInRequest() {
        return Arc.container().requestContext().isActive();
    }
}
