package org.offprint.imports.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.offprint.formats.ImportFormats;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.UnreadableException;

/** One file of records, opened: decompressed, and with its beginning looked at. */
public final class UploadPart implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final InputStream content;
    private final FileHead head;

    private UploadPart(InputStream content, FileHead head) {
        this.content = content;
        this.head = head;
    }

    /**
     * Opens a file, compressed or not.
     *
     * @param name null where it is not known
     * @throws UnreadableException where it holds nothing
     */
    static UploadPart open(InputStream raw, String name, ExpansionLimit expansion) throws IOException {
        PushbackInputStream start = new PushbackInputStream(new BufferedInputStream(raw, BUFFER), 2);
        byte[] magic = start.readNBytes(2);
        start.unread(magic);
        boolean gzip = magic.length == 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B;
        InputStream plain = gzip ? expansion.count(new GzipMembers(start)) : start;
        PushbackInputStream content = new PushbackInputStream(plain, FileHead.LENGTH);
        byte[] first = beginning(content);
        UploadPart part = new UploadPart(
                content, new FileHead(first, name == null || !gzip ? name : name.replaceFirst("(?i)\\.gz$", "")));
        part.refuseEmpty(gzip);
        return part;
    }

    /** Rejects an empty file, which is of every format, and of none. */
    private void refuseEmpty(boolean gzip) throws IOException {
        if (head.bytes().length < FileHead.LENGTH && head.text().isBlank()) {
            content.close();
            String what = gzip ? "What is compressed in the file" : "The file";
            throw new UnreadableException(
                    what + (head.bytes().length == 0 ? " is empty." : " holds nothing but blanks."), 0);
        }
    }

    /** Returns as much as there is: a later cut is reported then. */
    private static byte[] beginning(PushbackInputStream content) throws IOException {
        byte[] first = content.readNBytes(FileHead.LENGTH);
        content.unread(first);
        return first;
    }

    /** Opens the content from its beginning. */
    public InputStream content() {
        return content;
    }

    /** The format that it is in by its content. */
    public Optional<ImportFormat> format() {
        return ImportFormats.of(head);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    /**
     * The content of a file in gzip, of one member or several (RFC 1952, section 2.2). The platform's stream calls itself
     * at the end of each member, which takes a frame of the stack for each one that is empty.
     */
    private static final class GzipMembers extends GZIPInputStream {

        private boolean isReading;

        GzipMembers(InputStream compressed) throws IOException {
            super(compressed, BUFFER);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (isReading || length == 0) {
                // Nothing of the next member yet: the loop below goes on.
                return 0;
            }
            isReading = true;
            try {
                int count;
                do {
                    count = super.read(bytes, offset, length);
                } while (count == 0);
                return count;
            } finally {
                isReading = false;
            }
        }
    }
}
