package org.offprint.formats.fulltext.jats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names that replace element names of previous tag sets, or of elements that are not permitted at their position. */
final class ElementNames {

    /** Names of the current tag set for elements of previous tag sets. */
    private static final Map<String, String> RENAMED = Map.of(
            "nlm-citation", "element-citation",
            "citation", "element-citation",
            "citation-wrap", "citation-alternatives",
            "gloss-group", "glossary",
            "custom-meta-wrap", "custom-meta-group",
            "floats-wrap", "floats-group",
            "chem-struct-wrapper", "chem-struct-wrap");

    /** Element names to try if an element is not permitted at its position. */
    private static final Map<String, List<String>> ALTERNATIVES = Map.ofEntries(
            Map.entry("notes", List.of("sec")),
            Map.entry("ack", List.of("sec")),
            Map.entry("bio", List.of("sec")),
            Map.entry("glossary", List.of("sec")),
            Map.entry("app", List.of("sec")),
            Map.entry("graphic", List.of("inline-graphic")),
            Map.entry("inline-graphic", List.of("graphic")),
            Map.entry("media", List.of("inline-media")),
            Map.entry("inline-media", List.of("media")),
            Map.entry("supplementary-material", List.of("inline-supplementary-material")),
            Map.entry("disp-formula", List.of("inline-formula")),
            Map.entry("inline-formula", List.of("disp-formula")),
            Map.entry("access-date", List.of("date-in-citation")),
            Map.entry("page-count", List.of("size")),
            Map.entry("subtitle", List.of("p")),
            Map.entry("title", List.of("p")),
            Map.entry("abstract", List.of("sec")),
            Map.entry("sig-block", List.of("p")),
            Map.entry("front", List.of("front-stub")),
            Map.entry("sub-article", List.of("response")),
            Map.entry("response", List.of("sub-article")));

    /** Names of the elements that have to precede other elements of the same parent, and can therefore be moved. */
    static final Set<String> HEADINGS = Set.of(
            "label",
            "title",
            "caption",
            "object-id",
            "sec-meta",
            "alt-text",
            "long-desc",
            "contrib-id",
            "front-stub",
            "thead",
            "tfoot",
            "oasis:colspec",
            "colgroup",
            "col");

    /** Names of tables and their groups of rows. */
    static final Set<String> TABLES =
            Set.of("table", "thead", "tfoot", "tbody", "oasis:table", "oasis:tgroup", "oasis:thead", "oasis:tbody");

    private static final Set<String> IN_ROWS = Set.of("tr", "td", "th", "oasis:row", "oasis:entry");

    private static final ElementType BOLD = ElementType.of("bold");

    private ElementNames() {}

    /** Renames an element of a previous tag set. */
    static void update(JatsNode node) {
        rename(node, RENAMED.getOrDefault(node.name(), node.name()));
    }

    /** Returns the names to try for an element that is not permitted at its position, in order of preference. */
    static List<String> alternatives(JatsNode node) {
        return ALTERNATIVES.getOrDefault(node.name(), List.of());
    }

    /**
     * Renames an element. A section gets its type from the type or the name of the element, and a size gets its text
     * from the number of pages.
     */
    static void rename(JatsNode node, String name) {
        if (name.equals("sec") && !node.name().equals(name)) {
            String type = node.attributes().remove("notes-type");
            String named = node.name().equals("ack") ? "acknowledgements" : node.name();
            node.attributes().putIfAbsent("sec-type", type == null ? named : type);
        }
        if (name.equals("size") && node.attributes().containsKey("count")) {
            node.add(node.attributes().remove("count"));
            node.attributes().put("units", "pages");
        }
        node.rename(name);
    }

    /** Returns the content of an element. The content of a block element is separated from adjacent text by spaces. */
    static List<Object> unwrapped(JatsNode node) {
        if (isInline(node.name()) || ElementType.of(node.name()) == null && !node.hasText()) {
            return node.content();
        }
        List<Object> parts = new ArrayList<>();
        parts.add(" ");
        parts.addAll(node.content());
        parts.add(" ");
        return parts;
    }

    /** Returns whether an element is a table or a part of a table. */
    static boolean isInTables(String name) {
        return TABLES.contains(name) || IN_ROWS.contains(name);
    }

    /** Returns whether an element is part of a phrase, for example emphasis or a link. */
    static boolean isInline(String name) {
        return BOLD.content().permits(name) || name.equals("x");
    }
}
