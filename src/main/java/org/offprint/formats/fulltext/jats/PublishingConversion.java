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

    /** Number of operands of the elements of MathML that have a fixed number of operands. */
    private static final Map<String, Integer> OPERANDS = Map.of(
            "mml:mfrac", 2,
            "mml:mroot", 2,
            "mml:msub", 2,
            "mml:msup", 2,
            "mml:msubsup", 3,
            "mml:munder", 2,
            "mml:mover", 2,
            "mml:munderover", 3);

    private PublishingConversion() {}

    /** Converts an article, except the front matter, which is generated and valid. */
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
            completeFormula(node);
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
        node.elements().forEach(PublishingConversion::completeFormula);
        long missing = OPERANDS.getOrDefault(node.name(), 0) - node.elements().count();
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
        if (other != null && node.hasOwnText()) {
            node.rename(other);
        }
        ElementType type = ElementType.of(node.name());
        if (type == null || !type.fitAttributes(node)) {
            return ElementNames.unwrapped(node);
        }
        if (type.content().permitsText()) {
            List<Object> content = new ArrayList<>();
            mixed(type.content(), node.content(), content);
            node.replaceContent(content);
            return List.of(node);
        }
        List<Object> content = new ContentOrder(type.content(), node.content(), PublishingConversion::fit).valid();
        if (content != null) {
            node.replaceContent(content);
            return List.of(node);
        }
        return ElementNames.unwrapped(node);
    }

    private static void mixed(ContentModel model, List<Object> parts, List<Object> content) {
        for (Object part : parts) {
            if (!(part instanceof JatsNode child) || model.permits(child.name())) {
                content.add(part);
                continue;
            }
            String alternative = ElementNames.alternatives(child).stream()
                    .filter(model::permits)
                    .findFirst()
                    .orElse(null);
            if (alternative == null) {
                mixed(model, ElementNames.unwrapped(child), content);
            } else {
                ElementNames.rename(child, alternative);
                mixed(model, fit(child), content);
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
            node.elements().forEach(child -> visit(child, part));
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
}
