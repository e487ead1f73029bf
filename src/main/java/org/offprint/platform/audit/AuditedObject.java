package org.offprint.platform.audit;

import java.util.UUID;

/**
 * The object of an action.
 *
 * @param kind the noun of it in lower case, such as {@code api-key} or {@code journal}
 * @param id null where there is one of it alone, such as the list of redirects
 * @param name as it is now, kept apart from the trail; null for none
 */
public record AuditedObject(String kind, String id, String name) {

    /** A record, key or person by its id. */
    public static AuditedObject of(String kind, UUID id, String name) {
        return new AuditedObject(kind, id.toString(), name);
    }

    /** Something of which the service has one. */
    public static AuditedObject only(String kind) {
        return new AuditedObject(kind, null, null);
    }
}
