package org.offprint.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.offprint.audit.Actor;
import org.offprint.http.problem.Problems;

/** The sender of the current request, with the journals that they may edit. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Reports whether the request came without a key. */
    public boolean isAnonymous() {
        return key().isEmpty();
    }

    /** Reports whether the key is an admin's. */
    public boolean isAdmin() {
        return key().filter(KnownKey::isAdmin).isPresent();
    }

    /** Reports whether there is a key at all: every key edits something. */
    public boolean isEditor() {
        return key().isPresent();
    }

    /** Reports whether the caller edits every journal, those to come included. */
    public boolean editsAll() {
        return key().filter(key -> key.journals() == null).isPresent();
    }

    /** Reports whether the caller edits this journal. */
    public boolean edits(UUID journal) {
        return journals().map(all -> all.contains(journal)).orElse(true);
    }

    /** The journals the caller edits: empty is all of them, an empty set none (an anonymous caller). */
    public Optional<Set<UUID>> journals() {
        return key().map(key -> Optional.ofNullable(key.journals())).orElse(Optional.of(Set.of()));
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
     * Names the key; the one of the environment has an id that stays the same as long as its secret does.
     *
     * @throws IllegalStateException if the caller is anonymous
     */
    public UUID keyId() {
        return key().orElseThrow(Caller::nobody).id();
    }

    /**
     * The name of the key, for the history of what it changes.
     *
     * @throws IllegalStateException if the caller is anonymous
     */
    public String name() {
        return key().orElseThrow(Caller::nobody).name();
    }

    /** The caller as history keeps it; not for anonymous ones. */
    public Editor asEditor() {
        return new Editor(keyId(), name());
    }

    /** The caller as the audit trail keeps it. */
    public Actor asActor() {
        return key().map(key -> Actor.apiKey(key.id(), key.name())).orElse(Actor.ANONYMOUS);
    }

    private Optional<KnownKey> key() {
        return Optional.ofNullable(identity.getAttribute(KeyAuthentication.KEY));
    }

    private static IllegalStateException nobody() {
        return new IllegalStateException("The caller is anonymous.");
    }
}
