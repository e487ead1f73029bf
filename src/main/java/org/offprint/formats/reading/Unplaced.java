package org.offprint.formats.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Unmapped value: a value in an import source for which the record has no field.
 *
 * @param where location in the source, in the notation of the source format
 * @param text text of the value, truncated to 500 characters
 */
@Schema(description = "Unmapped value of an imported record: a value for which records have no member.")
public record Unplaced(
        @Schema(description = "Location of the value in the source, in the notation of the source format.")
        String where,

        @Schema(description = "Text of the value, truncated to 500 characters.")
        String text) {

    private static final int MAX_LENGTH = 500;
    private static final int MAX_ENTRIES = 100;

    public static Unplaced of(String where, JsonNode what) {
        return new Unplaced(where, truncate(what.isValueNode() ? what.asText() : what.toString()));
    }

    /**
     * Returns one entry for each unmapped value, so that no value is lost by truncation. If there are more than 100
     * values, the last entry states how many were omitted.
     */
    public static List<Unplaced> each(String where, JsonNode several) {
        if (!several.isArray()) {
            return List.of(of(where, several));
        }
        List<Unplaced> each = new ArrayList<>();
        for (int i = 0; i < Math.min(MAX_ENTRIES, several.size()); i++) {
            each.add(of(where, several.get(i)));
        }
        if (several.size() > MAX_ENTRIES) {
            each.add(new Unplaced(where, (several.size() - MAX_ENTRIES) + " more"));
        }
        return each;
    }

    /**
     * Returns the type of the unmapped value, which is its location without the element and entry numbers. The type
     * allows counting unmapped values across records.
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

    public static String truncate(String text) {
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
    }
}
