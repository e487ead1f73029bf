package org.offprint.platform.audit;

import java.util.UUID;

/**
 * Object of an audited action.
 *
 * @param kind noun in lower case, for example {@code api-key} or {@code journal}
 * @param id id of the object; null if there is only one such object, for example the list of redirects
 * @param name current name, stored separately from the trail; null for none
 */
public record AuditedObject(String kind, String id, String name) {

    /** Returns the audited object for a record, key or person with this id. */
    public static AuditedObject of(String kind, UUID id, String name) {
        return new AuditedObject(kind, id.toString(), name);
    }

    /** Returns the audited object for a kind with a single object. */
    public static AuditedObject only(String kind) {
        return new AuditedObject(kind, null, null);
    }
}
