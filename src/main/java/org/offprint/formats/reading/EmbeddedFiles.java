package org.offprint.formats.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.offprint.platform.files.store.FileStore;
import org.offprint.platform.files.store.FileTooLargeException;
import org.offprint.platform.files.store.IncomingFile;
import org.offprint.platform.files.store.InsufficientStorageException;
import org.offprint.platform.files.store.StoredBytes;
import org.offprint.platform.files.types.FileType;

/**
 * Files that are embedded in an import file in Base64 (RFC 4648, section 4). Embedded files are stored in chunks while
 * the import file is read. A record can refer to an embedded file only after the file is stored.
 */
public final class EmbeddedFiles {

    /** Receiver that skips all embedded files. */
    public static final EmbeddedFiles NONE = new EmbeddedFiles(null, 0);

    /** Placeholder for the hash of an embedded file that is not stored. */
    private static final String NO_HASH = "0".repeat(64);

    private final FileStore store;
    private final long maxBytes;
    private Set<String> hashes = new HashSet<>();

    /**
     * Creates a receiver of embedded files.
     *
     * @param store file store; null if files are only inspected
     * @param largest maximum size of an embedded file, in bytes
     */
    public EmbeddedFiles(FileStore store, long largest) {
        this.store = store;
        this.maxBytes = largest;
    }

    /** Returns whether the embedded files of an import file are processed. */
    public boolean isEnabled() {
        return maxBytes > 0;
    }

    /** Returns the hashes of the embedded files that were received since the last call. */
    public Set<String> takeHashes() {
        Set<String> come = hashes;
        hashes = new HashSet<>();
        return come;
    }

    /**
     * Embedded file from an import file.
     *
     * @param refusal reason why the file was rejected; null if it was accepted
     */
    public record EmbeddedFile(String sha256, long size, String mediaType, String refusal) {

        static EmbeddedFile refused(String reason) {
            return new EmbeddedFile(null, 0, null, reason);
        }
    }

    /** Starts receiving an embedded file. The caller must call {@link Receiver#end}. */
    public Receiver begin() {
        return new Receiver();
    }

    /** Decodes an embedded file while its Base64 text is being read. */
    public final class Receiver {

        private final char[] group = new char[4];
        private final byte[] bytes = new byte[12_288];
        private final ByteArrayOutputStream head = new ByteArrayOutputStream();
        private IncomingFile incoming;
        private int inGroup;
        private int count;
        private long size;
        private boolean isPadded;
        private String refusal;

        /** Receives a chunk of Base64 text. Spaces and line breaks are ignored. */
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
                    throw new IllegalArgumentException("There is data after the padding.");
                }
                isPadded = three.length < 3;
                System.arraycopy(three, 0, bytes, count, three.length);
                count += three.length;
            } catch (IllegalArgumentException e) {
                refuse("The file is not valid Base64.");
                return;
            }
            if (count > bytes.length - 3) {
                flush();
            }
        }

        private void flush() throws IOException {
            size += count;
            if (size > maxBytes) {
                refuse("The file exceeds the size limit of this service.");
                return;
            }
            head.write(bytes, 0, Math.min(count, FileType.HEAD_BYTES - Math.min(FileType.HEAD_BYTES, head.size())));
            if (store != null) {
                try {
                    incoming = incoming == null ? store.begin(maxBytes) : incoming;
                    incoming.write(bytes, 0, count);
                } catch (FileTooLargeException e) {
                    refuse("The file exceeds the size limit of this service.");
                } catch (InsufficientStorageException e) {
                    refuse("");
                    throw new UnreadableException(
                            "There is not enough storage for the embedded files. Ask the operator of the service to"
                                    + " add storage.",
                            0);
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
         * Stores the embedded file.
         *
         * @param name file name, which determines the media type if the content is ambiguous
         */
        public EmbeddedFile end(String name) throws IOException {
            if (refusal == null && inGroup > 0) {
                // The padding of Base64 text may be missing.
                Arrays.fill(group, inGroup, group.length, '=');
                decode();
            }
            if (refusal == null) {
                flush();
            }
            if (refusal == null) {
                FileType type = FileType.of(head.toByteArray(), name, null);
                if (type.refusal().isPresent() || size == 0) {
                    refuse(type.refusal().orElse("The file is empty."));
                } else {
                    String hash = NO_HASH;
                    if (incoming != null) {
                        StoredBytes stored = incoming.store();
                        hash = stored.hash().value();
                    }
                    hashes.add(hash);
                    return new EmbeddedFile(hash, size, type.mediaType(), null);
                }
            }
            return EmbeddedFile.refused(refusal);
        }

        /** Discards the received bytes of an embedded file whose remaining bytes are missing. */
        public void discard() {
            try {
                refuse("");
            } catch (IOException e) {
                // A later cleanup removes the remaining bytes.
            }
        }
    }
}
