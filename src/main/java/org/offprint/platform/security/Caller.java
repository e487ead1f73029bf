package org.offprint.platform.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.audit.Actor;

/** Sender of the current request, and the journals that the sender may edit. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Returns whether the request has neither an API key nor a session. */
    public boolean isAnonymous() {
        return sender().isEmpty();
    }

    /** Returns whether the caller is a signed-in person. Returns false for an API key. */
    public boolean isPerson() {
        return sender().filter(Sender::isPerson).isPresent();
    }

    /** Returns whether the caller is an admin. */
    public boolean isAdmin() {
        return sender().filter(Sender::isAdmin).isPresent();
    }

    /** Returns whether the caller may edit any records. Returns true for every API key and every person with rights. */
    public boolean isEditor() {
        return role().isPresent();
    }

    /** Returns the role of the caller, or empty for anonymous callers and persons without rights. */
    public Optional<String> role() {
        return sender().map(Sender::role);
    }

    /** Returns whether the caller may edit every journal, including future journals. */
    public boolean editsAll() {
        return journals().isEmpty();
    }

    /** Returns whether the caller may edit the given journal. */
    public boolean edits(UUID journal) {
        return journals().map(all -> all.contains(journal)).orElse(true);
    }

    /**
     * Returns the journals that the caller may edit. An empty Optional means all journals. The set is empty for
     * anonymous callers and persons without rights.
     */
    public Optional<Set<UUID>> journals() {
        return sender().filter(sender -> sender.role() != null)
                .map(sender -> Optional.ofNullable(sender.journals()))
                .orElse(Optional.of(Set.of()));
    }

    /**
     * Rejects the request with 401 if the caller is anonymous, and with 403 if the caller may not edit the given
     * journal.
     */
    public void requireEditorOf(UUID journal) {
        if (isAnonymous()) {
            throw Problems.unauthenticated("Only editors of journal " + journal
                    + " may perform this operation. Send an API key as `Authorization: Bearer KEY`.");
        }
        if (!edits(journal)) {
            throw Problems.forbidden("You are not an editor of journal " + journal + ".");
        }
    }

    /**
     * Requires that the caller is an editor of a record's journal. If the record is not public, authenticated callers
     * who are not editors of the journal receive 404.
     *
     * @param what noun for the record
     * @param id id from the request
     */
    public void requireEditorOf(UUID journal, BooleanSupplier isPublic, String what, String id) {
        if (!isAnonymous() && !edits(journal) && !isPublic.getAsBoolean()) {
            throw Problems.notFound(what, id);
        }
        requireEditorOf(journal);
    }

    /**
     * Returns the id of the API key or person that sent the request. The id of the environment's admin key changes only
     * if its secret changes.
     *
     * @throws IllegalStateException if the caller is anonymous
     */
    public UUID keyId() {
        return sender().orElseThrow(Caller::anonymousError).id();
    }

    /**
     * Returns the name of the API key or person that sent the request, for the history of changes.
     *
     * @throws IllegalStateException if the caller is anonymous
     */
    public String name() {
        return sender().orElseThrow(Caller::anonymousError).name();
    }

    /** Returns the caller as the author of changes. Throws IllegalStateException if the caller is anonymous. */
    public Editor asEditor() {
        return new Editor(keyId(), name());
    }

    /** Returns the caller as an actor of the audit trail. */
    public Actor asActor() {
        return sender().map(Sender::asActor).orElse(Actor.ANONYMOUS);
    }

    private Optional<Sender> sender() {
        return Optional.ofNullable(identity.getAttribute(Sender.ATTRIBUTE));
    }

    private static IllegalStateException anonymousError() {
        return new IllegalStateException("The caller is anonymous.");
    }
}
