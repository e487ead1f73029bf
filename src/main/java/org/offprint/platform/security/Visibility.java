package org.offprint.platform.security;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Determines which callers may see data of unpublished records, either directly or in published records that refer to
 * them.
 */
@ApplicationScoped
public class Visibility {

    private final Caller caller;

    Visibility(Caller caller) {
        this.caller = caller;
    }

    /**
     * Returns whether the caller may edit the given journal and therefore see its unpublished records. Returns false
     * outside of a request.
     */
    public boolean mayReveal(UUID journal) {
        return isInRequest() && caller.edits(journal);
    }

    /**
     * Returns the journals to whose unpublished records the caller may refer. Unpublished records of all other journals
     * must be treated as missing. An empty Optional means all journals.
     * <p>Outside of a request, the method returns an empty Optional, because an authorized caller has already set the
     * references. The method also returns an empty Optional for anonymous callers, who cannot reach operations that set
     * references.
     */
    public Optional<Set<UUID>> known() {
        return isInRequest() && !caller.isAnonymous() ? caller.journals() : Optional.empty();
    }

    private static boolean isInRequest() {
        return Arc.container().requestContext().isActive();
    }
}
