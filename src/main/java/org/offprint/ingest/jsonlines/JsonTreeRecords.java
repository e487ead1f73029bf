package org.offprint.ingest.jsonlines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.offprint.ingest.ImportRecord;
import org.offprint.ingest.ImportRecords;
import org.offprint.ingest.json.JsonStream;

/** Records of our own in a list, or laid out over several lines. */
final class JsonTreeRecords implements ImportRecords {

    private final JsonStream objects;

    JsonTreeRecords(InputStream file) throws IOException {
        objects = new JsonStream(file, Set.of(), Set.of());
    }

    @Override
    public ImportRecord next() {
        ObjectNode body = objects.next();
        return body == null ? null : JsonLineRecords.record(body, objects.line());
    }

    @Override
    public void close() {
        objects.close();
    }
}
