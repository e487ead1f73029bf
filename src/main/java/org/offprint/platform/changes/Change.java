package org.offprint.platform.changes;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A row of the change log: what changed, all as it was at that moment.
 *
 * @param position its place in the log; positions are in the order of commits
 * @param journal the journal it belongs to; null for an affiliation
 * @param version the article's version that readers see now; null elsewhere
 * @param reason why, such as {@code published} or {@code carried}
 * @param carried made by carrying a change of something else here, or of what nothing shows; never carried on
 * @param isPublic readers can see it
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

    /** The kind of record that changed. */
    @Schema(name = "ChangeKind")
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

    /** The operation, as those who can see the record see it. */
    @Schema(name = "ChangeOperation")
    public enum Op {
        @JsonProperty("created")
        CREATED,
        @JsonProperty("updated")
        UPDATED,
        @JsonProperty("deleted")
        DELETED
    }

    /** A change that readers can see, not yet in the log. */
    public static Change forReaders(Kind kind, UUID id, UUID journal, Op op, String reason) {
        return new Change(0, kind, id, journal, op, null, reason, false, true, null);
    }

    /** A change of what only editors see, not yet in the log. */
    public static Change forEditors(Kind kind, UUID id, UUID journal, Op op, String reason) {
        return new Change(0, kind, id, journal, op, null, reason, false, false, null);
    }

    /** A change for readers of a record that shows another one, which changed; not yet in the log. */
    public static Change carried(Kind kind, UUID id, UUID journal) {
        return forReaders(kind, id, journal, Op.UPDATED, "carried").asCarried();
    }

    /** Returns a copy for this version of an article. */
    public Change ofVersion(int number) {
        return new Change(position, kind, id, journal, op, number, reason, carried, isPublic, at);
    }

    /** Returns a copy that is marked as carried. */
    public Change asCarried() {
        return new Change(position, kind, id, journal, op, version, reason, true, isPublic, at);
    }
}
