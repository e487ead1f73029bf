package org.offprint.web.api.files;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.platform.jobs.Node;
import org.offprint.platform.security.Caller;

/**
 * Creates, continues and deletes resumable uploads. An upload belongs to the API key that created it, and expires one
 * day after the last bytes are received.
 */
@ApplicationScoped
class Uploads {

    private static final Duration LIFETIME = Duration.ofHours(24);

    /** Maximum number of open uploads per API key. Each upload can be as large as the largest allowed file. */
    private static final int MAX_PER_KEY = 100;

    private final Node node;
    private final Caller caller;
    private final FileReceiver receiver;

    Uploads(Node node, Caller caller, FileReceiver receiver) {
        this.node = node;
        this.caller = caller;
        this.receiver = receiver;
    }

    /**
     * State of a resumable upload.
     *
     * @param length total length, in bytes
     * @param offset number of bytes received so far
     * @param name name of the file; null if the client stated none
     * @param mediaType media type stated by the client; null if absent
     */
    record Upload(UUID id, long length, long offset, String name, String mediaType, Instant expiresAt) {}

    /** Creates a resumable upload. */
    Upload begin(long length, String name, String mediaType) {
        StoredUpload upload = QuarkusTransaction.joiningExisting().call(() -> stored(length, name, mediaType));
        receiver.prepare(upload.id, length);
        return seen(upload, 0);
    }

    private StoredUpload stored(long length, String name, String mediaType) {
        if (StoredUpload.countIncomplete(caller.keyId()) >= MAX_PER_KEY) {
            throw Problems.conflict(
                    "There are too many open uploads",
                    "At most " + MAX_PER_KEY + " uploads can be open at a time. Use or delete an open upload first.");
        }
        StoredUpload upload = new StoredUpload();
        upload.id = Ids.next();
        upload.node = node.id();
        upload.key = caller.keyId();
        upload.length = length;
        upload.name = name;
        upload.mediaType = mediaType;
        upload.expiresAt = Instant.now().plus(LIFETIME);
        upload.persist();
        return upload;
    }

    private static Upload seen(StoredUpload upload, long offset) {
        return new Upload(upload.id, upload.length, offset, upload.name, upload.mediaType, upload.expiresAt);
    }

    /**
     * Returns an upload of the caller.
     *
     * @throws org.offprint.kernel.faults.ProblemException 404 if the caller has no such upload, 409 if only another
     *     node can access the received bytes
     */
    Upload find(String id) {
        StoredUpload upload = require(id);
        return seen(upload, isStored(upload.sha256) ? upload.length : receiver.received(upload.id));
    }

    private StoredUpload require(String id) {
        StoredUpload upload = Ids.parsed(id)
                .flatMap(known -> StoredUpload.findOpen(known, caller.keyId()))
                .orElseThrow(() -> Problems.notFound("upload", id));
        // Nodes that share a files directory can continue each other's uploads.
        if (!upload.node.equals(node.id()) && !isStored(upload.sha256) && !receiver.isStoredHere(upload.id)) {
            throw Problems.conflict(
                    "The upload is on another node", "Send the bytes to the node that created the upload.");
        }
        return upload;
    }

    /**
     * Returns whether the uploaded content is in the file store. A recorded hash is not sufficient, because the hash is
     * recorded before the bytes are moved.
     */
    private boolean isStored(String sha256) {
        return sha256 != null && receiver.has(sha256);
    }

    /** Appends bytes to an upload and returns its state with the new offset. */
    Upload append(String id, long offset, FileReceiver.Source body) {
        Upload upload = find(id);
        if (upload.offset() == upload.length() && offset != upload.offset()) {
            throw FileReceiver.offsetMismatch(upload.offset());
        }
        Instant expiresAt = Instant.now().plus(LIFETIME);
        QuarkusTransaction.joiningExisting().run(() -> StoredUpload.extend(upload.id(), expiresAt));
        long received = receiver.append(upload.id(), offset, upload.length(), body);
        return new Upload(upload.id(), upload.length(), received, upload.name(), upload.mediaType(), expiresAt);
    }

    /**
     * Stores a complete upload as a file. The upload can be used again until it expires, for example if the write
     * request is rejected.
     *
     * @param name name of the resulting file
     */
    Content keep(UUID id, String name) {
        StoredUpload upload = require(id.toString());
        if (isStored(upload.sha256)) {
            return new Content(upload.sha256, upload.length, upload.mediaType);
        }
        return receiver.keep(id, upload.length, name, upload.mediaType, content -> QuarkusTransaction.joiningExisting()
                .run(() -> StoredUpload.complete(id, content)));
    }

    /** Deletes an upload. */
    void delete(String id) {
        Upload upload = find(id);
        receiver.discard(upload.id());
        QuarkusTransaction.joiningExisting().run(() -> StoredUpload.delete("id", upload.id()));
    }

    @Scheduled(every = "1h", delayed = "11m")
    void forgetExpired() {
        QuarkusTransaction.joiningExisting().run(StoredUpload::deleteExpired);
    }
}
