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

/**
 * Open record file, which is decompressed on the fly. The beginning of the file has been read to detect the import
 * format.
 */
public final class UploadPart implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final InputStream content;
    private final FileHead head;

    private UploadPart(InputStream content, FileHead head) {
        this.content = content;
        this.head = head;
    }

    /**
     * Opens a record file, which may be compressed.
     *
     * @param name file name; null if unknown
     * @throws UnreadableException if the file is empty
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

    /**
     * Checks that the record file has content, because the import format of an empty file cannot be detected.
     *
     * @throws UnreadableException if the file is empty or contains only whitespace
     */
    private void refuseEmpty(boolean gzip) throws IOException {
        if (head.bytes().length < FileHead.LENGTH && head.text().isBlank()) {
            content.close();
            String what = gzip ? "The decompressed file" : "The file";
            throw new UnreadableException(
                    what + (head.bytes().length == 0 ? " is empty." : " contains only whitespace."), 0);
        }
    }

    /** Returns the beginning of a record file. If the file is truncated, the error is reported later. */
    private static byte[] beginning(PushbackInputStream content) throws IOException {
        byte[] first = content.readNBytes(FileHead.LENGTH);
        content.unread(first);
        return first;
    }

    /** Returns the content of the record file from its beginning. */
    public InputStream content() {
        return content;
    }

    /** Returns the import format that was detected from the content of the record file. */
    public Optional<ImportFormat> format() {
        return ImportFormats.of(head);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    /**
     * Stream of a gzip file with one or several members (RFC 1952, section 2.2). The JDK's stream calls itself
     * recursively at the end of each member, so many empty members would overflow the stack.
     */
    private static final class GzipMembers extends GZIPInputStream {

        private boolean isReading;

        GzipMembers(InputStream compressed) throws IOException {
            super(compressed, BUFFER);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (isReading || length == 0) {
                // The JDK calls this method recursively at the end of a gzip member. Return no data, so that the loop
                // below continues with the next member.
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
