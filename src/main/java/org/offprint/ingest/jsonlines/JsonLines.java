package org.offprint.ingest.jsonlines;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import org.offprint.ingest.Head;
import org.offprint.ingest.ImportFormat;
import org.offprint.ingest.ImportRecords;

/**
 * Our own JSON lines: a record a line, as the API has it, with its {@code kind}. A line without one is an article, as
 * those of the public dump are.
 */
public final class JsonLines implements ImportFormat {

    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/jsonl", "application/x-ndjson");
    }

    /** The last to be asked: whatever else begins with a brace. */
    @Override
    public boolean recognizes(Head head) {
        return head.text().stripLeading().startsWith("{");
    }

    @Override
    public ImportRecords open(InputStream file) {
        return new JsonLineRecords(new Lines(file));
    }

    @Override
    public OptionalLong count(InputStream file) throws IOException {
        Lines lines = new Lines(file);
        long count = 0;
        while (lines.next() != null) {
            count++;
        }
        return OptionalLong.of(count);
    }
}
