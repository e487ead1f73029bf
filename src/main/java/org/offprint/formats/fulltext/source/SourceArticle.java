package org.offprint.formats.fulltext.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.xml.XmlElement;
import org.offprint.formats.xml.XmlReader;

/**
 * Parsed JATS article with an index of its ids and cross-references. The XML reader limits the file size, and the
 * nesting depth to 500 levels, so recursion is safe in this class.
 */
public final class SourceArticle {

    private static final String SUB_ARTICLE = "sub-article";
    private static final int MAX_ID_LENGTH = 200;

    /**
     * Maximum number of translations of an article. Each translation is rendered as a separate page, which may repeat
     * the references of the article.
     */
    private static final int MAX_TRANSLATIONS = 100;

    /** Maximum length of a link target's name, in characters. */
    private static final int MAX_NAME_LENGTH = 100;

    /**
     * Prefix of generated element ids. To avoid collisions, the prefix is prepended twice to source ids that start with
     * it.
     */
    private static final String GENERATED_PREFIX = "x-";

    /** Elements that are not part of the full text, because the article record contains their data. */
    private static final Set<String> FRONT = Set.of("front", "front-stub", "processing-meta");

    private static final Set<String> AROUND_BLOCKS = Set.of(
            "sec",
            "body",
            "boxed-text",
            "disp-quote",
            "fig",
            "list-item",
            "app",
            "supplementary-material",
            "answer",
            "question");

    private static final Set<String> CITED = Set.of(
            "ref", "fn", "citation", "element-citation", "mixed-citation", "nlm-citation", "citation-alternatives");

    private final XmlElement root;
    private final Map<String, List<XmlElement>> byId = new HashMap<>();
    private final Map<XmlElement, String> ids = new HashMap<>();
    private final Set<XmlElement> blockContainers = new HashSet<>();
    private final Map<XmlElement, List<XmlElement>> citations = new HashMap<>();
    private final Map<XmlElement, Integer> numbers = new HashMap<>();
    /**
     * Maps an element to the translation that contains it. Only cross-references and elements with an id are included.
     */
    private final Map<XmlElement, XmlElement> translated = new HashMap<>();
    /**
     * Maps an element to the innermost sub-article or response that contains it. Only cross-references and elements
     * with an id are included.
     */
    private final Map<XmlElement, XmlElement> parts = new HashMap<>();
    /** Cache of link target names, because many cross-references can have the same target. */
    private final Map<XmlElement, Optional<String>> names = new HashMap<>();

    private SourceArticle(XmlElement root) {
        this.root = root;
        List<XmlElement> references = new ArrayList<>();
        index(root, null, null, references);
        for (XmlElement reference : references) {
            for (XmlElement target : targets(reference)) {
                if (CITED.contains(target.name())) {
                    numbers.putIfAbsent(reference, numbers.size() + 1);
                    citations.computeIfAbsent(target, key -> new ArrayList<>()).add(reference);
                }
            }
        }
    }

    /**
     * Reads a JATS file with one article.
     *
     * @throws UnreadableException if the file is not well-formed, too large, nested too deeply, or not an article
     */
    public static SourceArticle read(InputStream file) throws IOException {
        try (XmlReader xml = new XmlReader(file, Set.of())) {
            String name = xml.root();
            if (!name.equals("article")) {
                throw new UnreadableException(
                        "The file is not a JATS article: its root element must be article, not " + name + ".", 1);
            }
            return new SourceArticle(xml.element());
        }
    }

    public XmlElement root() {
        return root;
    }

    /** Returns at most 100 sub-articles that are translations of the article. */
    public List<XmlElement> translations() {
        return root.elements(SUB_ARTICLE).stream()
                .filter(SourceArticle::isTranslation)
                .limit(MAX_TRANSLATIONS)
                .toList();
    }

    /** Returns whether a sub-article is a translation of the article. */
    public static boolean isTranslation(XmlElement part) {
        return part.name().equals(SUB_ARTICLE) && "translation".equals(part.attribute("article-type"));
    }

    /** Returns whether an element is or contains a block element. */
    public boolean isBlock(XmlElement element) {
        return BlockElements.NAMES.contains(element.name()) || blockContainers.contains(element);
    }

    /** Returns whether an element is a block element by name, regardless of its content. */
    public boolean isBlockItself(XmlElement element) {
        return BlockElements.NAMES.contains(element.name());
    }

    /**
     * Returns the HTML id of an element, or null if it has none. The id from the source is used if it is valid in HTML.
     */
    public String id(XmlElement element) {
        return ids.get(element);
    }

    /** Returns the targets of a cross-reference in the order of its ids. Missing targets are omitted. */
    public List<XmlElement> targets(XmlElement reference) {
        Set<XmlElement> targets = new LinkedHashSet<>();
        for (String id : SourceIds.named(reference.attribute("rid"))) {
            XmlElement target = target(id, reference);
            if (target != null) {
                targets.add(target);
            }
        }
        return List.copyOf(targets);
    }

    /**
     * Returns the label of a link target, or its title if it has no label. Returns an empty result if the target has no
     * label and no title, or if its name has more than 100 characters.
     */
    public Optional<String> nameOf(XmlElement target) {
        return names.computeIfAbsent(
                target, element -> Stream.of(element.at("label"), element.at("caption", "title"), element.at("title"))
                        .map(XmlElement::text)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .filter(name -> name.length() <= MAX_NAME_LENGTH));
    }

    /** Returns the first element with the given id, or null if there is none or if the id is null. */
    public XmlElement named(String id) {
        return byId.getOrDefault(id, List.of()).stream().findFirst().orElse(null);
    }

    /**
     * Returns the cross-references on a page that refer to a footnote or a reference.
     *
     * @param page root element of the article or of one of its translations
     */
    public List<XmlElement> citations(XmlElement target, XmlElement page) {
        return citations.getOrDefault(target, List.of()).stream()
                .filter(reference -> page(reference) == page)
                .toList();
    }

    /**
     * Returns the root element of the page on which an element appears: the translation that contains the element,
     * otherwise the article.
     */
    public XmlElement page(XmlElement element) {
        return translated.getOrDefault(element, root);
    }

    /**
     * Returns the id of a cross-reference to a footnote or a reference, as the target of the link back to the text.
     * Returns null for any other cross-reference.
     */
    public String citationId(XmlElement reference) {
        Integer number = numbers.get(reference);
        if (number == null) {
            return null;
        }
        String own = ids.get(reference);
        return own == null ? GENERATED_PREFIX + "c" + number : own;
    }

    /**
     * Returns the element with the given id, or null if there is none. If several elements have the same id, an element
     * in the same sub-article is preferred, then the first element.
     */
    private XmlElement target(String id, XmlElement from) {
        List<XmlElement> found = byId.getOrDefault(id, List.of());
        if (found.size() > 1) {
            XmlElement own = parts.get(from);
            for (XmlElement each : found.subList(0, Math.min(found.size(), 10))) {
                if (parts.get(each) == own) {
                    return each;
                }
            }
        }
        return found.isEmpty() ? null : found.get(0);
    }

    /** Adds an element and its descendants to the index. Returns whether the element is or contains a block element. */
    private boolean index(XmlElement element, XmlElement around, XmlElement within, List<XmlElement> references) {
        String id = element.attribute("id");
        boolean isPart = element.name().equals(SUB_ARTICLE) || element.name().equals("response");
        XmlElement part = isPart ? element : within;
        if (part != null && (id != null || element.name().equals("xref"))) {
            parts.put(element, part);
        }
        XmlElement translation = around == null && isTranslation(element) ? element : around;
        if (translation != null && (id != null || element.name().equals("xref"))) {
            translated.put(element, translation);
        }
        if (id != null) {
            List<XmlElement> same = byId.computeIfAbsent(id, key -> new ArrayList<>(1));
            same.add(element);
            ids.put(element, htmlId(id, same.size()));
        }
        if (element.name().equals("xref")) {
            references.add(element);
        }
        boolean holds = false;
        for (XmlElement child : element.elements()) {
            if (!FRONT.contains(child.name())) {
                holds |= index(child, translation, part, references);
            }
        }
        // Within a paragraph, only the mark of a footnote is written. An abbreviation is inline even if its explanation
        // contains blocks.
        if (element.name().equals("fn") || element.name().equals("abbrev")) {
            return false;
        }
        if (element.name().equals("code")) {
            holds |= isBlockOfCode(element);
        }
        if (holds) {
            blockContainers.add(element);
        }
        return holds || BlockElements.NAMES.contains(element.name());
    }

    /** Returns whether program code is a block: code with several lines, or code among block elements. */
    private static boolean isBlockOfCode(XmlElement code) {
        boolean isAmongBlocks =
                code.parent() != null && AROUND_BLOCKS.contains(code.parent().name());
        return isAmongBlocks || code.unfoldedText().indexOf('\n') >= 0;
    }

    private String htmlId(String id, int occurrence) {
        boolean isPlain = id.length() <= MAX_ID_LENGTH
                && !id.startsWith(GENERATED_PREFIX)
                && id.chars().noneMatch(SourceArticle::isOdd);
        if (occurrence > 1 || id.length() > MAX_ID_LENGTH) {
            return GENERATED_PREFIX + "i" + (ids.size() + 1);
        }
        return isPlain ? id : GENERATED_PREFIX + GENERATED_PREFIX + SourceIds.withoutBlanks(id);
    }

    private static boolean isOdd(int c) {
        return Character.isWhitespace(c) || Character.isISOControl(c) || Character.isSpaceChar(c);
    }
}
