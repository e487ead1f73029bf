package org.offprint.services.registration.targets;

import java.util.List;
import java.util.UUID;

/**
 * File that is or was sent.
 *
 * @param fileName unique name
 * @param batch name of the batch in the file
 * @param timestamp timestamp of the file, at most 19 digits, for targets that use one
 * @param submission the service's id of the file; null if there is none
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
     * Record of the file.
     *
     * @param remoteId the service's id of the record; null if there is none
     * @param isRegistered whether the service has an earlier content of the record
     * @param withdrawn whether the file notifies the service that the record was withdrawn
     */
    public record Item(
            UUID registration, String identifier, String remoteId, boolean isRegistered, boolean withdrawn) {}
}
