package org.offprint.formats.pubmed;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.text.TextLines;

/**
 * Import format for the MEDLINE format of PubMed. Each line has a tag, a hyphen and a field value. Lines that begin
 * with spaces continue the preceding value.
 */
public final class MedlineFormat implements ImportFormat {

    private static final Pattern LINE = Pattern.compile("([A-Z]{2,4}) {0,2}- ?(.*)", Pattern.DOTALL);
    private static final int MAX_CHARACTERS = 10_000_000;
    private static final int MAX_LINES = 500_000;

    @Override
    public String name() {
        return "medline";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/nbib");
    }

    @Override
    public boolean recognizes(FileHead head) {
        return head.text().replaceFirst("^[\\s\uFEFF]*", "").matches("(?s)PMID {0,2}- ?\\d.*");
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        return new Records(new TextLines(file));
    }

    /** Reads the records of a MEDLINE file. A record begins with its PubMed id. */
    private static final class Records implements ImportRecords {

        private final TextLines lines;
        private MedlineLine first;
        private long begin;

        Records(TextLines lines) {
            this.lines = lines;
        }

        @Override
        public ImportRecord next() {
            List<MedlineLine> record = new ArrayList<>(first == null ? List.of() : List.of(first));
            first = null;
            int characters = 0;
            boolean isTooLarge = false;
            for (String text = lines.next(); text != null; text = lines.next()) {
                characters += isTooLarge ? 0 : text.length();
                isTooLarge |= characters > MAX_CHARACTERS || record.size() > MAX_LINES;
                Matcher tagged = LINE.matcher(text);
                if (!tagged.matches()) {
                    if (!isTooLarge) {
                        continueValue(record, text);
                    }
                    continue;
                }
                MedlineLine line = new MedlineLine(tagged.group(1), new StringBuilder(tagged.group(2)));
                long here = lines.line() - 1;
                if (line.tag().equals("PMID") && !record.isEmpty()) {
                    first = line;
                    long began = begin;
                    begin = here;
                    return read(record, began, isTooLarge);
                }
                begin = record.isEmpty() ? here : begin;
                if (!isTooLarge) {
                    record.add(line);
                }
            }
            return record.isEmpty() ? null : read(record, begin, isTooLarge);
        }

        private static ImportRecord read(List<MedlineLine> record, long line, boolean isTooLarge) {
            if (isTooLarge) {
                throw UnreadableException.ofRecord(
                        "A record has more than " + MAX_CHARACTERS + " characters or " + MAX_LINES + " lines.", line);
            }
            return new MedlineRecordReader(record).read(line);
        }

        private static void continueValue(List<MedlineLine> record, String text) {
            if (!record.isEmpty() && !text.isBlank()) {
                record.get(record.size() - 1).value().append(' ').append(text.strip());
            }
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
