package org.offprint.platform.audit;

import java.util.UUID;

/**
 * The author of an action.
 *
 * @param kind {@code api-key}, {@code person}, {@code anonymous} or {@code service}
 * @param id null for the last two
 * @param name as it is now, kept apart from the trail; null for none
 */
public record Actor(String kind, UUID id, String name) {

    /** The kind of keys, as actors and as what is acted on. */
    public static final String API_KEY = "api-key";

    /** The kind of persons, as actors and as what is acted on. */
    public static final String PERSON = "person";

    /** The service itself, such as at its first start. */
    public static final Actor SERVICE = new Actor("service", null, null);

    /** A client that sent no credentials, or none that are good. */
    public static final Actor ANONYMOUS = new Actor("anonymous", null, null);

    /** The holder of a key. */
    public static Actor apiKey(UUID id, String name) {
        return new Actor(API_KEY, id, name);
    }

    /** A person who has signed in. */
    public static Actor person(UUID id, String name) {
        return new Actor(PERSON, id, name);
    }
}
