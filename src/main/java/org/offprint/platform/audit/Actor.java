package org.offprint.platform.audit;

import java.util.UUID;

/**
 * Author of an audited action.
 *
 * @param kind {@code api-key}, {@code person}, {@code anonymous} or {@code service}
 * @param id id of the API key or person; null for {@code anonymous} and {@code service}
 * @param name current name of the API key or person, stored in a separate table; null for none
 */
public record Actor(String kind, UUID id, String name) {

    /** Kind name of API keys in the audit trail, for both actors and objects. */
    public static final String API_KEY = "api-key";

    /** Kind name of persons in the audit trail, for both actors and objects. */
    public static final String PERSON = "person";

    /** Audit actor for actions that the service performs itself, for example at its first start. */
    public static final Actor SERVICE = new Actor("service", null, null);

    /** Audit actor for clients without valid credentials. */
    public static final Actor ANONYMOUS = new Actor("anonymous", null, null);

    /** Returns the audit actor for an API key. */
    public static Actor apiKey(UUID id, String name) {
        return new Actor(API_KEY, id, name);
    }

    /** Returns the audit actor for a signed-in person. */
    public static Actor person(UUID id, String name) {
        return new Actor(PERSON, id, name);
    }
}
