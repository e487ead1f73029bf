package org.offprint.platform.audit;

import java.util.UUID;

/**
 * Object of an audited action.
 *
 * @param kind noun in lower case, for example {@code api-key} or {@code journal}
 * @param id id of the object; null for a singleton, for example the list of redirects
 * @param name current name of the object, stored in a separate table; null for none
 */
public record AuditedObject(String kind, String id, String name) {

    /** Returns the audited object for a record, key or person with the given id. */
    public static AuditedObject of(String kind, UUID id, String name) {
        return new AuditedObject(kind, id.toString(), name);
    }

    /** Returns the audited object for a singleton, for example the list of redirects. */
    public static AuditedObject only(String kind) {
        return new AuditedObject(kind, null, null);
    }
}
