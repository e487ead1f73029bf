package org.offprint.formats.endnote;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.text.TaggedRecord;
import org.offprint.formats.text.TextLines;

/**
 * Import format for the tagged EndNote format, also known as Refer. A line consists of a tag (a percent sign and a
 * character) and a field value. A line without a tag continues the previous line.
 */
public final class ReferFormat implements ImportFormat {

    /** Pattern for the start of a Refer file: a reference type, or two lines that each begin with a tag. */
    private static final Pattern BEGIN =
            Pattern.compile("(?s)\\s*+%(?:0 {1,3}\\p{L}.*|[A-Z] {1,3}\\S[^\\n]*\\n%[A-Z0-9@] {1,3}\\S.*)");

    @Override
    public String name() {
        return "refer";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/x-endnote-refer");
    }

    @Override
    public boolean recognizes(FileHead head) {
        return BEGIN.matcher(head.text()).matches();
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        return new Records(new TextLines(file));
    }

    /**
     * Splits a Refer file into records. A record begins with its reference type. In files without reference types, an
     * empty line ends a record.
     */
    private static final class Records implements ImportRecords {

        private static final String TYPE = "%0";

        private final TextLines lines;
        /**
         * First line of the next record, if it has already been read; otherwise null. The field {@code begin} contains
         * the line number.
         */
        private String next;

        private long begin;
        private boolean hasTypes;

        Records(TextLines lines) {
            this.lines = lines;
        }

        @Override
        public ImportRecord next() {
            TaggedRecord record = new TaggedRecord(next == null ? 0 : begin);
            if (next != null) {
                add(next, record);
                next = null;
            }
            boolean isAfterBlank = false;
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!isTagged(line)) {
                    record.continueWith(line);
                    isAfterBlank = line.isBlank();
                    continue;
                }
                long here = Math.max(1, lines.line() - 1);
                hasTypes |= record.isEmpty() && line.startsWith(TYPE);
                if (!record.isEmpty() && (line.startsWith(TYPE) || isAfterBlank && !hasTypes)) {
                    next = line;
                    begin = here;
                    return new ReferRecordReader(record).read();
                }
                record = record.isEmpty() ? new TaggedRecord(here) : record;
                add(line, record);
                isAfterBlank = false;
            }
            return record.isEmpty() ? null : new ReferRecordReader(record).read();
        }

        private static boolean isTagged(String line) {
            return line.length() > 1
                    && line.charAt(0) == '%'
                    && line.charAt(1) > ' '
                    && (line.length() == 2 || Character.isWhitespace(line.charAt(2)));
        }

        private static void add(String line, TaggedRecord record) {
            record.add(line.substring(0, 2), line.substring(2).strip());
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
