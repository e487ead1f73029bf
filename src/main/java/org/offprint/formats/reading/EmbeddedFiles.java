package org.offprint.formats.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.offprint.platform.files.store.FileStore;
import org.offprint.platform.files.store.FileTooLargeException;
import org.offprint.platform.files.store.Incoming;
import org.offprint.platform.files.store.InsufficientStorageException;
import org.offprint.platform.files.store.StoredBytes;
import org.offprint.platform.files.types.FileType;

/**
 * The files that are embedded in a file of records, in Base64 (RFC 4648, section 4): stored while that is read, a piece at
 * a time, before anything names them.
 */
public final class EmbeddedFiles {

    /** Takes none: what is embedded is passed over. */
    public static final EmbeddedFiles NONE = new EmbeddedFiles(null, 0);

    /** Stands for the hash where nothing is stored. */
    private static final String NO_HASH = "0".repeat(64);

    private final FileStore store;
    private final long largest;
    private Set<String> hashes = new HashSet<>();

    /**
     * @param store null where files are only looked at
     * @param largest the bytes that a file may have
     */
    public EmbeddedFiles(FileStore store, long largest) {
        this.store = store;
        this.largest = largest;
    }

    /** Reports whether files are wanted at all. */
    public boolean areTaken() {
        return largest > 0;
    }

    /** Returns the hashes of the files that came since this was asked last. */
    public Set<String> take() {
        Set<String> come = hashes;
        hashes = new HashSet<>();
        return come;
    }

    /**
     * A file that has come.
     *
     * @param refusal why it is not taken; null where it is
     */
    public record Embedded(String sha256, long size, String mediaType, String refusal) {

        static Embedded refused(String reason) {
            return new Embedded(null, 0, null, reason);
        }
    }

    /** Begins a file; {@link Receiver#end} must be called. */
    public Receiver begin() {
        return new Receiver();
    }

    /** A file while its text comes. */
    public final class Receiver {

        private final char[] group = new char[4];
        private final byte[] bytes = new byte[12_288];
        private final ByteArrayOutputStream head = new ByteArrayOutputStream();
        private Incoming incoming;
        private int inGroup;
        private int count;
        private long size;
        private boolean isPadded;
        private String refusal;

        /** Takes some of the text; blanks and ends of lines are passed over. */
        public void write(char[] text, int from, int length) throws IOException {
            for (int i = from; i < from + length && refusal == null; i++) {
                char c = text[i];
                if (c > ' ') {
                    group[inGroup++] = c;
                    if (inGroup == group.length) {
                        decode();
                    }
                }
            }
        }

        private void decode() throws IOException {
            inGroup = 0;
            try {
                byte[] three = Base64.getDecoder().decode(new String(group));
                if (isPadded) {
                    throw new IllegalArgumentException("Something follows the padding");
                }
                isPadded = three.length < 3;
                System.arraycopy(three, 0, bytes, count, three.length);
                count += three.length;
            } catch (IllegalArgumentException e) {
                refuse("It is no Base64.");
                return;
            }
            if (count > bytes.length - 3) {
                flush();
            }
        }

        private void flush() throws IOException {
            size += count;
            if (size > largest) {
                refuse("It is larger than files may be here.");
                return;
            }
            head.write(bytes, 0, Math.min(count, FileType.HEAD - Math.min(FileType.HEAD, head.size())));
            if (store != null) {
                try {
                    incoming = incoming == null ? store.begin(largest) : incoming;
                    incoming.write(bytes, 0, count);
                } catch (FileTooLargeException e) {
                    refuse("It is larger than files may be here.");
                } catch (InsufficientStorageException e) {
                    refuse("");
                    throw new UnreadableException("There is no room for the files within.", 0);
                }
            }
            count = 0;
        }

        private void refuse(String reason) throws IOException {
            refusal = reason;
            count = 0;
            if (incoming != null) {
                incoming.discard();
                incoming = null;
            }
        }

        /**
         * Stores the file.
         *
         * @param name by which its type is found where its bytes leave that open
         */
        public Embedded end(String name) throws IOException {
            if (refusal == null && inGroup > 0) {
                // The padding may be left out.
                Arrays.fill(group, inGroup, group.length, '=');
                decode();
            }
            if (refusal == null) {
                flush();
            }
            if (refusal == null) {
                FileType type = FileType.of(head.toByteArray(), name, null);
                if (type.refusal().isPresent() || size == 0) {
                    refuse(type.refusal().orElse("It is empty."));
                } else {
                    String hash = NO_HASH;
                    if (incoming != null) {
                        StoredBytes stored = incoming.keep();
                        hash = stored.hash().value();
                    }
                    hashes.add(hash);
                    return new Embedded(hash, size, type.mediaType(), null);
                }
            }
            return Embedded.refused(refusal);
        }

        /** Forgets what has come, where the rest does not. */
        public void giveUp() {
            try {
                refuse("");
            } catch (IOException e) {
                // What was being received is swept later.
            }
        }
    }
}
