package org.offprint.formats.fulltext;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.offprint.formats.xml.XmlElement;

/**
 * Counts the words of a source and of its rendered page for comparison. The rules for omitted words are written
 * independently of the renderer.
 */
final class SourceWords {

    /**
     * Elements that are not displayed, because they contain record metadata, email addresses or machine-readable text.
     */
    private static final Set<String> LEFT_OUT = Set.of(
            "front",
            "front-stub",
            "email",
            "alt-text",
            "object-id",
            "annotation",
            "annotation-xml",
            "index-term",
            "kwd-group",
            "subj-group",
            "sec-meta",
            "processing-meta",
            "long-desc");

    /**
     * Elements in order of preference if a source element offers alternatives. Only the most preferred alternative is
     * displayed. A {@code table-wrap} displays all of its tables whose text differs.
     */
    private static final List<String> PREFERRED = List.of(
            "math",
            "table",
            "tgroup",
            "array",
            "textual-form",
            "code",
            "preformat",
            "media",
            "chem-struct",
            "tex-math");

    private SourceWords() {}

    static Map<String, Integer> ofSource(XmlElement article) {
        Map<String, Integer> words = new TreeMap<>();
        article.elements().forEach(part -> source(part, words));
        return words;
    }

    static Map<String, Integer> ofElement(XmlElement element) {
        Map<String, Integer> words = new TreeMap<>();
        source(element, words);
        return words;
    }

    private static void source(XmlElement element, Map<String, Integer> words) {
        String name = element.name();
        boolean isTranslation = name.equals("sub-article") && "translation".equals(element.attribute("article-type"));
        boolean isTexBesideMath = name.equals("tex-math")
                && element.selfAndAncestors()
                        .limit(4)
                        .anyMatch(around -> around.name().endsWith("-formula")
                                && !around.outermost("math").isEmpty());
        boolean isNumberedHere = name.equals("label")
                && element.parent().name().equals("fn")
                && !Set.of("fn-group", "table-wrap-foot", "back")
                        .contains(element.parent().parent().name());
        boolean isRepeatedRange = name.equals("page-range")
                && String.valueOf(element.text())
                        .replaceAll("[^\\p{L}\\p{N}]", "")
                        .equals(element.parent().at("fpage").text()
                                + element.parent().at("lpage").text());
        boolean isAddress = name.equals("ext-link")
                && String.valueOf(element.attribute("href")).startsWith("mailto:");
        if (LEFT_OUT.contains(name)
                || isAddress
                || isRepeatedRange
                || isTranslation
                || isTexBesideMath
                || name.equals("tex-math")
                || isNumberedHere) {
            return;
        }
        if (name.equals("alternatives") || name.equals("citation-alternatives") || name.endsWith("-alternatives")) {
            shown(element).forEach(form -> source(form, words));
            return;
        }
        for (Object part : element.content()) {
            if (part instanceof XmlElement child) {
                source(child, words);
            } else {
                count((String) part, words);
            }
        }
    }

    private static List<XmlElement> shown(XmlElement alternatives) {
        for (String name : PREFERRED) {
            List<XmlElement> forms = alternatives.elements(name);
            if (!forms.isEmpty() && alternatives.parent().name().equals("table-wrap")) {
                Map<String, XmlElement> byText = new LinkedHashMap<>();
                forms.forEach(form -> byText.putIfAbsent(String.valueOf(form.text()), form));
                return List.copyOf(byText.values());
            }
            if (!forms.isEmpty()) {
                return List.of(forms.get(0));
            }
        }
        List<XmlElement> printed = alternatives.elements("mixed-citation");
        return List.of(printed.isEmpty() ? alternatives.elements().get(0) : printed.get(0));
    }

    static Map<String, Integer> ofPage(Element page) {
        Map<String, Integer> words = new TreeMap<>();
        page(page, words);
        return words;
    }

    private static void page(Element element, Map<String, Integer> words) {
        if (element.hasClass("made") || element.hasClass("tex") || element.hasClass("description")) {
            return;
        }
        for (Node node : element.childNodes()) {
            if (node instanceof TextNode text) {
                count(text.getWholeText(), words);
            } else if (node instanceof Element child) {
                page(child, words);
            }
        }
    }

    private static void count(String text, Map<String, Integer> words) {
        StringBuilder word = new StringBuilder();
        for (int c :
                Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().toArray()) {
            if (Character.isLetterOrDigit(c)) {
                word.appendCodePoint(c);
            } else if (!word.isEmpty()) {
                words.merge(word.toString(), 1, Integer::sum);
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.merge(word.toString(), 1, Integer::sum);
        }
    }

    /**
     * Returns the words that occur more often in the first map than in the second. The result contains each word once
     * per missing occurrence.
     */
    static List<String> lacking(Map<String, Integer> first, Map<String, Integer> second) {
        List<String> lacking = new ArrayList<>();
        first.forEach((word, count) -> {
            for (int i = second.getOrDefault(word, 0); i < count; i++) {
                lacking.add(word);
            }
        });
        return lacking;
    }

    /** Returns the number of occurrences of each letter and digit in the words. */
    static Map<String, Integer> letters(Map<String, Integer> words) {
        Map<String, Integer> letters = new TreeMap<>();
        words.forEach((word, count) ->
                word.codePoints().forEach(c -> letters.merge(Character.toString(c), count, Integer::sum)));
        return letters;
    }
}
