package org.offprint.platform.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.apache.commons.codec.digest.DigestUtils;

/** Reads stored files completely and compares them with their hashes, because disks can lose data silently. */
public final class FileCheck {

    private final FileStore store;
    private final byte[] buffer = new byte[1 << 16];

    public FileCheck(FileStore store) {
        this.store = store;
    }

    /** Fault of a stored file, with an error message. */
    public record Fault(Sha256 hash, Kind kind, String message) {

        public enum Kind {
            /** The content of the file differs from the content that was stored. */
            DAMAGED,
            /** The file store does not have the file. */
            MISSING,
            /** The store has the file but is currently unable to read it. */
            UNREADABLE
        }
    }

    /**
     * Checks whether a stored file is intact. The method is not thread-safe.
     *
     * @return fault of the file, or empty if it is intact
     */
    public Optional<Fault> check(Sha256 hash) {
        return check(hash, read -> {});
    }

    /**
     * Checks whether a stored file is intact. The method is not thread-safe.
     *
     * @param pace called with the size of each chunk; may block to limit the read rate
     * @return fault of the file, or empty if it is intact
     */
    public Optional<Fault> check(Sha256 hash, IntConsumer pace) {
        long size = 0;
        MessageDigest digest = DigestUtils.getSha256Digest();
        try (InputStream in = store.open(hash)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
                pace.accept(read);
            }
        } catch (NoSuchFileException e) {
            return fault(hash, Fault.Kind.MISSING, "is not in the store");
        } catch (IOException e) {
            return fault(hash, Fault.Kind.UNREADABLE, "cannot be read: " + e.getMessage());
        }
        Sha256 found = Sha256.of(digest);
        return found.equals(hash)
                ? Optional.empty()
                : fault(hash, Fault.Kind.DAMAGED, "is damaged: its " + size + " bytes have the hash " + found);
    }

    private static Optional<Fault> fault(Sha256 hash, Fault.Kind kind, String message) {
        return Optional.of(new Fault(hash, kind, "The file " + hash + " " + message + "."));
    }
}
