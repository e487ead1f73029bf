package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/** Buttons that add, move and remove rows of a list without a script. */
final class RowButtons {

    private RowButtons() {}

    /** Adds, moves or removes a row of a list. The button names the action and the row. */
    static JsonNode arranged(String pointer, JsonNode value, String button) {
        String action = button.substring(0, button.indexOf(':'));
        String target = button.substring(button.indexOf(':') + 1);
        if (action.equals("add") && target.equals(pointer) && value.size() < FormLayout.MAX_ROWS) {
            ArrayNode more = value.isArray() ? value.deepCopy() : JsonNodeFactory.instance.arrayNode();
            number(more);
            more.addObject().put(ArticleForm.ORIGIN, "");
            return more;
        }
        if (!target.matches(Pattern.quote(pointer) + "/[0-9]{1,5}") || !value.isArray()) {
            return value;
        }
        int index = Integer.parseInt(target.substring(pointer.length() + 1));
        int other = action.equals("up") ? index - 1 : index + 1;
        ArrayNode rows = value.deepCopy();
        number(rows);
        if (action.equals("remove") && index < rows.size()) {
            rows.remove(index);
        } else if (index < rows.size() && other >= 0 && other < rows.size()) {
            JsonNode moved = rows.get(index);
            rows.set(index, rows.get(other));
            rows.set(other, moved);
        }
        return rows;
    }

    /** Adds the position in the base value to rows that the editor has not changed. */
    private static void number(ArrayNode rows) {
        for (int i = 0; i < rows.size(); i++) {
            ObjectNode row = (ObjectNode) rows.get(i);
            if (!row.has(ArticleForm.ORIGIN)) {
                row.put(ArticleForm.ORIGIN, Integer.toString(i));
            }
        }
    }
}
