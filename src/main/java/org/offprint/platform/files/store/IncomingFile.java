package org.offprint.platform.files.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * File upload in progress, which receives, counts and hashes bytes until it is stored or discarded. An upload that is
 * closed before its end can be resumed at its current size ({@link FileStore#resume}). Instances are not thread-safe.
 */
public final class IncomingFile extends OutputStream {

    /** Number of bytes written between two checks of the free disk space. */
    private static final long SPACE_CHECK_BYTES = 16L << 20;
    /** Maximum number of bytes per write. The JDK copies each write to off-heap memory, which it never releases. */
    private static final int CHUNK_BYTES = 1 << 16;

    /** Moves an uploaded file into the store and deletes its original. */
    interface Destination {
        void put(Path file, Sha256 hash, long size) throws IOException;
    }

    private final UUID upload;
    private final Path file;
    private final FileChannel channel;
    private final long most;
    private final FreeSpace free;
    private final Destination place;

    /** Digest of the uploaded bytes; null for a resumed upload, whose content is read once at the end. */
    private final MessageDigest digest;

    private long size;
    private long looked;
    private boolean isDirty;
    /** Hash of the complete file; null until it is computed. */
    private Sha256 hash;

    /**
     * Creates an upload.
     *
     * @param channel channel of the file, locked for exclusive use; closed with this object
     */
    IncomingFile(UUID upload, Path file, FileChannel channel, long most, FreeSpace free, Destination place)
            throws IOException {
        this.upload = upload;
        this.file = file;
        this.channel = channel;
        this.most = most;
        this.free = free;
        this.place = place;
        size = channel.size();
        looked = size;
        channel.position(size);
        digest = size == 0 ? DigestUtils.getSha256Digest() : null;
    }

    /** Returns the id by which the upload can be resumed. */
    public UUID upload() {
        return upload;
    }

    /** Returns the number of bytes received, which is the offset at which the upload can be resumed. */
    public long size() {
        return size;
    }

    /**
     * Appends bytes to the upload.
     *
     * @throws FileTooLargeException if the maximum size would be exceeded; in this case, none of the bytes are written
     * @throws InsufficientStorageException if the disk is full; in this case, some of the bytes may have been written
     */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        write(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    /**
     * Returns the hash of the complete file. No bytes can be appended after this call.
     *
     * @throws IOException if the disk fails
     */
    public Sha256 hash() throws IOException {
        if (hash == null) {
            force();
            hash = digest == null ? read() : Sha256.of(digest);
        }
        return hash;
    }

    /** Appends the remaining bytes of a buffer to the upload, like {@link #write(byte[], int, int)}. */
    public void write(ByteBuffer bytes) throws IOException {
        if (hash != null) {
            throw new IllegalStateException("The file is complete, so no bytes can be appended.");
        }
        if (bytes.remaining() > most - size) {
            throw new FileTooLargeException(most);
        }
        if (size + bytes.remaining() - looked > SPACE_CHECK_BYTES) {
            free.require(bytes.remaining());
            looked = size;
        }
        ByteBuffer rest = bytes.slice();
        while (rest.hasRemaining()) {
            ByteBuffer piece = rest.slice(rest.position(), Math.min(CHUNK_BYTES, rest.remaining()));
            int written;
            try {
                written = channel.write(piece);
            } catch (IOException e) {
                throw free.explain(e);
            }
            isDirty = true;
            size += written;
            if (digest != null) {
                digest.update(piece.flip());
            }
            rest.position(rest.position() + written);
        }
        bytes.position(bytes.limit());
    }

    /**
     * Returns the first bytes of the upload, from which the file type can be detected.
     *
     * @param most maximum number of bytes to return
     */
    public byte[] head(int most) throws IOException {
        ByteBuffer head = ByteBuffer.allocate((int) Math.min(most, size));
        while (head.hasRemaining() && channel.read(head, head.position()) >= 0) {
            // A single read may return fewer bytes than requested.
        }
        return Arrays.copyOf(head.array(), head.position());
    }

    /**
     * Stores the uploaded file durably under its hash and closes this upload. A file with the same hash in the store is
     * replaced. The replacement repairs a damaged file and renews its modification time, so that the cleanup keeps the
     * file. If storing fails, the upload is unchanged and can be resumed.
     */
    public StoredBytes store() throws IOException {
        return store(null);
    }

    /**
     * Stores the uploaded file like {@link #store()} if it has the expected hash.
     *
     * @param expected expected hash; null to accept any hash
     * @throws HashMismatchException if the hash differs; in this case, the upload is unchanged
     */
    public StoredBytes store(Sha256 expected) throws IOException {
        try (this) {
            Sha256 found = hash();
            if (expected != null && !expected.equals(found)) {
                throw new HashMismatchException(expected, found);
            }
            // The file remains locked during the move, because a waiting writer must not write to the stored file.
            place.put(file, found, size);
            return new StoredBytes(found, size);
        }
    }

    private Sha256 read() throws IOException {
        MessageDigest whole = DigestUtils.getSha256Digest();
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES);
        for (long at = 0; at < size; ) {
            int length = channel.read(buffer.clear(), at);
            if (length < 0) {
                throw new IOException("The uploaded file was truncated while it was being read");
            }
            whole.update(buffer.flip());
            at += length;
        }
        return Sha256.of(whole);
    }

    /** Deletes the received bytes and closes the upload. */
    public void discard() throws IOException {
        isDirty = false;
        try (this) {
            Files.deleteIfExists(file);
        }
    }

    private void force() throws IOException {
        if (isDirty) {
            try {
                channel.force(true);
            } catch (IOException e) {
                throw free.explain(e);
            }
            isDirty = false;
        }
    }

    /**
     * Closes the upload. If the upload was neither stored nor discarded, it remains available with all bytes received.
     */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (channel.isOpen()) {
                force();
            }
        }
    }
}
