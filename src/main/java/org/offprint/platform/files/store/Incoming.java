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
 * A file on its way into the store: takes bytes, counts them and hashes them, and is kept or discarded at the end.
 * Closed without either, it stays as it is and can be resumed where it stopped ({@link FileStore#resume}). Not for
 * several threads at once.
 */
public final class Incoming extends OutputStream {

    /** Room on the disk is asked for so often. */
    private static final long BETWEEN_LOOKS = 16L << 20;
    /** Bytes that are written at a time; the JDK copies them out of the heap first, and keeps that room. */
    private static final int PIECE = 1 << 16;

    /** Gives a finished file its place in the store; the file is gone from its former place afterwards. */
    interface Place {
        void put(Path file, Sha256 hash, long size) throws IOException;
    }

    private final UUID upload;
    private final Path file;
    private final FileChannel channel;
    private final long most;
    private final FreeSpace free;
    private final Place place;

    /** Null where there were bytes before: these are read once, at the end. */
    private final MessageDigest digest;

    private long size;
    private long looked;
    private boolean isDirty;
    /** Of all bytes; null until it is asked for. */
    private Sha256 hash;

    /** @param channel locked, so that nobody else has it; closed with this */
    Incoming(UUID upload, Path file, FileChannel channel, long most, FreeSpace free, Place place) throws IOException {
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

    /** Returns the name by which it can be resumed. */
    public UUID upload() {
        return upload;
    }

    /** Returns the bytes that it has: where an upload goes on. */
    public long size() {
        return size;
    }

    /**
     * Appends bytes.
     *
     * @throws FileTooLargeException before any of these bytes is written
     * @throws InsufficientStorageException where the disk is full; some of the bytes may have been written
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
     * Returns the hash of a file that is complete: nothing can be appended afterwards.
     *
     * @throws IOException where the disk fails
     */
    public Sha256 hash() throws IOException {
        if (hash == null) {
            force();
            hash = digest == null ? read() : Sha256.of(digest);
        }
        return hash;
    }

    /** Appends what remains in a buffer, as {@link #write(byte[], int, int)}. */
    public void write(ByteBuffer bytes) throws IOException {
        if (hash != null) {
            throw new IllegalStateException("The file is complete.");
        }
        if (bytes.remaining() > most - size) {
            throw new FileTooLargeException(most);
        }
        if (size + bytes.remaining() - looked > BETWEEN_LOOKS) {
            free.require(bytes.remaining());
            looked = size;
        }
        ByteBuffer rest = bytes.slice();
        while (rest.hasRemaining()) {
            ByteBuffer piece = rest.slice(rest.position(), Math.min(PIECE, rest.remaining()));
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

    /** Returns the first bytes, at most so many, by which the type of the file is found. */
    public byte[] head(int most) throws IOException {
        ByteBuffer head = ByteBuffer.allocate((int) Math.min(most, size));
        while (head.hasRemaining() && channel.read(head, head.position()) >= 0) {
            // Until all are read.
        }
        return Arrays.copyOf(head.array(), head.position());
    }

    /**
     * Stores the file under its hash, safe from a loss of power, and closes this. Where the store has these bytes
     * already, they are replaced by the same, which mends them where they were damaged and makes them new to whoever
     * sweeps. Where this fails, the upload is as before and can be resumed.
     */
    public StoredBytes keep() throws IOException {
        return keep(null);
    }

    /**
     * Stores the file as {@link #keep()}, if it has this hash.
     *
     * @param expected null for any
     * @throws HashMismatchException where it has another one; the upload is as before then
     */
    public StoredBytes keep(Sha256 expected) throws IOException {
        try (this) {
            Sha256 found = hash();
            if (expected != null && !expected.equals(found)) {
                throw new HashMismatchException(expected, found);
            }
            // Still locked: whoever waited for it must not write into what has its final name.
            place.put(file, found, size);
            return new StoredBytes(found, size);
        }
    }

    private Sha256 read() throws IOException {
        MessageDigest whole = DigestUtils.getSha256Digest();
        ByteBuffer buffer = ByteBuffer.allocate(PIECE);
        for (long at = 0; at < size; ) {
            int length = channel.read(buffer.clear(), at);
            if (length < 0) {
                throw new IOException("An upload is shorter than it was.");
            }
            whole.update(buffer.flip());
            at += length;
        }
        return Sha256.of(whole);
    }

    /** Deletes what was received and closes this. */
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

    /** Ends writing; what was received is safe from a loss of power and stays, unless it was kept or discarded. */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (channel.isOpen()) {
                force();
            }
        }
    }
}
