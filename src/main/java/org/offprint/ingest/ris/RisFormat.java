package org.offprint.ingest.ris;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.ingest.Head;
import org.offprint.ingest.ImportFormat;
import org.offprint.ingest.ImportRecord;
import org.offprint.ingest.ImportRecords;
import org.offprint.ingest.UnreadableException;
import org.offprint.ingest.text.TextLines;

/** RIS as reference managers write it; lines without a tag go on with the line before. */
public final class RisFormat implements ImportFormat {

    private static final Pattern LINE = Pattern.compile("\\s{0,3}([A-Z][A-Z0-9])\\s{1,3}-(?:\\s(.*))?", Pattern.DOTALL);
    private static final Pattern BEGIN = Pattern.compile("(?s)\\s*(?:\\d+\\.\\s*)?TY\\s{1,3}-\\s.*");
    private static final int MOST_CHARACTERS = 10_000_000;

    @Override
    public String name() {
        return "ris";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/x-research-info-systems");
    }

    @Override
    public boolean recognizes(Head head) {
        return BEGIN.matcher(head.text()).matches();
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        TextLines lines = new TextLines(file);
        return new ImportRecords() {
            @Override
            public ImportRecord next() {
                return RisFormat.next(lines);
            }

            @Override
            public void close() {
                lines.close();
            }
        };
    }

    private static ImportRecord next(TextLines lines) {
        Map<String, List<String>> record = new LinkedHashMap<>();
        StringBuilder more = new StringBuilder();
        long begin = 0;
        String last = null;
        int characters = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            characters += line.length();
            if (characters > MOST_CHARACTERS) {
                throw new UnreadableException("One record has more than " + MOST_CHARACTERS + " characters.", begin);
            }
            Matcher tagged = LINE.matcher(line);
            if (!tagged.matches()) {
                if (last != null && !line.isBlank()) {
                    more.append('\n').append(line);
                }
                continue;
            }
            append(more, record.get(last));
            String tag = tagged.group(1);
            if (tag.equals("ER")) {
                if (!record.isEmpty()) {
                    return new RisRecord(record).read(begin);
                }
                continue;
            }
            begin = record.isEmpty() ? lines.line() - 1 : begin;
            last = tag;
            record.computeIfAbsent(tag, none -> new java.util.ArrayList<>())
                    .add(tagged.group(2) == null ? "" : tagged.group(2));
        }
        append(more, record.get(last));
        return record.isEmpty() ? null : new RisRecord(record).read(begin);
    }

    /** Adds the lines that go on with the last value. */
    private static void append(StringBuilder more, List<String> values) {
        if (!more.isEmpty()) {
            values.set(values.size() - 1, values.get(values.size() - 1) + more);
            more.setLength(0);
        }
    }
}
