package org.offprint.formats.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Something of a source that the record has no place for.
 *
 * @param where in the source, in the words of its format
 * @param text what stands there, cut where it is long
 */
public record Unplaced(String where, String text) {

    private static final int LONGEST = 500;
    private static final int MOST = 100;

    public static Unplaced of(String where, JsonNode what) {
        return new Unplaced(where, cut(what.isValueNode() ? what.asText() : what.toString()));
    }

    /** Each of several for itself, so that none is cut off; of very many the first, and how many more there are. */
    public static List<Unplaced> each(String where, JsonNode several) {
        if (!several.isArray()) {
            return List.of(of(where, several));
        }
        List<Unplaced> each = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, several.size()); i++) {
            each.add(of(where, several.get(i)));
        }
        if (several.size() > MOST) {
            each.add(new Unplaced(where, (several.size() - MOST) + " more"));
        }
        return each;
    }

    /**
     * Returns the kind of thing it is: its place without the numbers of elements and entries, so that the same of several
     * records can be counted.
     */
    public String kind() {
        StringBuilder kind = new StringBuilder(where.length());
        for (String step : where.split("/")) {
            int bracket = step.indexOf('[');
            String name = bracket < 0 ? step : step.substring(0, bracket) + step.substring(step.indexOf(']') + 1);
            boolean isNumber = !name.isEmpty() && name.chars().allMatch(Character::isDigit);
            kind.append(kind.isEmpty() || isNumber ? "" : "/").append(isNumber ? "" : name);
        }
        return kind.toString();
    }

    public static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
