package org.offprint.formats.webofscience;

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
 * Import format for Web of Science plain text, formerly the ISI export format. Each line has a two-letter tag and a
 * value. Lines that begin with spaces continue the preceding value.
 */
public final class WebOfScienceFormat implements ImportFormat {

    private static final Pattern BEGIN =
            Pattern.compile("(?s)\\s*+(?:FN [^\\n]{0,200}\\nVR \\d.*|PT [A-Z][ \\t]*+\\n[A-Z][A-Z0-9] \\S.*)");

    @Override
    public String name() {
        return "wos";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/x-inst-for-scientific-info");
    }

    @Override
    public boolean recognizes(FileHead head) {
        return BEGIN.matcher(head.text().replace("\r\n", "\n")).matches();
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        return new Records(new TextLines(file));
    }

    /**
     * Reads the records of a Web of Science file. A record ends with the tag ER, or at the start of the next record.
     */
    private static final class Records implements ImportRecords {

        private final TextLines lines;
        /** First line of the next record, if the previous record ended without the tag ER; otherwise null. */
        private String next;

        private long begin;

        Records(TextLines lines) {
            this.lines = lines;
        }

        @Override
        public ImportRecord next() {
            TaggedRecord record = new TaggedRecord(begin);
            if (next != null) {
                add(next, record);
                next = null;
            }
            for (String line = lines.next(); line != null; line = lines.next()) {
                String tag = tag(line);
                if (tag == null) {
                    record.continueWith(line);
                    continue;
                }
                long here = Math.max(1, lines.line() - 1);
                boolean isEnd = tag.equals("ER") || tag.equals("EF");
                if (!record.isEmpty() && (isEnd || tag.equals("PT"))) {
                    next = isEnd ? null : line;
                    begin = here;
                    return new WebOfScienceRecordReader(record).read();
                }
                // Lines before the first record of a Web of Science file describe the file.
                boolean isOfFile = record.isEmpty() && (tag.equals("FN") || tag.equals("VR"));
                if (!isEnd && !isOfFile) {
                    record = record.isEmpty() ? new TaggedRecord(here) : record;
                    add(line, record);
                }
            }
            return record.isEmpty() ? null : new WebOfScienceRecordReader(record).read();
        }

        /** Returns the tag at the start of a line, or null if the line continues the preceding value. */
        private static String tag(String line) {
            boolean isTag = line.length() > 1
                    && isLetter(line.charAt(0))
                    && (isLetter(line.charAt(1)) || Character.isDigit(line.charAt(1)))
                    && (line.length() == 2 || line.charAt(2) == ' ');
            return isTag ? line.substring(0, 2) : null;
        }

        private static boolean isLetter(char c) {
            return c >= 'A' && c <= 'Z';
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
