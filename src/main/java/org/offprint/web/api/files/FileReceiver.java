package org.offprint.web.api.files;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.platform.files.store.FileBeingReceivedException;
import org.offprint.platform.files.store.FileStore;
import org.offprint.platform.files.store.FileTooLargeException;
import org.offprint.platform.files.store.IncomingFile;
import org.offprint.platform.files.store.InsufficientStorageException;
import org.offprint.platform.files.store.Sha256;
import org.offprint.platform.files.types.FileType;
import org.offprint.platform.http.filters.RequestLimiter;

/** Stores uploaded files in the file store and detects their media types. */
@ApplicationScoped
class FileReceiver {

    /**
     * Maximum number of concurrent file uploads. Each upload occupies a thread, and other requests also need threads.
     */
    private static final int MAX_CONCURRENT = 64;

    private static final int WAIT_SECONDS = 10;
    private static final int BUFFER = 1 << 16;

    private final FileStore store;
    private final Duration timeout;
    private final long maxBytes;
    private final RequestLimiter limiter =
            new RequestLimiter("file uploads", MAX_CONCURRENT, MAX_CONCURRENT, WAIT_SECONDS * 1_000L, WAIT_SECONDS);

    FileReceiver(
            FileStore store,
            @ConfigProperty(name = "offprint.imports.patience") Duration timeout,
            @ConfigProperty(name = "offprint.files.largest") int largest) {
        this.store = store;
        this.timeout = timeout;
        this.maxBytes = (long) largest << 20;
    }

    /** Source of request body bytes: the complete body, or one part of a multipart form. Returns -1 at the end. */
    @FunctionalInterface
    interface Source {
        int read(byte[] bytes) throws IOException;
    }

    /** Returns the maximum size of a file, in bytes. */
    long largest() {
        return maxBytes;
    }

    /** Returns a stream that aborts the request if the client sends its body too slowly. */
    TimedBody withTimeout(InputStream body) {
        return new TimedBody(body, timeout);
    }

    /**
     * Stores the content of a file.
     *
     * @param name name of the file, which determines the type if the content is ambiguous
     * @param mediaType media type stated by the client; null if absent
     * @throws org.offprint.kernel.faults.ProblemException 400 if the body is cut off, 408 if the body arrives too
     *     slowly, 413 if the body is too large, 422 if the file type is not allowed, 503 if too many uploads are
     *     running, 507 if the disk is full
     */
    Content receive(Source body, String name, String mediaType) {
        return withinLimit(() -> {
            try (IncomingFile incoming = store.begin(maxBytes)) {
                try {
                    copy(body, incoming);
                } catch (IOException | RuntimeException e) {
                    incoming.discard();
                    throw e;
                }
                return storeAllowed(incoming, name, mediaType, content -> {});
            }
        });
    }

    /**
     * Creates an empty file for an upload with the given length in bytes. All nodes that share the files directory can
     * see the new file.
     *
     * @throws org.offprint.kernel.faults.ProblemException 507 if the disk is full
     */
    void prepare(UUID upload, long length) {
        withinLimit(() -> {
            store.begin(upload, length).close();
            return null;
        });
    }

    /**
     * Returns whether this node can access the received bytes of an upload. Nodes that share a files directory can
     * access each other's uploads.
     */
    boolean isStoredHere(UUID upload) {
        try {
            return store.received(upload).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Appends received bytes to a resumable upload.
     *
     * @param offset offset of the first appended byte in the upload
     * @param most length of the complete upload, in bytes
     * @return number of bytes received so far
     * @throws org.offprint.kernel.faults.ProblemException 409 if the upload has a different offset; otherwise as {@link
     *     #receive}
     */
    long append(UUID upload, long offset, long most, Source body) {
        return withinLimit(() -> {
            try (IncomingFile incoming = resume(upload, most)) {
                if (incoming.size() != offset) {
                    throw offsetMismatch(incoming.size());
                }
                copy(body, incoming);
                return incoming.size();
            }
        });
    }

    /**
     * Returns a 409 problem for bytes that do not start at the current offset of the upload.
     *
     * @param size current offset, in bytes
     */
    static ProblemException offsetMismatch(long size) {
        return Problems.conflict(
                        "The offset does not match the upload",
                        "The upload has " + size + " bytes. Continue from this offset.")
                .withHeader("Upload-Offset", Long.toString(size));
    }

    private IncomingFile resume(UUID upload, long most) throws IOException {
        try {
            return store.resume(upload, most);
        } catch (NoSuchFileException never) {
            try {
                return store.begin(upload, most);
            } catch (FileAlreadyExistsException begun) {
                return store.resume(upload, most);
            }
        }
    }

    /**
     * Moves a complete upload to the file store.
     *
     * @param before callback that stores the description of the content before the bytes are moved, so that no content
     *     is lost if the service crashes in between
     */
    Content keep(UUID upload, long length, String name, String mediaType, Consumer<Content> before) {
        return withinLimit(() -> {
            try (IncomingFile incoming = resume(upload, length)) {
                if (incoming.size() != length) {
                    throw Problems.conflict(
                            "The upload is not complete",
                            "The upload has " + incoming.size() + " of " + length
                                    + " bytes. Send the remaining bytes first.");
                }
                return storeAllowed(incoming, name, mediaType, before);
            }
        });
    }

    /**
     * Detects the file type of the received bytes and stores them. If the file type is not allowed, the bytes are
     * discarded.
     */
    private static Content storeAllowed(IncomingFile incoming, String name, String mediaType, Consumer<Content> before)
            throws IOException {
        FileType type = FileType.of(incoming.head(FileType.HEAD_BYTES), name, mediaType);
        if (type.refusal().isPresent()) {
            incoming.discard();
            throw Problems.invalid(
                    "The file",
                    List.of(Finding.at("", "file-type", type.refusal().get())));
        }
        Content content = new Content(incoming.hash().value(), incoming.size(), type.mediaType());
        before.accept(content);
        incoming.store();
        return content;
    }

    /** Deletes the received bytes of an upload. */
    void discard(UUID upload) {
        try (IncomingFile incoming = store.resume(upload, maxBytes)) {
            incoming.discard();
        } catch (NoSuchFileException | FileBeingReceivedException e) {
            // The upload has no bytes yet, or another request is still writing to it. A later cleanup deletes the
            // remaining bytes of the upload.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether the file store contains the content with the given hash. */
    boolean has(String sha256) {
        try {
            return store.has(new Sha256(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the number of received bytes of an upload. */
    long received(UUID upload) {
        try {
            return store.received(upload).orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Source body, IncomingFile incoming) throws IOException {
        byte[] bytes = new byte[BUFFER];
        for (int read = body.read(bytes); read >= 0; read = body.read(bytes)) {
            incoming.write(bytes, 0, read);
        }
    }

    /** Operation that receives bytes from a client. */
    @FunctionalInterface
    private interface Reception<T> {
        T receive() throws IOException;
    }

    private <T> T withinLimit(Reception<T> reception) {
        return limiter.within(() -> received(reception));
    }

    private <T> T received(Reception<T> reception) {
        try {
            return reception.receive();
        } catch (BodyException e) {
            throw Problems.of(400, "bad-request", "The request body is incomplete", e.getMessage());
        } catch (FileTooLargeException e) {
            throw Problems.tooLarge(maxBytes);
        } catch (InsufficientStorageException e) {
            throw Problems.insufficientStorage();
        } catch (FileBeingReceivedException e) {
            throw Problems.conflict(
                    "The upload is in use",
                    "Another request is sending bytes of this upload. Try again after that request has ended.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
