package org.offprint.harvest.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.offprint.json.Json;

/** Records of all kinds, one a line and compressed, made piece by piece as a client takes them. */
final class RecordMembers extends Pieces {

    private static final UUID FIRST = new UUID(0, 0);

    private final Iterator<RecordLines.Stage> stages;
    private final Set<UUID> journals;
    private Gzip out;
    private RecordLines.Stage stage;
    private UUID last;

    /** @param journals whose records; null for those of all */
    RecordMembers(RecordLines lines, Set<UUID> journals) {
        this.stages = lines.stages().iterator();
        this.journals = journals;
    }

    @Override
    boolean advance() throws IOException {
        if (out == null) {
            out = new Gzip(made);
        }
        if (stage == null) {
            if (!stages.hasNext()) {
                out.close();
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
