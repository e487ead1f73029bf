package org.offprint.ingest.jsonlines;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.offprint.http.json.Json;
import org.offprint.http.problem.ProblemException;

/** Whether a file has a record on each line, or records that people or programs have laid out over several. */
final class Shape {

    /** How much of a file tells. */
    static final int LOOKED_AT = 1 << 16;

    private Shape() {}

    /** False for a list, and where the first line is no object by itself and the next one goes on with it. */
    static boolean isLines(BufferedInputStream file) throws IOException {
        file.mark(LOOKED_AT);
        String text = new String(file.readNBytes(LOOKED_AT), StandardCharsets.UTF_8);
        file.reset();
        List<String> lines = text.replace("\uFEFF", "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(2)
                .toList();
        String first = lines.isEmpty() ? "" : lines.get(0);
        boolean goesOn = lines.size() > 1
                && (lines.get(1).startsWith("\"") || lines.get(1).startsWith("}"));
        return !first.startsWith("[") && !(goesOn && !isWhole(first));
    }

    private static boolean isWhole(String line) {
        try {
            Json.parse(line.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (ProblemException cutOff) {
            return false;
        }
    }
}
