package org.offprint.formats.ris;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.text.TextLines;

/** RIS as reference managers write it; lines without a tag go on with the line before. */
public final class RisFormat implements ImportFormat {

    private static final Pattern LINE =
            Pattern.compile("\\s{0,12}([A-Z][A-Z0-9])\\s{1,3}-(?:\\s(.*))?", Pattern.DOTALL);
    /** The first record, after what some providers say of themselves: a few lines, each with a name and a colon. */
    private static final Pattern BEGIN = Pattern.compile(
            "(?s)[\\s\uFEFF]*(?:\\p{L}[^\\n:<{]{0,40}:[^\\n]*\\n\\s*){0,12}(?:\\d+\\.\\s*)?TY\\s{1,3}-\\s.*");

    private static final int MOST_CHARACTERS = 10_000_000;
    private static final int MOST_VALUES = 500_000;

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

    /** A record ends with ER, or where the next one begins; what stands between them belongs to the one before. */
    private static final class Records implements ImportRecords {

        private final TextLines lines;
        private final StringBuilder more = new StringBuilder();
        private String type;
        private long begin;

        Records(TextLines lines) {
            this.lines = lines;
        }

        @Override
        public ImportRecord next() {
            Map<String, List<String>> record = new LinkedHashMap<>();
            String last = type == null ? null : "TY";
            if (type != null) {
                add(record, "TY", type);
                type = null;
            }
            int characters = 0;
            int values = 0;
            boolean isTooLarge = false;
            for (String line = lines.next(); line != null; line = lines.next()) {
                characters += isTooLarge ? 0 : line.length() + 1;
                isTooLarge |= characters > MOST_CHARACTERS || values > MOST_VALUES;
                Matcher tagged = LINE.matcher(line);
                if (!tagged.matches()) {
                    if (!isTooLarge) {
                        continueValue(record, last, line);
                    }
                    continue;
                }
                append(record.get(last));
                String tag = tagged.group(1);
                String value = tagged.group(2) == null ? "" : tagged.group(2);
                if (isEnd(tag, record)) {
                    long first = begin;
                    type = tag.equals("TY") ? value : null;
                    begin = lines.line() - 1;
                    return read(record, first, isTooLarge);
                }
                last = tag;
                values++;
                if (!tag.equals("ER") && !isTooLarge) {
                    begin = record.isEmpty() ? lines.line() - 1 : begin;
                    add(record, tag, value);
                }
            }
            append(record.get(last));
            return record.isEmpty() ? null : read(record, begin, isTooLarge);
        }

        private static ImportRecord read(Map<String, List<String>> record, long line, boolean isTooLarge) {
            if (isTooLarge) {
                throw UnreadableException.ofRecord(
                        "One record has more than " + MOST_CHARACTERS + " characters or " + MOST_VALUES + " values.",
                        line);
            }
            return new RisRecordReader(record).read(line);
        }

        /** Some providers add to a record behind its end, so it goes on to the next type where it began with one. */
        private static boolean isEnd(String tag, Map<String, List<String>> record) {
            boolean hasType = record.containsKey("TY");
            return tag.equals("TY") && hasType || tag.equals("ER") && !hasType && !record.isEmpty();
        }

        private static void add(Map<String, List<String>> record, String tag, String value) {
            record.computeIfAbsent(tag, none -> new ArrayList<>()).add(value);
        }

        private void continueValue(Map<String, List<String>> record, String last, String line) {
            if (last != null && record.containsKey(last)) {
                more.append('\n').append(line);
            }
        }

        /** Adds the lines that go on with the last value, all at once. */
        private void append(List<String> values) {
            if (!more.isEmpty()) {
                values.set(values.size() - 1, values.get(values.size() - 1) + more);
                more.setLength(0);
            }
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
