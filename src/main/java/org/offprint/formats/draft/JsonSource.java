package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a JSON record and removes each imported member from it. The remaining members are reported as unmapped. */
public final class JsonSource {

    private JsonSource() {}

    /**
     * Removes a string or number member and returns its value as a string. Returns null if the member is missing, blank
     * or of another type.
     */
    public static String take(ObjectNode from, String member) {
        JsonNode value = from.path(member);
        if (!value.isValueNode() || value.isNull()) {
            return null;
        }
        from.remove(member);
        return value.asText().isBlank() ? null : value.asText();
    }

    /** Removes a list member and returns all its strings. A single string is treated as a list with one entry. */
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

    /** Removes and returns the first string of a list member. The remaining strings stay in the list. */
    public static String takeFirst(ObjectNode from, String member) {
        List<String> all = takeAll(from, member);
        if (all.size() > 1) {
            var rest = from.putArray(member);
            all.subList(1, all.size()).forEach(rest::add);
        }
        return all.isEmpty() ? null : all.get(0);
    }

    /**
     * Returns the objects of a list member without removing them. A single object is treated as a list with one entry.
     */
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

    /** Reports all remaining members as unmapped, except members with the given names at any depth. */
    public static void leftovers(ObjectNode source, Set<String> passed, Draft draft) {
        source.properties().forEach(member -> {
            if (!passed.contains(member.getKey())) {
                report(member.getKey(), member.getValue(), passed, draft);
            }
        });
    }

    /**
     * Reports all remaining members as unmapped, with one entry per member, except members with the given names at any
     * depth. If an entry exceeds the maximum length and the member is a list of objects, each list item is reported as
     * a separate entry.
     */
    public static void leftoversByMember(ObjectNode source, Set<String> passed, Draft draft) {
        source.properties().forEach(member -> {
            String said = passed.contains(member.getKey()) ? null : said(member.getValue(), passed);
            if (said != null && said.length() > Draft.MAX_UNPLACED_LENGTH) {
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

    /**
     * Returns dates such as {@code 2024-03}, with the start and end of a period separated by a slash. Returns an empty
     * string if the JSON value contains no dates.
     */
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
