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
 * Table in a resource file under {@code tables}: UTF-8, one row per line, cells separated by tabs. Lines that begin
 * with {@code #} and a space are comments. Tables are read when a class first uses them.
 *
 * @param name file name, such as {@code months.tsv}
 * @param rows cells of each line, in file order
 */
public record Table(String name, List<List<String>> rows) {

    private static final int MAX_BYTES = 1 << 20;
    private static final String FOLDER = "/tables/";

    /**
     * Reads a table from its resource file.
     *
     * @param columns number of cells in every line
     * @throws IllegalStateException if the table is missing or too large, or if a line has an empty cell or a different
     *     number of cells
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

    /** Reads a resource table with a key column and a value column. Throws an exception if a key is duplicated. */
    public static Map<String, String> map(String name) {
        return map(name, of(name, 2).rows);
    }

    /**
     * Reads keys and values from a resource table with three columns. Only rows with the given group in the first
     * column are read.
     */
    public static Map<String, String> map(String name, String group) {
        return map(name, group(of(name, 3).rows, name, group));
    }

    /** Reads a resource table with one column. Throws an exception if a word is duplicated. */
    public static Set<String> words(String name) {
        return words(name, of(name, 1).rows);
    }

    /**
     * Reads words from a resource table with two columns. Only rows with the given group in the first column are read.
     */
    public static Set<String> words(String name, String group) {
        return words(name, group(of(name, 2).rows, name, group));
    }

    /**
     * Returns the characters that a table cell represents: the cell itself, or the character of a code point in the
     * form {@code U+0301}. Returns null if the cell is null.
     */
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
            throw new IllegalStateException(FOLDER + name + " has no rows in the group " + group + ".");
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
            byte[] bytes = file == null ? new byte[0] : file.readNBytes(MAX_BYTES + 1);
            if (bytes.length == 0 || bytes.length > MAX_BYTES) {
                throw new IllegalStateException(
                        FOLDER + name + " is missing, or has more than " + MAX_BYTES + " bytes.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + FOLDER + name, e);
        }
    }
}
