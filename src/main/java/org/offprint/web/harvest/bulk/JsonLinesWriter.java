package org.offprint.web.harvest.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.json.Json;

/** Writes records of all kinds as JSON Lines in batches, one record per line. */
final class JsonLinesWriter {

    static final UUID FIRST = new UUID(0, 0);

    private final Iterator<RecordLines.Stage> stages;
    private final Set<UUID> journals;
    private RecordLines.Stage stage;
    private UUID last;

    /**
     * Creates a writer of records as JSON Lines.
     *
     * @param journals ids of the journals whose records are written; null for all journals
     */
    JsonLinesWriter(List<RecordLines.Stage> stages, Set<UUID> journals) {
        this.stages = stages.iterator();
        this.journals = journals;
    }

    /**
     * Writes the next batch of records.
     *
     * @return whether more batches may follow
     */
    boolean writeSome(OutputStream out) throws IOException {
        if (stage == null) {
            if (!stages.hasNext()) {
                return false;
            }
            stage = stages.next();
            last = FIRST;
        }
        List<ObjectNode> lines = stage.after(last, journals);
        for (ObjectNode line : lines) {
            out.write(Json.write(line));
            out.write('\n');
            last = UUID.fromString(line.get("id").textValue());
        }
        if (lines.isEmpty()) {
            stage = null;
        }
        return true;
    }
}
