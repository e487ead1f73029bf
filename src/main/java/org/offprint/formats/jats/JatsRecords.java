package org.offprint.formats.jats;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.offprint.formats.jats.texts.JatsStatementsReader;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.xml.XmlElement;
import org.offprint.formats.xml.XmlReader;

/** Reads the articles of a JATS file. A file with a single article is stored unchanged with the record. */
final class JatsRecords implements ImportRecords {

    /**
     * JATS elements that are reported without their content, which remains in the stored JATS file. Only statements are
     * read from their content.
     */
    private static final Set<String> UNREAD = Set.of("body", "floats-group", "floats-wrap");

    /**
     * Maximum size of a JATS file that is stored, in bytes. The maximum is lower on a small heap, because the bytes are
     * in memory twice until the file is stored.
     */
    private static final int MAX_STORED_BYTES =
            (int) Math.min(32 << 20, Runtime.getRuntime().maxMemory() / 16);

    private final RecordingStream recording;
    private final XmlReader xml;
    private final boolean isOne;
    private boolean started;

    JatsRecords(InputStream file) throws IOException {
        recording = new RecordingStream(file);
        xml = new XmlReader(recording, UNREAD, "sec", JatsStatementsReader::isStatement);
        isOne = xml.root().equals("article");
        if (!isOne) {
            recording.stop();
        }
    }

    @Override
    public ImportRecord next() {
        boolean isFirst = !started;
        started = true;
        long line = xml.line();
        XmlElement article = isOne && isFirst ? xml.element() : xml.next(Set.of("article"));
        if (article == null) {
            return null;
        }
        byte[] source = isOne ? recording.rest() : null;
        return JatsArticleReader.read(article, isOne ? line : article.line(), source);
    }

    @Override
    public void close() {
        xml.close();
    }

    /** Stream that records all bytes that are read from it. */
    private static final class RecordingStream extends FilterInputStream {

        private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        RecordingStream(InputStream file) {
            super(file);
        }

        void stop() {
            bytes = null;
        }

        /** Reads the file to its end and returns all bytes of the file, or null if recording was stopped. */
        byte[] rest() {
            try {
                byte[] buffer = new byte[1 << 13];
                while (read(buffer, 0, buffer.length) >= 0) {
                    // Nothing to do, because read() records the bytes.
                }
                byte[] all = bytes == null ? null : bytes.toByteArray();
                bytes = null;
                return all;
            } catch (IOException e) {
                throw UnreadableException.of(e, 0);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            if (bytes != null && count > 0) {
                bytes.write(buffer, offset, count);
                if (bytes.size() > MAX_STORED_BYTES) {
                    throw new UnreadableException("The article is larger than " + (MAX_STORED_BYTES >> 20) + " MB.", 0);
                }
            }
            return count;
        }
    }
}
