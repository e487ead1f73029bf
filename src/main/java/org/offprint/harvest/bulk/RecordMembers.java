package org.offprint.harvest.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.offprint.http.json.Json;

/** Records of all kinds, one a line and compressed, made piece by piece as a client takes them. */
final class RecordMembers {

    private static final UUID FIRST = new UUID(0, 0);
    /** How much is made at a time, compressed, in bytes: what a client must take now and then not to be given up. */
    private static final int PIECE = 1 << 16;

    private final Iterator<RecordLines.Stage> stages;
    private final Set<UUID> journals;
    private final ByteArrayOutputStream made = new ByteArrayOutputStream(2 * PIECE);
    private GZIPOutputStream out;
    private RecordLines.Stage stage;
    private UUID last;
    private boolean ended;

    /** @param journals whose records; null for those of all */
    RecordMembers(RecordLines lines, Set<UUID> journals) {
        this.stages = lines.stages().iterator();
        this.journals = journals;
    }

    /** The next piece; empty at the end. Not by several threads at a time. */
    byte[] next() {
        try {
            while (!ended && made.size() < PIECE) {
                advance();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] piece = made.toByteArray();
        made.reset();
        return piece;
    }

    private void advance() throws IOException {
        if (out == null) {
            out = new GZIPOutputStream(made, PIECE);
        }
        if (stage == null) {
            if (!stages.hasNext()) {
                out.finish();
                ended = true;
                return;
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
    }
}
