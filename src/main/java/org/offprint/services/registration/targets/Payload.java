package org.offprint.services.registration.targets;

import java.util.List;
import java.util.Map;
import org.offprint.kernel.faults.Finding;

/**
 * Next content to send for a record, without the head, timestamp and name of a file.
 *
 * @param identifier DOI, or the identifier of the registration service if it does not use DOIs
 * @param container content that is shared by all records of one file, such as the journal and the issue; empty if no
 *     content is shared
 * @param content content in the format of the target's files
 * @param hash hash of the content
 * @param wantedHash hash of the final content; differs from {@code hash} if this content is the first of two steps.
 *     After the service has the first content, {@link RegistrationTarget#render} returns the second content
 * @param parts hashes of the content parts that the service keeps if a later file omits them; stored when the service
 *     has the content
 * @param missing reasons why the record cannot be sent; if there are any reasons, the content is null
 */
public record Payload(
        String identifier,
        String container,
        String content,
        String hash,
        String wantedHash,
        Map<String, String> parts,
        List<Finding> missing) {

    /** Returns a payload that is sent in a single step. */
    public static Payload of(String identifier, String content, String hash, Map<String, String> parts) {
        return new Payload(identifier, "", content, hash, hash, parts, List.of());
    }

    /** Returns a payload without content for a record that cannot be sent yet. */
    public static Payload missing(String identifier, List<Finding> missing) {
        return new Payload(identifier, "", null, "", "", Map.of(), missing);
    }

    /** Returns whether the payload has content to send. */
    public boolean isReady() {
        return missing.isEmpty();
    }
}
