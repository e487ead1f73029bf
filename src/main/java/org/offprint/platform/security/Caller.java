package org.offprint.platform.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.audit.Actor;

/** The sender of the current request, with the journals that they may edit. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Reports whether the request came with neither a key nor a session. */
    public boolean isAnonymous() {
        return sender().isEmpty();
    }

    /** Reports whether the caller is a person who is signed in; false for a key. */
    public boolean isPerson() {
        return sender().filter(Sender::isPerson).isPresent();
    }

    /** Reports whether the caller is an admin. */
    public boolean isAdmin() {
        return sender().filter(Sender::isAdmin).isPresent();
    }

    /** Reports whether the caller edits anything: every key does, and every person with rights. */
    public boolean isEditor() {
        return role().isPresent();
    }

    /** Returns the role of the caller; empty for an anonymous one and for a person without rights. */
    public Optional<String> role() {
        return sender().map(Sender::role);
    }

    /** Reports whether the caller edits every journal, those to come included. */
    public boolean editsAll() {
        return journals().isEmpty();
    }

    /** Reports whether the caller edits this journal. */
    public boolean edits(UUID journal) {
        return journals().map(all -> all.contains(journal)).orElse(true);
    }

    /** The journals the caller edits: empty is all of them, an empty set none (an anonymous caller, no rights). */
    public Optional<Set<UUID>> journals() {
        return sender().filter(sender -> sender.role() != null)
                .map(sender -> Optional.ofNullable(sender.journals()))
                .orElse(Optional.of(Set.of()));
    }

    /** 401 for an anonymous caller, 403 for one who does not edit this journal. */
    public void requireEditorOf(UUID journal) {
        if (isAnonymous()) {
            throw Problems.unauthenticated("Only editors of journal " + journal + " may do that.");
        }
        if (!edits(journal)) {
            throw Problems.forbidden("It is not for journal " + journal + ".");
        }
    }

    /**
     * Requires an editor of a record that readers may not see: to others it is not there (404).
     *
     * @param what the noun of it
     * @param id as it was asked for
     */
    public void requireEditorOf(UUID journal, BooleanSupplier isPublic, String what, String id) {
        if (!isAnonymous() && !edits(journal) && !isPublic.getAsBoolean()) {
            throw Problems.notFound(what, id);
        }
        requireEditorOf(journal);
    }

    /**
     * Names the key or the person; the key of the environment has an id that stays the same as long as its secret does.
     *
     * @throws IllegalStateException if the caller is anonymous
     */
    public UUID keyId() {
        return sender().orElseThrow(Caller::nobody).id();
    }

    /**
     * The name of the key or the person, for the history of what they change.
     *
     * @throws IllegalStateException if the caller is anonymous
     */
    public String name() {
        return sender().orElseThrow(Caller::nobody).name();
    }

    /** The caller as history keeps it; not for anonymous ones. */
    public Editor asEditor() {
        return new Editor(keyId(), name());
    }

    /** The caller as the audit trail keeps it. */
    public Actor asActor() {
        return sender().map(Sender::asActor).orElse(Actor.ANONYMOUS);
    }

    private Optional<Sender> sender() {
        return Optional.ofNullable(identity.getAttribute(Sender.ATTRIBUTE));
    }

    private static IllegalStateException nobody() {
        return new IllegalStateException("The caller is anonymous.");
    }
}
