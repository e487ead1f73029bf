package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A record of JSON that readers take members out of, so that what remains is what has no place. */
public final class JsonSource {

    private JsonSource() {}

    /** Takes out a text or a number; null where there is none of these. */
    public static String take(ObjectNode from, String member) {
        JsonNode value = from.path(member);
        if (!value.isValueNode() || value.isNull()) {
            return null;
        }
        from.remove(member);
        return value.asText().isBlank() ? null : value.asText();
    }

    /** Takes out all texts of a list, or the only text that stands in place of one. */
    public static List<String> takeAll(ObjectNode from, String member) {
        JsonNode value = from.path(member);
        List<String> all = new ArrayList<>();
        if (value.isValueNode() && !value.isNull()) {
            all.add(value.asText());
        }
        value.forEach(item -> {
            if (item.isValueNode() && !item.isNull() && !item.asText().isBlank()) {
                all.add(item.asText());
            }
        });
        if (!value.isObject() && (!value.isArray() || all.size() == value.size())) {
            from.remove(member);
        }
        return all;
    }

    /** Takes out the first text of a list; the others stay. */
    public static String takeFirst(ObjectNode from, String member) {
        List<String> all = takeAll(from, member);
        if (all.size() > 1) {
            var rest = from.putArray(member);
            all.subList(1, all.size()).forEach(rest::add);
        }
        return all.isEmpty() ? null : all.get(0);
    }

    /** The objects of a list, or the only one in place of one; they stay, to be emptied. */
    public static List<ObjectNode> objects(ObjectNode from, String member) {
        List<ObjectNode> all = new ArrayList<>();
        JsonNode value = from.path(member);
        if (value instanceof ObjectNode object) {
            all.add(object);
        } else if (value.isArray()) {
            value.forEach(item -> {
                if (item instanceof ObjectNode object) {
                    all.add(object);
                }
            });
        }
        return all;
    }

    /** Reports everything that was not taken out, but for members of these names anywhere. */
    public static void leftovers(ObjectNode source, Set<String> passed, Draft draft) {
        source.properties().forEach(member -> {
            if (!passed.contains(member.getKey())) {
                report(member.getKey(), member.getValue(), passed, draft);
            }
        });
    }

    /** Reports leftovers with one entry for each member, unless it holds so much that it would be cut off. */
    public static void leftoversByMember(ObjectNode source, Set<String> passed, Draft draft) {
        source.properties().forEach(member -> {
            String said = passed.contains(member.getKey()) ? null : said(member.getValue(), passed);
            if (said != null && said.length() > Draft.LONGEST) {
                report(member.getKey(), member.getValue(), passed, draft);
            } else {
                draft.unplaced(member.getKey(), said);
            }
        });
    }

    private static void report(String path, JsonNode value, Set<String> passed, Draft draft) {
        if (value.isArray() && value.size() > 0 && value.get(0).isContainerNode()) {
            for (int i = 0; i < value.size(); i++) {
                draft.unplaced(path + "[" + (i + 1) + "]", said(value.get(i), passed));
            }
        } else {
            draft.unplaced(path, said(value, passed));
        }
    }

    private static String said(JsonNode value, Set<String> passed) {
        if (value.isValueNode()) {
            return value.isNull() ? null : value.asText();
        }
        List<String> parts = new ArrayList<>();
        add(parts, "", dates(value.path("date-parts")));
        if (value.isArray()) {
            value.forEach(item -> add(parts, "", said(item, passed)));
        }
        value.properties().forEach(member -> {
            boolean isDate = member.getKey().equals("date-parts")
                    && member.getValue().path(0).isArray();
            if (!passed.contains(member.getKey()) && !isDate) {
                add(parts, member.getKey() + ": ", said(member.getValue(), passed));
            }
        });
        return parts.isEmpty() ? null : String.join("; ", parts);
    }

    /** Returns dates as {@code 2024-03}, the ends of a span apart by a slash; null for none. */
    private static String dates(JsonNode said) {
        List<String> dates = new ArrayList<>();
        for (JsonNode parts : said) {
            List<String> date = new ArrayList<>();
            parts.forEach(part -> date.add(part.isInt() ? String.format("%02d", part.asInt()) : part.asText("")));
            String joined = String.join("-", date);
            if (!joined.equals("null")) {
                dates.add(joined);
            }
        }
        return String.join("/", dates);
    }

    private static void add(List<String> parts, String name, String said) {
        if (said != null && !said.isBlank()) {
            parts.add(name + said);
        }
    }
}
