package org.offprint.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table that stands in a resource under {@code tables}: UTF-8, a line a row, cells apart by tabs. A line that begins with
 * {@code #} followed by a blank is a comment. Classes read their tables when they are first used.
 *
 * @param name the file, such as {@code months.tsv}
 * @param rows the cells of each line, in the order of the file
 */
public record Table(String name, List<List<String>> rows) {

    private static final int MOST_BYTES = 1 << 20;
    private static final String FOLDER = "/tables/";

    /**
     * Reads a table.
     *
     * @param columns the number of cells that every line has
     * @throws IllegalStateException for a table that is missing or too large, and for a line that has another number of
     *     cells or an empty one
     */
    public static Table of(String name, int columns) {
        List<List<String>> rows = new ArrayList<>();
        int number = 0;
        for (String line : text(name).split("\n")) {
            number++;
            if (line.startsWith("# ")) {
                continue;
            }
            List<String> cells = List.of(line.split("\t", -1));
            if (cells.size() != columns || cells.stream().anyMatch(String::isBlank)) {
                throw new IllegalStateException("Line " + number + " of " + FOLDER + name + " must have " + columns
                        + (columns == 1 ? " cell." : " cells."));
            }
            rows.add(cells);
        }
        return new Table(name, List.copyOf(rows));
    }

    /** Reads a table of two columns as a map in the order of the file; a key that is there twice is refused. */
    public static Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        for (List<String> row : of(name, 2).rows) {
            if (map.put(row.get(0), row.get(1)) != null) {
                throw new IllegalStateException(FOLDER + name + " has \"" + row.get(0) + "\" twice.");
            }
        }
        return Collections.unmodifiableMap(map);
    }

    /** Reads a table of one column as a set in the order of the file; a word that is there twice is refused. */
    public static Set<String> words(String name) {
        Set<String> words = new LinkedHashSet<>();
        for (List<String> row : of(name, 1).rows) {
            if (!words.add(row.get(0))) {
                throw new IllegalStateException(FOLDER + name + " has \"" + row.get(0) + "\" twice.");
            }
        }
        return Collections.unmodifiableSet(words);
    }

    private static String text(String name) {
        try (InputStream file = Table.class.getResourceAsStream(FOLDER + name)) {
            byte[] bytes = file == null ? new byte[0] : file.readNBytes(MOST_BYTES + 1);
            if (bytes.length == 0 || bytes.length > MOST_BYTES) {
                throw new IllegalStateException(
                        FOLDER + name + " is missing, or has more than " + MOST_BYTES + " bytes.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + FOLDER + name, e);
        }
    }
}
