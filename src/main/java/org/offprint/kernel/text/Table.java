package org.offprint.kernel.text;

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

    /** Reads a table of two columns, key and value; a key that is there twice is refused. */
    public static Map<String, String> map(String name) {
        return map(name, of(name, 2).rows);
    }

    /** Reads the rows of a table of three columns that have this group in the first: key and value. */
    public static Map<String, String> map(String name, String group) {
        return map(name, group(of(name, 3).rows, name, group));
    }

    /** Reads a table of one column; a word that is there twice is refused. */
    public static Set<String> words(String name) {
        return words(name, of(name, 1).rows);
    }

    /** Reads the rows of a table of two columns that have this group in the first: a word each. */
    public static Set<String> words(String name, String group) {
        return words(name, group(of(name, 2).rows, name, group));
    }

    /** The characters that a cell states, each as itself or all of them as {@code U+0301}; null for null. */
    public static String characters(String cell) {
        return cell == null || !cell.startsWith("U+")
                ? cell
                : Character.toString(Integer.parseInt(cell.substring(2), 16));
    }

    private static List<List<String>> group(List<List<String>> rows, String name, String group) {
        List<List<String>> own = rows.stream()
                .filter(row -> row.get(0).equals(group))
                .map(row -> row.subList(1, row.size()))
                .toList();
        if (own.isEmpty()) {
            throw new IllegalStateException(FOLDER + name + " has no rows of " + group + ".");
        }
        return own;
    }

    private static Map<String, String> map(String name, List<List<String>> rows) {
        Map<String, String> map = new LinkedHashMap<>();
        for (List<String> row : rows) {
            if (map.put(row.get(0), row.get(1)) != null) {
                throw twice(name, row.get(0));
            }
        }
        return Collections.unmodifiableMap(map);
    }

    private static Set<String> words(String name, List<List<String>> rows) {
        Set<String> words = new LinkedHashSet<>();
        for (List<String> row : rows) {
            if (!words.add(row.get(0))) {
                throw twice(name, row.get(0));
            }
        }
        return Collections.unmodifiableSet(words);
    }

    private static IllegalStateException twice(String name, String key) {
        return new IllegalStateException(FOLDER + name + " has \"" + key + "\" twice.");
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
