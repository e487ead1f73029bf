package org.offprint.platform.security;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.offprint.platform.audit.Actor;
import org.offprint.platform.people.SessionPerson;

/**
 * Sender of a request: an API key or a signed-in person.
 *
 * @param role role of the sender; null for a person without rights
 * @param journals journals that the sender may edit; null for all journals, if there is a role
 * @param isPerson whether the sender is a person instead of an API key
 */
record Sender(UUID id, String name, String role, Set<UUID> journals, boolean isPerson) {

    /** Name of the security identity attribute that contains the sender of the request. */
    static final String ATTRIBUTE = "offprint.sender";

    static Sender of(CachedKey key) {
        return new Sender(key.id(), key.name(), key.role(), key.journals(), false);
    }

    static Sender of(SessionPerson person) {
        return new Sender(
                person.id(),
                person.name(),
                person.rights().role(),
                person.rights().journals(),
                true);
    }

    Actor asActor() {
        return isPerson ? Actor.person(id, name) : Actor.apiKey(id, name);
    }

    boolean isAdmin() {
        return Role.ADMIN.equals(role);
    }

    /** Returns the roles of the sender for {@code @RolesAllowed}. */
    Set<String> roles() {
        Set<String> roles = new HashSet<>();
        if (role != null) {
            roles.addAll(Role.impliedBy(role));
        }
        if (isPerson) {
            roles.add(Role.PERSON);
        }
        return roles;
    }
}
