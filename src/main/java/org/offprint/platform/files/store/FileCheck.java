package org.offprint.platform.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.apache.commons.codec.digest.DigestUtils;

/** Reads files of a store to their end and compares them with their hash: disks lose bits without a word. */
public final class FileCheck {

    private final FileStore store;
    private final byte[] buffer = new byte[1 << 16];

    public FileCheck(FileStore store) {
        this.store = store;
    }

    /** A file that is not as it should be. */
    public record Fault(Sha256 hash, Kind kind, String message) {

        public enum Kind {
            /** Other bytes than those that were stored. */
            DAMAGED,
            /** The store does not have it. */
            MISSING,
            /** The store has it and cannot read it now. */
            UNREADABLE
        }
    }

    /**
     * Reads one file; not for several threads at once.
     *
     * @return empty where it is as it was stored
     */
    public Optional<Fault> check(Sha256 hash) {
        return check(hash, read -> {});
    }

    /**
     * Reads one file; not for several threads at once.
     *
     * @param pace is told of each piece how many bytes it has, and may wait
     * @return empty where it is as it was stored
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
