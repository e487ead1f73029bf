package org.offprint.formats.fulltext.jats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.formats.fulltext.mathematics.Formulas;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.xml.XmlReader;

/**
 * Converts JATS or NLM markup of any tag set to valid JATS Journal Publishing 1.3. All text is preserved. An element
 * that the tag set does not permit at its position is renamed, moved, enclosed in another element, or replaced with its
 * content, in this order of preference.
 */
final class PublishingConversion {

    /** Names of elements that permit text among their child elements, by the names of elements that do not. */
    private static final Map<String, String> FOR_MIXED_CONTENT = Map.of(
            "element-citation", "mixed-citation",
            "name", "string-name",
            "date", "string-date",
            "conference", "string-conf");

    private static final Set<String> LINKS = Set.of("ext-link", "uri", "xref");

    /** Images and formulas at which a link is divided, because it must not contain them. */
    private static final Set<String> NOT_IN_LINKS = Set.of(
            "alternatives",
            "chem-struct",
            "disp-formula",
            "graphic",
            "inline-formula",
            "inline-graphic",
            "inline-media",
            "inline-supplementary-material",
            "media",
            "mml:math",
            "private-char",
            "supplementary-material",
            "tex-math");

    private PublishingConversion() {}

    /**
     * Converts an article, except the front matter, which is generated and valid.
     *
     * @throws UnreadableException if the elements of the article are nested too deeply
     */
    static void apply(JatsNode article) {
        JatsNode front = article.first("front");
        List<Object> parts = new ArrayList<>();
        article.content().forEach(part -> {
            if (part instanceof JatsNode child && child != front) {
                parts.addAll(convert(child));
            } else {
                parts.add(part);
            }
        });
        article.replaceContent(parts);
        fit(article);
        // The recommendations can add up to two levels, for the institution of a funding source.
        if (article.depth() + 2 > XmlReader.MAX_DEPTH) {
            throw new UnreadableException(
                    "The elements of the JATS output are nested more than " + XmlReader.MAX_DEPTH + " levels deep.", 0);
        }
        DocumentIds.makeValid(article);
        Recommendations.apply(article);
    }

    /**
     * Converts an element and its content.
     *
     * @return the nodes that replace the element: usually the element, otherwise its content
     */
    private static List<Object> convert(JatsNode node) {
        if (node.isMathMl()) {
            node.selfAndDescendants().forEach(PublishingConversion::completeFormula);
            return List.of(node);
        }
        shortenFront(node);
        List<Object> parts = new ArrayList<>(node.content().size());
        for (Object part : node.content()) {
            if (part instanceof JatsNode child) {
                parts.addAll(convert(child));
            } else {
                parts.add(part);
            }
        }
        node.replaceContent(parts);
        ElementNames.update(node);
        return fit(node);
    }

    /** Adds empty rows to formulas with missing operands, for example a superscript without an exponent. */
    private static void completeFormula(JatsNode node) {
        String name = node.name().substring(JatsNode.MATHML.length());
        long missing = Formulas.operands(name) - node.elements().count();
        for (long i = 0; i < missing; i++) {
            node.add(new JatsNode("mml:mrow"));
        }
    }

    /** Replaces the front matter of a sub-article with its article metadata if required elements are missing. */
    private static void shortenFront(JatsNode front) {
        if (!front.name().equals("front")) {
            return;
        }
        JatsNode journal = front.first("journal-meta");
        JatsNode article = front.first("article-meta");
        boolean isComplete = journal != null
                && journal.first("journal-id") != null
                && journal.first("issn") != null
                && article != null
                && article.first("title-group") != null;
        if (!isComplete) {
            front.rename("front-stub");
            front.replaceContent(article == null ? List.of() : article.content());
        }
    }

    /** Makes the attributes and the order of the content of an element valid. The child elements must be valid. */
    private static List<Object> fit(JatsNode node) {
        String other = FOR_MIXED_CONTENT.get(node.name());
        boolean hasPunctuation = node.name().equals("element-citation")
                && node.elements().anyMatch(child -> child.name().equals("x") && child.hasText());
        boolean isMixed = node.hasOwnText() || hasPunctuation;
        if (other != null && isMixed) {
            node.rename(other);
        }
        boolean isOfTable = ElementNames.TABLES.contains(node.name());
        if (isOfTable) {
            TableRows.complete(node);
        }
        ElementType type = ElementType.of(node.name());
        if (type == null || !type.fitAttributes(node)) {
            return ElementNames.unwrapped(node);
        }
        if (type.content().permitsText()) {
            List<Object> content = new ArrayList<>();
            boolean isLink = LINKS.contains(node.name());
            mixed(type.content(), node.content(), isLink, content);
            node.replaceContent(content);
            return isLink ? divided(node, type.content()) : List.of(node);
        }
        List<Object> afterTable = isOfTable ? new ArrayList<>() : null;
        List<Object> content =
                new ContentOrder(type.content(), node.content(), afterTable, PublishingConversion::fit).valid();
        if (content == null) {
            return ElementNames.unwrapped(node);
        }
        node.replaceContent(content);
        List<Object> nodes = new ArrayList<>(List.of(node));
        if (isOfTable) {
            afterTable.forEach(part -> nodes.addAll(List.of(" ", part)));
        }
        return nodes;
    }

    /**
     * Divides a link at the images and formulas that it must not contain, so that they are between the parts of the
     * link. A link without text is omitted if it has no address.
     */
    private static List<Object> divided(JatsNode link, ContentModel model) {
        if (link.elements().allMatch(child -> model.permits(child.name()))) {
            return List.of(link);
        }
        boolean hasText = link.content().stream()
                .anyMatch(part -> part instanceof JatsNode child
                        ? model.permits(child.name()) && child.hasText()
                        : !((String) part).isBlank());
        List<Object> content = link.content();
        link.replaceContent(List.of());
        List<Object> nodes = new ArrayList<>();
        if (!hasText && link.attributes().containsKey("xlink:href")) {
            nodes.add(link);
        }
        JatsNode current = null;
        boolean isFirst = true;
        for (Object part : content) {
            boolean isBlank = part instanceof String text && text.isBlank();
            if (part instanceof JatsNode child && !model.permits(child.name())) {
                nodes.add(child);
                current = null;
            } else if (current != null) {
                current.add(part);
            } else if (isBlank || !hasText) {
                nodes.add(part);
            } else {
                current = new JatsNode(link.name());
                current.attributes().putAll(link.attributes());
                if (!isFirst) {
                    current.attributes().remove("id");
                }
                isFirst = false;
                nodes.add(current.add(part));
            }
        }
        return nodes;
    }

    /** @param isLink whether images and formulas are kept even if the content model does not permit them */
    private static void mixed(ContentModel model, List<Object> parts, boolean isLink, List<Object> content) {
        for (Object part : parts) {
            if (!(part instanceof JatsNode child)
                    || model.permits(child.name())
                    || isLink && NOT_IN_LINKS.contains(child.name())) {
                content.add(part);
                continue;
            }
            String alternative = ElementNames.alternatives(child).stream()
                    .filter(model::permits)
                    .findFirst()
                    .orElse(null);
            if (alternative != null) {
                ElementNames.rename(child, alternative);
                mixed(model, fit(child), isLink, content);
            } else if (child.name().endsWith("table") && model.permits("table-wrap")) {
                content.add(new JatsNode("table-wrap").add(child));
            } else if (child.name().equals("table") && model.permits("array")) {
                child.rename("array");
                mixed(model, fit(child), isLink, content);
            } else {
                mixed(model, ElementNames.unwrapped(child), isLink, content);
            }
        }
    }

    /** Makes the ids of a document valid and unique, and removes references to ids that do not exist. */
    private static final class DocumentIds {

        private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.\\-\\u00B7]*");
        private static final Pattern NOT_IN_NAMES = Pattern.compile("[^\\p{L}\\p{N}_.\\-\\u00B7]");
        private static final Set<String> PARTS = Set.of("article", "sub-article", "response");
        private static final Set<String> REFERENCES =
                Set.of("rid", "headers", "continued-from", "pointer-to-question", "pointer-to-explained", "glyph-data");

        private final Set<String> ids = new HashSet<>();

        /** Written ids by the ids of the source, for each article or sub-article. */
        private final Map<JatsNode, Map<String, String>> ofParts = new HashMap<>();

        /** Written ids by the ids of the source, for references from other parts. */
        private final Map<String, String> first = new HashMap<>();

        private final Map<String, Integer> numbers = new HashMap<>();

        private final List<Runnable> references = new ArrayList<>();

        private DocumentIds() {}

        static void makeValid(JatsNode article) {
            DocumentIds ids = new DocumentIds();
            ids.visit(article, article);
            ids.references.forEach(Runnable::run);
        }

        private void visit(JatsNode node, JatsNode around) {
            JatsNode part = PARTS.contains(node.name()) ? node : around;
            String id = node.attributes().get("id");
            if (id != null) {
                String valid = valid(id);
                ids.add(valid);
                ofParts.computeIfAbsent(part, none -> new HashMap<>()).putIfAbsent(id, valid);
                first.putIfAbsent(id, valid);
                node.attributes().put("id", valid);
            }
            for (String attribute : REFERENCES) {
                if (node.attributes().containsKey(attribute)) {
                    references.add(() -> resolve(node, attribute, part));
                }
            }
            for (JatsNode child : node.children()) {
                visit(child, part);
            }
        }

        private String valid(String id) {
            String name = id;
            if (!NAME.matcher(id).matches()) {
                String replaced = NOT_IN_NAMES.matcher(id.strip()).replaceAll("_");
                name = NAME.matcher(replaced).matches() ? replaced : "id-" + replaced;
            }
            String unique = name;
            while (ids.contains(unique)) {
                unique = name + "-" + numbers.merge(name, 1, (number, one) -> number + one);
            }
            return unique;
        }

        private void resolve(JatsNode node, String attribute, JatsNode part) {
            Map<String, String> ofPart = ofParts.getOrDefault(part, Map.of());
            String resolved = Stream.of(node.attributes().get(attribute).strip().split("\\s+"))
                    .map(id -> ofPart.getOrDefault(id, first.get(id)))
                    .filter(Objects::nonNull)
                    .distinct()
                    .collect(Collectors.joining(" "));
            if (resolved.isEmpty()) {
                node.attributes().remove(attribute);
            } else {
                node.attributes().put(attribute, resolved);
            }
        }
    }

    /** Completes tables, so that all of their rows can be written as a table. */
    private static final class TableRows {

        /** Names of the elements with the rows of a table, by the names of the elements that contain them. */
        private static final Map<String, List<String>> GROUPS = Map.of(
                "table", List.of("tbody", "thead", "tfoot"),
                "oasis:tgroup", List.of("oasis:tbody", "oasis:thead"));

        private TableRows() {}

        /** Renames the head of a table without a body, and adds the number of columns of a CALS table. */
        static void complete(JatsNode table) {
            List<String> groups = GROUPS.get(table.name());
            if (groups == null) {
                return;
            }
            boolean hasBody = table.elements().anyMatch(child -> isBody(child, groups.get(0)));
            if (!hasBody) {
                groups.stream()
                        .map(table::first)
                        .filter(group -> group != null)
                        .findFirst()
                        .ifPresent(group -> group.rename(groups.get(0)));
            }
            String columns = table.attributes().getOrDefault("cols", "").strip();
            if (table.name().equals("oasis:tgroup")) {
                table.attributes().put("cols", columns.matches("\\d+") ? columns : Long.toString(columns(table)));
            }
        }

        private static boolean isBody(JatsNode child, String body) {
            return child.name().equals(body)
                    || child.name().equals("tr")
                    || child.name().equals("oasis:row");
        }

        /** Returns the number of columns that are declared, or that the first row has. */
        private static long columns(JatsNode table) {
            long declared = table.elements()
                    .filter(child -> child.name().equals("oasis:colspec"))
                    .count();
            long ofFirstRow = Stream.concat(Stream.of(table), table.elements())
                    .flatMap(JatsNode::elements)
                    .filter(child -> child.name().equals("oasis:row"))
                    .findFirst()
                    .map(row -> row.elements().count())
                    .orElse(0L);
            return Math.max(1, Math.max(declared, ofFirstRow));
        }
    }
}
