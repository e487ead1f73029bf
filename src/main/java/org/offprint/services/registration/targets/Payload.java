package org.offprint.services.registration.targets;

import java.util.List;
import java.util.Map;
import org.offprint.kernel.faults.Finding;

/**
 * Next content to send for a record, without the head, timestamp and name of a file.
 *
 * @param identifier DOI, or the identifier of the registration service if it does not use DOIs
 * @param container content shared by all records of a file, such as the journal and issue; empty if there is none
 * @param content content in the format of the target's files
 * @param hash hash of the content
 * @param wantedHash hash of the final content; differs from {@code hash} for the first of two steps. After the service
 *     has the first content, {@link RegistrationTarget#render} returns the second content
 * @param parts hashes of content parts that the service keeps when later files omit them; stored after the service has
 *     the content
 * @param missing reasons why the record cannot be sent; if not empty, the content is null
 */
public record Payload(
        String identifier,
        String container,
        String content,
        String hash,
        String wantedHash,
        Map<String, String> parts,
        List<Finding> missing) {

    /** Creates a payload that is sent in a single step. */
    public static Payload of(String identifier, String content, String hash, Map<String, String> parts) {
        return new Payload(identifier, "", content, hash, hash, parts, List.of());
    }

    /** Creates a payload without content, for a record that cannot be sent yet. */
    public static Payload missing(String identifier, List<Finding> missing) {
        return new Payload(identifier, "", null, "", "", Map.of(), missing);
    }

    /** Returns whether the payload has content to send. */
    public boolean isReady() {
        return missing.isEmpty();
    }
}
