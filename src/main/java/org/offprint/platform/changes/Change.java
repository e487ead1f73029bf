package org.offprint.platform.changes;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Row of the change log, which describes a record at the time of its change.
 *
 * @param position position in the change log, in commit order
 * @param journal journal to which the record belongs; null for an affiliation
 * @param version currently published version of the article; null if the record is not an article
 * @param reason reason for the change, for example {@code published} or {@code carried}
 * @param carried whether the change was propagated from another record, or concerns data that no record displays; such
 *     a change is not propagated again
 * @param isPublic whether readers can see the record
 */
public record Change(
        long position,
        Kind kind,
        UUID id,
        UUID journal,
        Op op,
        Integer version,
        String reason,
        boolean carried,
        boolean isPublic,
        Instant at) {

    /** Kind of the changed record. */
    @Schema(name = "ChangeKind", description = "Kind of a changed record.")
    public enum Kind {
        @JsonProperty("journal")
        JOURNAL,
        @JsonProperty("issue")
        ISSUE,
        @JsonProperty("article")
        ARTICLE,
        @JsonProperty("affiliation")
        AFFILIATION
    }

    /** Operation of a change, from the perspective of the clients that can see the changed record. */
    @Schema(name = "ChangeOperation", description = "How the operation appears to readers.")
    public enum Op {
        @JsonProperty("created")
        CREATED,
        @JsonProperty("updated")
        UPDATED,
        @JsonProperty("deleted")
        DELETED
    }

    /** Returns a change that is visible to readers and not yet in the change log. */
    public static Change forReaders(Kind kind, UUID id, UUID journal, Op op, String reason) {
        return new Change(0, kind, id, journal, op, null, reason, false, true, null);
    }

    /** Returns a change that is visible only to editors and not yet in the change log. */
    public static Change forEditors(Kind kind, UUID id, UUID journal, Op op, String reason) {
        return new Change(0, kind, id, journal, op, null, reason, false, false, null);
    }

    /**
     * Returns a public change for a record that displays data from a changed record. The change is not yet in the
     * change log.
     */
    public static Change carried(Kind kind, UUID id, UUID journal) {
        return forReaders(kind, id, journal, Op.UPDATED, "carried").asCarried();
    }

    /** Returns a copy of this change that refers to a version of the article. */
    public Change ofVersion(int number) {
        return new Change(position, kind, id, journal, op, number, reason, carried, isPublic, at);
    }

    /** Returns a copy of this change that is marked as propagated from another record. */
    public Change asCarried() {
        return new Change(position, kind, id, journal, op, version, reason, true, isPublic, at);
    }
}
