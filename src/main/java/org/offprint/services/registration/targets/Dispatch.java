package org.offprint.services.registration.targets;

import java.util.List;
import java.util.UUID;

/**
 * File to send to a registration service, or file that was already sent.
 *
 * @param fileName unique file name
 * @param batch name of the batch in the file
 * @param timestamp timestamp of the file, at most 19 digits, for targets that use timestamps
 * @param submission id that the registration service assigned to the file; null if there is none
 * @param bytes content of the file
 */
public record Dispatch(
        UUID attempt,
        String fileName,
        String batch,
        long timestamp,
        String submission,
        byte[] bytes,
        List<Item> items) {

    /**
     * Record in a sent file.
     *
     * @param remoteId id that the registration service assigned to the record; null if there is none
     * @param isRegistered whether the registration service has earlier content of the record
     * @param withdrawn whether the file notifies the registration service that the record was withdrawn
     */
    public record Item(
            UUID registration, String identifier, String remoteId, boolean isRegistered, boolean withdrawn) {}
}
