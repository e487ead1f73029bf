package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads the tables of {@code docs/formats.md}, so that tests can compare them with the formats. */
final class FormatsPage {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private FormatsPage() {}

    /** Returns the cells of each row of the table whose header begins with this text. */
    static List<List<String>> rows(String header) {
        List<String> lines = lines();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(header)) {
                for (int row = i + 2; row < lines.size() && lines.get(row).startsWith("|"); row++) {
                    String[] cells = lines.get(row).split("\\|", -1);
                    rows.add(Arrays.stream(cells, 1, cells.length - 1)
                            .map(String::strip)
                            .toList());
                }
            }
        }
        assertTrue(!rows.isEmpty(), "No table begins with " + header);
        return rows;
    }

    /** Returns the text of each code span in a table cell, with its leading and trailing spaces. */
    static List<String> code(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("docs/formats.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
