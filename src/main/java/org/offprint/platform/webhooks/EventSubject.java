package org.offprint.platform.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * Record to which a webhook event refers. The payload of an event contains only a few members, so receivers must read
 * the record with their own permissions.
 *
 * @param id id of the record
 * @param kind kind of the record, for example {@code article} or {@code registration}
 * @param journal journal of the record; null for none
 * @param version version of an article; null if the record is not an article
 * @param reason reason for the change, as in the list of changes; null if the event is not in the list of changes
 * @param position position in the list of changes, which determines the order of events; null if the event is not in
 *     the list of changes
 * @param link URL at which the record can be read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventSubject(
        UUID id, String kind, UUID journal, Integer version, String reason, Long position, String link) {

    /**
     * Returns the subject of an event that is not in the change log.
     *
     * @param link API path at which the record can be read
     */
    public static EventSubject of(String kind, UUID id, UUID journal, String link) {
        return new EventSubject(id, kind, journal, null, null, null, link);
    }

    EventSubject linkedTo(String whole) {
        return new EventSubject(id, kind, journal, version, reason, position, whole);
    }
}
