package org.offprint.services.registration.targets;

import java.util.List;
import java.util.Map;
import org.offprint.kernel.faults.Finding;

/**
 * The next content to be sent of a record, without head, timestamp and name of a file.
 *
 * @param identifier the DOI, or what else the service knows the record by
 * @param container that contents of one file share, such as the journal and the issue; empty for none
 * @param content as the target's files take it
 * @param hash of the content
 * @param wantedHash of what is to be registered in the end: another one than {@code hash} where this is the first of two
 *     steps; once the service has this one, {@link RegistrationTarget#render} gives the next
 * @param parts of the content that the service keeps when they are left out, each with its hash; stored with the
 *     registration once the service has the content
 * @param missing what keeps the record from being sent; the content is null then
 */
public record Payload(
        String identifier,
        String container,
        String content,
        String hash,
        String wantedHash,
        Map<String, String> parts,
        List<Finding> missing) {

    /** Content that is sent in one step. */
    public static Payload of(String identifier, String content, String hash, Map<String, String> parts) {
        return new Payload(identifier, "", content, hash, hash, parts, List.of());
    }

    /** A record that cannot be sent yet, for these reasons. */
    public static Payload missing(String identifier, List<Finding> missing) {
        return new Payload(identifier, "", null, "", "", Map.of(), missing);
    }

    /** Reports whether there is something to send. */
    public boolean isReady() {
        return missing.isEmpty();
    }
}
