package org.offprint.web.api.files;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.platform.jobs.Node;
import org.offprint.platform.security.Caller;

/** Resumable uploads. An upload belongs to the key that created it, and expires one day after its last part. */
@ApplicationScoped
class Uploads {

    private static final Duration LIFETIME = Duration.ofHours(24);

    /** Maximum number of open uploads per key. Each upload can occupy the size of the largest allowed file. */
    private static final int MAX_PER_KEY = 100;

    private final Sql sql;
    private final Node node;
    private final Caller caller;
    private final FileReceiver receiver;

    Uploads(Sql sql, Node node, Caller caller, FileReceiver receiver) {
        this.sql = sql;
        this.node = node;
        this.caller = caller;
        this.receiver = receiver;
    }

    /**
     * Resumable upload.
     *
     * @param length total length, in bytes
     * @param offset number of bytes received so far
     * @param name name of the file; null if the client did not state it
     * @param mediaType media type stated by the client; null if absent
     */
    record Upload(UUID id, long length, long offset, String name, String mediaType, Instant expiresAt) {}

    /** Creates an upload. */
    Upload begin(long length, String name, String mediaType) {
        long open = sql.first(
                        "select count(*) from upload where key = ? and sha256 is null",
                        row -> row.getLong(1),
                        caller.keyId())
                .orElseThrow();
        if (open >= MAX_PER_KEY) {
            throw Problems.conflict(
                    "There are too many open uploads",
                    "At most " + MAX_PER_KEY + " uploads can be open. Use or delete some of them.");
        }
        Upload upload =
                new Upload(Ids.next(), length, 0, name, mediaType, Instant.now().plus(LIFETIME));
        sql.update(
                "insert into upload (id, node, key, length, name, media_type, expires_at) values (?, ?, ?, ?, ?, ?, ?)",
                upload.id(),
                node.id(),
                caller.keyId(),
                length,
                name,
                mediaType,
                upload.expiresAt());
        receiver.prepare(upload.id(), length);
        return upload;
    }

    /**
     * Returns an upload of the caller.
     *
     * @throws org.offprint.kernel.faults.ProblemException 404 if there is none, 409 if its bytes are in a directory
     *     that only another node can access
     */
    Upload find(String id) {
        record Row(Upload upload, UUID node, String sha256) {}
        Row row = (Ids.isUuidShaped(id)
                        ? sql.first(
                                "select node, length, name, media_type, expires_at, sha256 from upload"
                                        + " where id = ? and key = ? and expires_at > now()",
                                found -> new Row(
                                        new Upload(
                                                UUID.fromString(id),
                                                found.getLong("length"),
                                                0,
                                                found.getString("name"),
                                                found.getString("media_type"),
                                                Sql.instant(found, "expires_at")),
                                        Sql.uuid(found, "node"),
                                        found.getString("sha256")),
                                UUID.fromString(id),
                                caller.keyId())
                        : Optional.<Row>empty())
                .orElseThrow(() -> Problems.notFound("upload", id));
        boolean isStored = isStored(row.sha256());
        // Nodes that share a files directory can continue each other's uploads.
        if (!row.node().equals(node.id())
                && !isStored
                && !receiver.isStoredHere(row.upload().id())) {
            throw Problems.conflict(
                    "The upload is on another node", "Send the bytes to the node that created the upload.");
        }
        Upload upload = row.upload();
        return new Upload(
                upload.id(),
                upload.length(),
                isStored ? upload.length() : receiver.received(upload.id()),
                upload.name(),
                upload.mediaType(),
                upload.expiresAt());
    }

    /**
     * Returns whether the upload is in the store. The hash is not enough to know, because it is recorded before the
     * bytes move to the store.
     */
    private boolean isStored(String sha256) {
        return sha256 != null && receiver.has(sha256);
    }

    /** Appends bytes. Returns the upload with its new offset. */
    Upload append(String id, long offset, FileReceiver.Source body) {
        Upload upload = find(id);
        if (upload.offset() == upload.length() && offset != upload.offset()) {
            throw FileReceiver.offsetMismatch(upload.offset());
        }
        Instant expiresAt = Instant.now().plus(LIFETIME);
        sql.update("update upload set expires_at = ? where id = ?", expiresAt, upload.id());
        long received = receiver.append(upload.id(), offset, upload.length(), body);
        return new Upload(upload.id(), upload.length(), received, upload.name(), upload.mediaType(), expiresAt);
    }

    /**
     * Stores a complete upload. The upload can be used again until it expires, for example after a rejected write.
     *
     * @param name name of the resulting file
     */
    Content keep(UUID id, String name) {
        Upload upload = find(id.toString());
        Optional<Content> kept = sql.first(
                "select sha256, length, media_type from upload where id = ? and sha256 is not null",
                row -> new Content(row.getString("sha256"), row.getLong("length"), row.getString("media_type")),
                id);
        if (kept.isPresent() && isStored(kept.get().sha256())) {
            return kept.get();
        }
        return receiver.keep(
                upload.id(),
                upload.length(),
                name,
                upload.mediaType(),
                content -> sql.update(
                        "update upload set sha256 = ?, media_type = ? where id = ?",
                        content.sha256(),
                        content.mediaType(),
                        id));
    }

    /** Deletes an upload. */
    void delete(String id) {
        Upload upload = find(id);
        receiver.discard(upload.id());
        sql.update("delete from upload where id = ?", upload.id());
    }

    @Scheduled(every = "1h", delayed = "11m")
    void forgetExpired() {
        sql.update("delete from upload where expires_at < now()");
    }
}
