package org.offprint.formats.jsonlines;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.json.Json;

/**
 * Layout of a JSON file that is being imported.
 *
 * @param content the file from its beginning
 * @param isLines whether each line is one record; false if records span several lines
 */
record JsonLayout(InputStream content, boolean isLines) {

    /** Number of bytes to examine at the start of a JSON file. */
    private static final int EXAMINED_BYTES = 1 << 16;

    static JsonLayout of(InputStream file) {
        byte[] first = beginning(file);
        String text = new String(first, StandardCharsets.UTF_8).replace("\uFEFF", "");
        return new JsonLayout(new SequenceInputStream(new ByteArrayInputStream(first), file), isLines(text));
    }

    /**
     * Returns the beginning of the file, up to the first read error. The error is reported later, when the records are
     * read.
     */
    private static byte[] beginning(InputStream file) {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        byte[] piece = new byte[EXAMINED_BYTES];
        try {
            for (int read = 0; read >= 0 && first.size() < EXAMINED_BYTES; ) {
                first.write(piece, 0, read);
                read = file.read(piece, 0, EXAMINED_BYTES - first.size());
            }
        } catch (IOException cutOff) {
            // The bytes before the read error are sufficient to determine the layout.
        }
        return first.toByteArray();
    }

    /**
     * Returns whether each line of a JSON file is a record. Returns false if the file is a list or the first line is an
     * incomplete object.
     */
    private static boolean isLines(String text) {
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(2)
                .toList();
        String first = lines.isEmpty() ? "" : lines.get(0);
        boolean goesOn = lines.size() > 1
                && (lines.get(1).startsWith("\"") || lines.get(1).startsWith("}"));
        return !first.startsWith("[") && !(goesOn && !isComplete(first));
    }

    private static boolean isComplete(String line) {
        try {
            Json.parse(line.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (ProblemException cutOff) {
            return false;
        }
    }
}
