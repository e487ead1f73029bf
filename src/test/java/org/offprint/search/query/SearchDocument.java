package org.offprint.search.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the query examples and tables in docs/search.md. */
public final class SearchDocument {

    private SearchDocument() {}

    /** Returns the lines of all code blocks in this language. */
    public static List<String> lines(String language) {
        List<String> found = new ArrayList<>();
        boolean inside = false;
        for (String line : all()) {
            if (line.startsWith("```")) {
                inside = line.equals("```" + language);
            } else if (inside) {
                found.add(line);
            }
        }
        return found;
    }

    /** Returns the rows of the table whose header contains this text, as lists of cells. */
    public static List<List<String>> table(String head) {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : all()) {
            if (line.startsWith("| ") && inside) {
                rows.add(List.of(line.substring(2, line.length() - 1).split(" \\| ?")));
            }
            inside = line.startsWith("|") && (inside || line.contains(head));
        }
        return rows;
    }

    private static List<String> all() {
        try {
            return Files.readAllLines(Path.of("docs/search.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
