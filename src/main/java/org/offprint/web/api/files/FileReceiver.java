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
import org.offprint.platform.files.store.Incoming;
import org.offprint.platform.files.store.InsufficientStorageException;
import org.offprint.platform.files.store.Sha256;
import org.offprint.platform.files.types.FileType;
import org.offprint.platform.http.filters.RequestLimiter;

/** Takes the bytes of files into the store, and finds out of which type they are. */
@ApplicationScoped
class FileReceiver {

    /** Each holds a thread, of which others need some. */
    private static final int AT_A_TIME = 64;

    private static final int WAIT_SECONDS = 10;
    private static final int BUFFER = 1 << 16;

    private final FileStore store;
    private final Duration patience;
    private final long largest;
    private final RequestLimiter limiter =
            new RequestLimiter("files are sent", AT_A_TIME, AT_A_TIME, WAIT_SECONDS * 1_000L, WAIT_SECONDS);

    FileReceiver(
            FileStore store,
            @ConfigProperty(name = "offprint.imports.patience") Duration patience,
            @ConfigProperty(name = "offprint.files.largest") int largest) {
        this.store = store;
        this.patience = patience;
        this.largest = (long) largest << 20;
    }

    /** Bytes of a body, however it is wrapped; -1 at the end. */
    @FunctionalInterface
    interface Source {
        int read(byte[] bytes) throws IOException;
    }

    /** Returns the most bytes that a file may have. */
    long largest() {
        return largest;
    }

    /** Returns a body whose client is given up when it hardly sends. */
    PatientBody patient(InputStream body) {
        return new PatientBody(body, patience);
    }

    /**
     * Stores the bytes of a file.
     *
     * @param name of the file, from which its type follows where its bytes leave that open
     * @param mediaType as the client states it; null for none
     * @throws org.offprint.kernel.faults.ProblemException 400 where the body is cut off, 408 where it hardly moves, 413 where
     *     it is too large, 422 where its type is refused, 503 where too many come at a time, 507 where there is no room
     */
    Content receive(Source body, String name, String mediaType) {
        return withPlace(() -> {
            try (Incoming incoming = store.begin(largest)) {
                try {
                    copy(body, incoming);
                } catch (IOException | RuntimeException e) {
                    incoming.discard();
                    throw e;
                }
                return kept(incoming, name, mediaType, content -> {});
            }
        });
    }

    /**
     * Makes the place of an upload that will have so many bytes, by which nodes that share the directory know it.
     *
     * @throws org.offprint.kernel.faults.ProblemException 507 where there is no room
     */
    void prepare(UUID upload, long length) {
        withPlace(() -> {
            store.begin(upload, length).close();
            return null;
        });
    }

    /** Reports whether the bytes of an upload come to this node, or to one that shares its directory. */
    boolean knows(UUID upload) {
        try {
            return store.received(upload).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Appends bytes to an upload that may be cut off, and go on later.
     *
     * @param offset where the client goes on
     * @param most the bytes that the whole upload has
     * @return the bytes that are here now
     * @throws org.offprint.kernel.faults.ProblemException 409 where the upload stands elsewhere, and as {@link #receive}
     */
    long append(UUID upload, long offset, long most, Source body) {
        return withPlace(() -> {
            try (Incoming incoming = resume(upload, most)) {
                if (incoming.size() != offset) {
                    throw elsewhere(incoming.size());
                }
                copy(body, incoming);
                return incoming.size();
            }
        });
    }

    /** 409 for bytes that do not follow those that are here. */
    static ProblemException elsewhere(long size) {
        return Problems.conflict("The upload goes on elsewhere", "It has " + size + " bytes by now.")
                .withHeader("Upload-Offset", Long.toString(size));
    }

    private Incoming resume(UUID upload, long most) throws IOException {
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
     * Stores an upload of which all is here.
     *
     * @param before is told what will be stored before the bytes leave the upload, so that neither is lost between them
     */
    Content keep(UUID upload, long length, String name, String mediaType, Consumer<Content> before) {
        return withPlace(() -> {
            try (Incoming incoming = resume(upload, length)) {
                if (incoming.size() != length) {
                    throw Problems.conflict(
                            "The upload is not complete", "It has " + incoming.size() + " of " + length + " bytes.");
                }
                return kept(incoming, name, mediaType, before);
            }
        });
    }

    /** Finds the type of what has come, and stores it unless that is refused. */
    private static Content kept(Incoming incoming, String name, String mediaType, Consumer<Content> before)
            throws IOException {
        FileType type = FileType.of(incoming.head(FileType.HEAD), name, mediaType);
        if (type.refusal().isPresent()) {
            incoming.discard();
            throw Problems.invalid(
                    "The file",
                    List.of(Finding.at("", "file-type", type.refusal().get())));
        }
        Content content = new Content(incoming.hash().value(), incoming.size(), type.mediaType());
        before.accept(content);
        incoming.keep();
        return content;
    }

    /** Deletes what was received of an upload. */
    void discard(UUID upload) {
        try (Incoming incoming = store.resume(upload, largest)) {
            incoming.discard();
        } catch (NoSuchFileException | FileBeingReceivedException e) {
            // Nothing has come, or something still comes: that is swept later.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reports whether the store has the bytes of this hash. */
    boolean has(String sha256) {
        try {
            return store.has(new Sha256(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how many bytes of an upload are here. */
    long received(UUID upload) {
        try {
            return store.received(upload).orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Source body, Incoming incoming) throws IOException {
        byte[] bytes = new byte[BUFFER];
        for (int read = body.read(bytes); read >= 0; read = body.read(bytes)) {
            incoming.write(bytes, 0, read);
        }
    }

    /** Work that takes bytes from a client. */
    @FunctionalInterface
    private interface Reception<T> {
        T receive() throws IOException;
    }

    private <T> T withPlace(Reception<T> reception) {
        return limiter.within(() -> received(reception));
    }

    private <T> T received(Reception<T> reception) {
        try {
            return reception.receive();
        } catch (BodyException e) {
            throw Problems.of(400, "bad-request", "The body was cut off", e.getMessage());
        } catch (FileTooLargeException e) {
            throw Problems.tooLarge(largest);
        } catch (InsufficientStorageException e) {
            throw Problems.noRoom();
        } catch (FileBeingReceivedException e) {
            throw Problems.conflict("The upload is being written", "Another request sends bytes of it at this moment.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
