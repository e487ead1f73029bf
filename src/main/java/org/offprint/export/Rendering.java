package org.offprint.export;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.offprint.http.problem.Finding;

/**
 * A published article in one format, without its envelope.
 *
 * @param etag of the document that it was made of
 * @param modifiedAt when that document last changed
 * @param stored with {@link PublishedRecord#BASE_URL} in place of the address of this service; null where the record
 *     cannot be written in this format
 * @param missing what it lacks then
 */
public record Rendering(UUID article, String etag, Instant modifiedAt, String stored, List<Finding> missing) {

    /** Whether the record can be written in this format. */
    public boolean isPossible() {
        return stored != null;
    }

    /**
     * The record, with this address of the service.
     *
     * @param baseUrl without a slash at its end
     */
    public String at(String baseUrl) {
        return stored.replace(PublishedRecord.BASE_URL, baseUrl);
    }
}
