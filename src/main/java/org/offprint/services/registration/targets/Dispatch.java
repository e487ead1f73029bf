package org.offprint.services.registration.targets;

import java.util.List;
import java.util.UUID;

/**
 * A file that is sent, or was.
 *
 * @param fileName unique for ever
 * @param batch the name of the batch, within the file
 * @param timestamp of the file, at most 19 digits, for targets that have such
 * @param submission the service's own name of the file; null where it gave none
 * @param bytes of the file
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
     * A record of the file.
     *
     * @param remoteId the service's own id of the record; null where it gave none
     * @param isRegistered the service has an earlier content of it
     * @param withdrawn the service is told that the record is gone
     */
    public record Item(
            UUID registration, String identifier, String remoteId, boolean isRegistered, boolean withdrawn) {}
}
