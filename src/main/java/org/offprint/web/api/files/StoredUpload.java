package org.offprint.web.api.files;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.offprint.platform.files.FileContents.Content;

/**
 * Stored state of a resumable upload. The received bytes are stored separately, in the files directory of the node that
 * created the upload.
 */
@Entity
@Table(name = "upload")
class StoredUpload extends PanacheEntityBase {

    @Id
    UUID id;

    /** Id of the node that stores the received bytes of the upload. */
    UUID node;

    /** Id of the API key that created the upload. */
    UUID key;

    /** Total length of the upload, in bytes. */
    long length;

    /** Name of the uploaded file; null if the client stated none. */
    String name;

    /**
     * Media type of the upload, as stated by the client or as detected after all bytes were received; null if unknown.
     */
    @Column(name = "media_type")
    String mediaType;

    @Column(name = "expires_at")
    Instant expiresAt;

    /** SHA-256 hash of the complete upload; null for an incomplete upload. */
    String sha256;

    /** Returns the upload with the given id and API key, or empty if it does not exist or has expired. */
    static Optional<StoredUpload> findOpen(UUID id, UUID key) {
        return find("id = ?1 and key = ?2 and expiresAt > ?3", id, key, Instant.now())
                .firstResultOptional();
    }

    /** Returns the number of incomplete uploads of an API key. */
    static long countIncomplete(UUID key) {
        return count("key = ?1 and sha256 is null", key);
    }

    /** Extends the lifetime of an upload to the given time. */
    static void extend(UUID id, Instant expiresAt) {
        update("expiresAt = ?1 where id = ?2", expiresAt, id);
    }

    /** Stores the hash and the media type of a complete upload. */
    static void complete(UUID id, Content content) {
        update("sha256 = ?1, mediaType = ?2 where id = ?3", content.sha256(), content.mediaType(), id);
    }

    /** Deletes expired uploads. */
    static void deleteExpired() {
        delete("expiresAt < ?1", Instant.now());
    }
}
