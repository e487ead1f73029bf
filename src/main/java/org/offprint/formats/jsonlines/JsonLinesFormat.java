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
 * Our own JSON lines: a record a line, as the API has it, with its {@code kind}. A line without one is an article, as
 * those of the public dump are. Records that go over several lines, or are a list, are read as well.
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

    /** The last to be asked: whatever else begins with a brace, and lists of what has members of ours. */
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

    /** Records of our own in a list, or laid out over several lines. */
    private static ImportRecords ofTree(InputStream file) throws IOException {
        JsonStream objects = new JsonStream(file, Set.of(), Set.of());
        return ImportRecords.of(objects::next, body -> JsonLineRecords.record(body, objects.line()), objects::close);
    }
}
