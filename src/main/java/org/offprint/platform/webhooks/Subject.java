package org.offprint.platform.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * The record that an event is about, as it is sent: thin, so that a receiver reads the rest with its own rights.
 *
 * @param id of the record
 * @param kind of the record, such as {@code article} or {@code registration}
 * @param journal that it belongs to; null for none
 * @param version of an article; null elsewhere
 * @param reason of the change, as the list of changes has it; null elsewhere
 * @param position in the list of changes, by which events can be ordered; null for what is not in it
 * @param link where the record is read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Subject(UUID id, String kind, UUID journal, Integer version, String reason, Long position, String link) {

    /** Returns the subject of an event that no change of the log tells; {@code link} is a path of the API. */
    public static Subject of(String kind, UUID id, UUID journal, String link) {
        return new Subject(id, kind, journal, null, null, null, link);
    }

    Subject linkedTo(String whole) {
        return new Subject(id, kind, journal, version, reason, position, whole);
    }
}
