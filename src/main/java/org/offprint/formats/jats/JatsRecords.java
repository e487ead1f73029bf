package org.offprint.formats.jats;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.xml.XmlElement;
import org.offprint.formats.xml.XmlReader;

/** The articles of a file. Where it is one article, the file is kept as it is. */
final class JatsRecords implements ImportRecords {

    /** Of these it is told that they are there; their text is kept in the file. */
    private static final Set<String> UNREAD = Set.of("body", "floats-group", "floats-wrap");

    /** In bytes; less where there is little memory: the bytes are in it twice before they are stored. */
    private static final int LARGEST_KEPT =
            (int) Math.min(32 << 20, Runtime.getRuntime().maxMemory() / 16);

    private final Kept kept;
    private final XmlReader xml;
    private final boolean isOne;
    private boolean begun;

    JatsRecords(InputStream file) throws IOException {
        kept = new Kept(file);
        xml = new XmlReader(kept, UNREAD);
        isOne = xml.root().equals("article");
        if (!isOne) {
            kept.stop();
        }
    }

    @Override
    public ImportRecord next() {
        boolean isFirst = !begun;
        begun = true;
        long line = xml.line();
        XmlElement article = isOne && isFirst ? xml.element() : xml.next(Set.of("article"));
        if (article == null) {
            return null;
        }
        byte[] source = isOne ? kept.rest() : null;
        return JatsArticleReader.read(article, isOne ? line : article.line(), source);
    }

    @Override
    public void close() {
        xml.close();
    }

    /** Keeps what is read through it. */
    private static final class Kept extends FilterInputStream {

        private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Kept(InputStream file) {
            super(file);
        }

        void stop() {
            bytes = null;
        }

        /** All of it, what was not read yet included; null where it is not kept. */
        byte[] rest() {
            try {
                byte[] buffer = new byte[1 << 13];
                while (read(buffer, 0, buffer.length) >= 0) {
                    // Reading keeps it.
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
                if (bytes.size() > LARGEST_KEPT) {
                    throw new UnreadableException("The article is larger than " + (LARGEST_KEPT >> 20) + " MB.", 0);
                }
            }
            return count;
        }
    }
}
