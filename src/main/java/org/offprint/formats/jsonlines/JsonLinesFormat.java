package org.offprint.formats.jsonlines;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.offprint.formats.draft.JsonHead;
import org.offprint.formats.draft.JsonStream;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecords;

/**
 * Import format for JSON lines in Offprint's own format. Each line is one record in the JSON format of the API, with an
 * additional member {@code kind}. A line without {@code kind} is an article, as in the public dump. Lists of records
 * and records that span several lines are also accepted.
 */
public final class JsonLinesFormat implements ImportFormat {

    private static final Set<String> OURS = Set.of("kind", "contributors", "journal");

    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/jsonl", "application/x-ndjson");
    }

    /**
     * Recognizes any file that begins with a brace, and lists of objects with members of Offprint records. Check the
     * JSON lines format last, because files in many JSON formats begin with a brace.
     */
    @Override
    public boolean recognizes(FileHead head) {
        String text = head.text().stripLeading();
        return text.startsWith("{")
                || text.startsWith("[") && OURS.stream().anyMatch(JsonHead.members(head)::containsKey);
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        JsonLayout layout = JsonLayout.of(file);
        return layout.isLines() ? new JsonLineRecords(new JsonLineReader(layout.content())) : ofTree(layout.content());
    }

    @Override
    public OptionalLong count(InputStream file) throws IOException {
        JsonLayout layout = JsonLayout.of(file);
        if (!layout.isLines()) {
            return OptionalLong.empty();
        }
        JsonLineReader lines = new JsonLineReader(layout.content());
        long count = 0;
        while (lines.next() != null) {
            count++;
        }
        return OptionalLong.of(count);
    }

    /** Reads Offprint records from a JSON list, or records that span several lines. */
    private static ImportRecords ofTree(InputStream file) throws IOException {
        JsonStream objects = new JsonStream(file, Set.of(), Set.of());
        return ImportRecords.of(objects::next, body -> JsonLineRecords.record(body, objects.line()), objects::close);
    }
}
