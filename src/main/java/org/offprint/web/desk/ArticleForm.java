package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.text.HtmlEscaping;
import org.offprint.web.desk.FormLayout.Field;
import org.offprint.web.desk.FormLayout.Widget;

/**
 * Conversion between an article and the fields of a form. The name of each control is the JSON Pointer of its member. Each
 * field has one value: text as a string, a list of records as an array with the complete records.
 */
final class ArticleForm {

    private static final Pattern TAG_OR_ENTITY = Pattern.compile("</?[a-zA-Z]|&[a-zA-Z#]");
    private static final Pattern MENTION = Pattern.compile("(.*?)\\s*<([^<>\\s]+)>", Pattern.DOTALL);
    /** Member of a submitted row with the position of the row in the base value. The member is never stored. */
    static final String ORIGIN = "@";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ArticleForm() {}

    /** Returns the values of fields in an article, keyed by JSON Pointer. A missing value is a null node. */
    static Map<String, JsonNode> values(List<Field> fields, JsonNode article) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (Field field : fields) {
            values.put(field.pointer(), value(field, article));
        }
        return values;
    }

    private static JsonNode value(Field field, JsonNode article) {
        JsonNode found = article.at(field.pointer());
        if (field.widget() == Widget.MARKED) {
            return marked(found, article.at(field.html()));
        } else if (field.widget() == Widget.ISSUE || field.widget() == Widget.SECTION) {
            return found.isObject() ? found.get("id") : orNull(found);
        } else if (field.isMap() && found.isObject()) {
            ArrayNode rows = NODES.arrayNode();
            found.fields()
                    .forEachRemaining(
                            each -> rows.add(((ObjectNode) each.getValue().deepCopy()).put("language", each.getKey())));
            return rows.isEmpty() ? NullNode.instance : rows;
        }
        return orNull(found);
    }

    private static JsonNode orNull(JsonNode value) {
        boolean isEmpty = value.isMissingNode()
                || value.isNull()
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.textValue().isEmpty()
                || value.isBoolean() && !value.booleanValue();
        return isEmpty ? NullNode.instance : value;
    }

    /** Returns a text with markup as one string. Characters with a meaning in markup are escaped if the text has none. */
    private static JsonNode marked(JsonNode text, JsonNode html) {
        if (html.isTextual()) {
            return html;
        }
        return text.isTextual() && TAG_OR_ENTITY.matcher(text.textValue()).find()
                ? TextNode.valueOf(HtmlEscaping.escape(text.textValue()))
                : orNull(text);
    }

    /**
     * Returns the values of fields in a submitted form. A field that the form does not contain keeps its base value.
     *
     * @param form decoded names and values
     * @param base values that the form showed
     */
    static Map<String, JsonNode> read(
            List<Field> fields, List<Map.Entry<String, String>> form, Map<String, JsonNode> base) {
        Map<String, List<String>> sent = new LinkedHashMap<>();
        form.forEach(pair ->
                sent.computeIfAbsent(pair.getKey(), name -> new ArrayList<>()).add(pair.getValue()));
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (Field field : fields) {
            JsonNode before = base.getOrDefault(field.pointer(), NullNode.instance);
            JsonNode after = field.widget() == Widget.ROWS
                    ? rows(field, sent, before)
                    : parsed(field, sent.get(field.pointer()), before);
            values.put(field.pointer(), same(field, before, after) ? before : after);
        }
        return values;
    }

    private static JsonNode parsed(Field field, List<String> sent, JsonNode before) {
        if (sent == null) {
            return before;
        }
        String text = sent.get(sent.size() - 1).replace("\r\n", "\n").strip();
        switch (field.widget()) {
            case CHECK:
                return text.isEmpty() ? NullNode.instance : NODES.booleanNode(true);
            case NUMBER:
                return text.matches("[0-9]{1,9}") ? NODES.numberNode(Integer.parseInt(text)) : text(text);
            case CHOICES:
                return list(sent);
            case WORDS:
                return list(text.lines().toList());
            case MENTIONS:
                return mentions(text.lines().toList(), before);
            default:
                return text(text);
        }
    }

    private static JsonNode text(String text) {
        return text.isEmpty() ? NullNode.instance : TextNode.valueOf(text);
    }

    private static JsonNode list(List<String> texts) {
        ArrayNode list = NODES.arrayNode();
        texts.stream().map(String::strip).filter(text -> !text.isEmpty()).forEach(list::add);
        return orNull(list);
    }

    private static JsonNode mentions(List<String> lines, JsonNode before) {
        Map<String, JsonNode> known = new LinkedHashMap<>();
        before.forEach(mention -> known.put(line(mention), mention));
        ArrayNode list = NODES.arrayNode();
        lines.stream().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            Matcher withId = MENTION.matcher(line);
            if (known.containsKey(line)) {
                list.add(known.get(line));
            } else if (withId.matches()) {
                ObjectNode mention =
                        list.addObject().put(withId.group(2).contains("/") ? "ror" : "id", withId.group(2));
                if (!withId.group(1).isEmpty()) {
                    mention.put("text", withId.group(1));
                }
            } else {
                list.addObject().put("text", line);
            }
        });
        return orNull(list);
    }

    private static String line(JsonNode mention) {
        String text = mention.path("text").asText("").strip().replaceAll("\\s+", " ");
        String id = mention.path("id").asText("");
        return id.isEmpty() ? text : (text + " <" + id + ">").strip();
    }

    private static JsonNode rows(Field field, Map<String, List<String>> sent, JsonNode before) {
        if (!sent.containsKey(field.pointer())) {
            return before; // The form has no rows of this field, for example because the list is too long.
        }
        Map<Integer, String> indexes = new TreeMap<>();
        Pattern row = Pattern.compile(Pattern.quote(field.pointer()) + "/([0-9]{1,5})");
        sent.forEach((name, values) -> {
            Matcher matched = row.matcher(name);
            if (matched.matches()) {
                indexes.put(Integer.valueOf(matched.group(1)), values.get(0));
            }
        });
        ArrayNode rows = NODES.arrayNode();
        indexes.forEach((index, origin) -> {
            JsonNode old = origin.matches("[0-9]{1,5}") ? before.path(Integer.parseInt(origin)) : NullNode.instance;
            ObjectNode changed = row(field, index, sent, old.isObject() ? old : NODES.objectNode());
            if (isFilled(field, changed)) {
                rows.add(changed.put(ORIGIN, origin));
            }
        });
        return orNull(rows);
    }

    private static ObjectNode row(Field field, int index, Map<String, List<String>> sent, JsonNode old) {
        ObjectNode changed = old.deepCopy();
        boolean isReset = false;
        for (Field column : field.columns()) {
            JsonNode before = cell(column, old);
            JsonNode after = parsed(column, sent.get(field.pointer() + "/" + index + "/" + column.pointer()), before);
            if (!same(column, before, after)) {
                set(changed, column, after);
                isReset |= column.pointer().equals(field.options().get("reset"));
            }
        }
        if (isReset && !old.isEmpty()) {
            List<String> kept = new ArrayList<>(List.of("key"));
            field.columns().forEach(column -> kept.add(column.pointer()));
            changed.retain(kept);
        }
        return changed;
    }

    /** Returns whether a row has any value in its columns. Vocabularies do not count, because they have default values. */
    private static boolean isFilled(Field field, JsonNode row) {
        return field.columns().stream()
                .filter(column -> column.widget() != Widget.CHOICE && column.widget() != Widget.CHECK)
                .anyMatch(column -> !cell(column, row).isNull());
    }

    /** Returns the value of a column in a row. */
    static JsonNode cell(Field column, JsonNode row) {
        return column.widget() == Widget.MARKED
                ? marked(row.path(column.pointer()), row.path(column.html()))
                : orNull(row.path(column.pointer()));
    }

    /** Returns whether two values of a field are the same apart from spaces that browsers do not preserve. */
    static boolean same(Field field, JsonNode one, JsonNode other) {
        return Json.same(plain(one), plain(other))
                || one.isTextual()
                        && other.isTextual()
                        && spaced(field, one.textValue()).equals(spaced(field, other.textValue()));
    }

    /** Returns a value without the positions of its rows in the base value. */
    private static JsonNode plain(JsonNode value) {
        if (!value.isArray() || !value.path(0).has(ORIGIN)) {
            return value;
        }
        ArrayNode copy = value.deepCopy();
        copy.forEach(row -> ((ObjectNode) row).remove(ORIGIN));
        return copy;
    }

    private static String spaced(Field field, String text) {
        String stripped = text.replace("\r\n", "\n").strip();
        return field.widget() == Widget.TEXT || field.widget() == Widget.MARKED
                ? stripped
                : stripped.replaceAll("[\\r\\n]+", "");
    }

    /** Returns a copy of an article with changed fields. */
    static JsonNode with(JsonNode article, List<Field> fields, Map<String, JsonNode> changes) {
        ObjectNode changed = article.deepCopy();
        for (Field field : fields) {
            if (!changes.containsKey(field.pointer())) {
                continue;
            }
            JsonNode value = plain(changes.get(field.pointer()));
            String[] path = field.pointer().substring(1).split("/");
            ObjectNode owner = changed;
            for (int i = 0; i < path.length - 1; i++) {
                owner = owner.path(path[i]).isObject() ? (ObjectNode) owner.get(path[i]) : owner.putObject(path[i]);
            }
            if (field.isMap()) {
                ObjectNode map = owner.putObject(field.name());
                value.forEach(row ->
                        map.set(row.path("language").asText(), ((ObjectNode) row.deepCopy()).without("language")));
            } else if (field.widget() == Widget.MARKED) {
                setMarked(
                        owner, field.name(), field.html().substring(field.html().lastIndexOf('/') + 1), value);
            } else {
                setOrRemove(owner, field.name(), value);
            }
            removeEmpty(changed, path);
        }
        return changed;
    }

    /** Removes objects without members, because an empty object can be invalid where a missing one is not. */
    private static void removeEmpty(ObjectNode article, String[] path) {
        for (int length = path.length - 1; length > 0; length--) {
            JsonNode owner = article;
            for (int i = 0; i < length - 1; i++) {
                owner = owner.path(path[i]);
            }
            JsonNode last = owner.path(path[length - 1]);
            boolean isEmpty = last.isObject()
                    && StreamSupport.stream(last.spliterator(), false)
                            .allMatch(value -> orNull(value).isNull());
            if (isEmpty) {
                ((ObjectNode) owner).remove(path[length - 1]);
            }
        }
    }

    private static void set(ObjectNode row, Field column, JsonNode value) {
        if (column.widget() == Widget.MARKED) {
            setMarked(row, column.pointer(), column.html(), value);
        } else {
            setOrRemove(row, column.pointer(), value);
        }
    }

    private static void setMarked(ObjectNode owner, String name, String html, JsonNode value) {
        boolean hasMarkup =
                value.isTextual() && TAG_OR_ENTITY.matcher(value.textValue()).find();
        setOrRemove(owner, name, hasMarkup ? NullNode.instance : value);
        setOrRemove(owner, html, hasMarkup ? value : NullNode.instance);
    }

    private static void setOrRemove(ObjectNode owner, String name, JsonNode value) {
        if (value.isNull()) {
            owner.remove(name);
        } else {
            owner.set(name, value);
        }
    }

    /** Returns a value as the text of a control. */
    static String shown(Field field, JsonNode value) {
        if (value.isArray()) {
            List<String> lines = new ArrayList<>();
            value.forEach(each -> lines.add(field.widget() == Widget.MENTIONS ? line(each) : each.asText()));
            return String.join("\n", lines);
        }
        return value.isNull() ? "" : value.asText();
    }

    /** Returns a value as text for a comparison, with one line per row. */
    static String summary(Field field, JsonNode value) {
        if (field.widget() != Widget.ROWS) {
            return shown(field, value);
        }
        List<String> lines = new ArrayList<>();
        value.forEach(row -> {
            List<String> cells = new ArrayList<>();
            for (Field column : field.columns()) {
                JsonNode cell = cell(column, row);
                if (!cell.isNull()) {
                    cells.add(
                            column.widget() == Widget.CHECK
                                    ? column.pointer()
                                    : shown(column, cell).replace('\n', ';'));
                }
            }
            lines.add(String.join(" · ", cells));
        });
        return String.join("\n", lines);
    }

    /** Adds, moves or removes a row of a list. The button names the action and the row. */
    static JsonNode arranged(String pointer, JsonNode value, String button) {
        String action = button.substring(0, button.indexOf(':'));
        String target = button.substring(button.indexOf(':') + 1);
        if (action.equals("add") && target.equals(pointer) && value.size() < FormLayout.MAX_ROWS) {
            ArrayNode more = value.isArray() ? value.deepCopy() : NODES.arrayNode();
            number(more);
            more.addObject().put(ORIGIN, "");
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

    /** Adds new rows to the end of a list. */
    static JsonNode appended(JsonNode value, List<ObjectNode> rows) {
        ArrayNode more = value.isArray() ? value.deepCopy() : NODES.arrayNode();
        number(more);
        rows.forEach(row -> more.add(row.put(ORIGIN, "")));
        return more;
    }

    /** Adds the position in the base value to rows that the editor has not changed. */
    private static void number(ArrayNode rows) {
        for (int i = 0; i < rows.size(); i++) {
            ObjectNode row = (ObjectNode) rows.get(i);
            if (!row.has(ORIGIN)) {
                row.put(ORIGIN, Integer.toString(i));
            }
        }
    }
}
