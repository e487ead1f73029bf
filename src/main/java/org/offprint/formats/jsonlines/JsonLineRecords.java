package org.offprint.formats.jsonlines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.json.Json;

/** Reads the records of a JSON lines file. An unreadable line is returned as a failed record. */
final class JsonLineRecords implements ImportRecords {

    private static final Set<String> KINDS = Set.of("journal", "issue", "affiliation", "article");

    private final JsonLineReader lines;

    JsonLineRecords(JsonLineReader lines) {
        this.lines = lines;
    }

    @Override
    public ImportRecord next() {
        JsonLineReader.Line line = lines.next();
        if (line == null) {
            return null;
        }
        if (line.bytes() == null) {
            return unreadable(line, "too-long", "The line has more than " + JsonLineReader.MAX_LENGTH + " bytes.");
        }
        JsonNode tree;
        try {
            tree = Json.parse(line.bytes());
        } catch (ProblemException e) {
            return unreadable(line, "malformed-json", e.problem().detail());
        }
        if (!(tree instanceof ObjectNode body)) {
            return unreadable(line, "wrong-type", "Each line must be a JSON object.");
        }
        return record(body, line.number());
    }

    /**
     * Returns the import record for a JSON object. The member {@code kind} of the object contains the kind of the
     * record. An object without a kind is an article.
     */
    static ImportRecord record(ObjectNode body, long line) {
        JsonNode kind = body.remove("kind");
        if (kind == null || kind.isNull()) {
            return new ImportRecord("article", body, List.of(), List.of(), line, null, null);
        }
        if (!kind.isTextual() || !KINDS.contains(kind.textValue())) {
            Finding problem =
                    Finding.at("/kind", "unknown-value", "The kind must be journal, issue, affiliation or article.");
            return new ImportRecord(null, body, List.of(), List.of(problem), line, null, null);
        }
        return new ImportRecord(kind.textValue(), body, List.of(), List.of(), line, null, null);
    }

    private static ImportRecord unreadable(JsonLineReader.Line line, String code, String message) {
        Finding problem = Finding.at("", code, message);
        return new ImportRecord(null, null, List.of(), List.of(problem), line.number(), null, null);
    }

    @Override
    public boolean skip() {
        return lines.next() != null;
    }

    @Override
    public void close() {}
}
