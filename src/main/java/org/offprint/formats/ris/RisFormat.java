package org.offprint.formats.ris;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.text.TaggedRecord;
import org.offprint.formats.text.TextLines;

/** Import format for RIS as written by reference managers. A line without a tag continues the preceding line. */
public final class RisFormat implements ImportFormat {

    private static final Pattern LINE =
            Pattern.compile("\\s{0,12}([A-Z][A-Z0-9])\\s{1,3}-(?:\\s(.*))?", Pattern.DOTALL);
    /**
     * Pattern for the start of the first RIS record. A few lines in which a provider describes itself may precede it.
     * The lines about the provider consist of a label, a colon and text.
     */
    private static final Pattern BEGIN = Pattern.compile(
            "(?s)[\\s\uFEFF]*(?:\\p{L}[^\\n:<{]{0,40}:[^\\n]*\\n\\s*){0,12}(?:\\d+\\.\\s*)?TY\\s{1,3}-\\s.*");

    @Override
    public String name() {
        return "ris";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/x-research-info-systems");
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
     * Reads the records of a RIS file. A record ends with the tag ER, or at the start of the next record. Lines between
     * two records belong to the first one.
     */
    private static final class Records implements ImportRecords {

        private static final String TYPE = "TY";
        private static final String END = "ER";

        private final TextLines lines;
        /** Reference type of the next RIS record, if its first line has already been read; otherwise null. */
        private String type;

        private long begin;

        Records(TextLines lines) {
            this.lines = lines;
        }

        @Override
        public ImportRecord next() {
            TaggedRecord record = new TaggedRecord(begin);
            boolean hasType = type != null;
            if (hasType) {
                record.add(TYPE, type);
                type = null;
            }
            for (String line = lines.next(); line != null; line = lines.next()) {
                Matcher tagged = LINE.matcher(line);
                if (!tagged.matches()) {
                    record.continueWith(line);
                    continue;
                }
                String tag = tagged.group(1);
                String value = tagged.group(2) == null ? "" : tagged.group(2);
                long here = lines.line() - 1;
                boolean isType = tag.equals(TYPE);
                boolean isEnd = tag.equals(END);
                // Some providers add lines to a RIS record after its ER tag. A record that begins with a reference type
                // therefore ends only at the next reference type.
                if (hasType ? isType : isEnd && !record.isEmpty()) {
                    type = isType ? value : null;
                    begin = here;
                    return new RisRecordReader(record).read();
                }
                if (isEnd) {
                    record.endValue();
                    continue;
                }
                record = record.isEmpty() ? new TaggedRecord(here) : record;
                record.add(tag, value);
                hasType |= isType;
            }
            return record.isEmpty() ? null : new RisRecordReader(record).read();
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
