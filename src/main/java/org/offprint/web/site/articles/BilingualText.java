package org.offprint.web.site.articles;

import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * Pairs the sections of a full text with those of its translation. References and notes are omitted. Links to them
 * open the page of the language.
 */
final class BilingualText {

    /** Roles of sections that are omitted, because they are the same in both languages. */
    private static final Set<String> OMITTED = Set.of("doc-bibliography", "doc-endnotes");

    /** Prefix of the ids in the second text, which would otherwise appear twice on the page. */
    private static final String PREFIX = "b-";

    private final Document document;
    private final List<String> parts = new ArrayList<>();

    private BilingualText(String html, String path, String prefix) {
        document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false);
        for (Element section : List.copyOf(document.body().children())) {
            if (OMITTED.contains(section.attr("role"))) {
                section.remove();
            }
        }
        Set<String> ids = Set.copyOf(document.select("[id]").eachAttr("id"));
        for (Element link : document.select("a[href^=#]")) {
            String target = link.attr("href").substring(1);
            link.attr("href", ids.contains(target) ? "#" + prefix + target : path + "#" + target);
        }
        if (!prefix.isEmpty()) {
            for (String attribute : List.of("id", "aria-labelledby", "headers")) {
                document.select("[" + attribute + "]")
                        .forEach(each -> each.attr(attribute, prefixed(each.attr(attribute), prefix)));
            }
        }
        split();
    }

    /** Adds the prefix to each id of a list that is separated by spaces. */
    private static String prefixed(String ids, String prefix) {
        return prefix + ids.trim().replaceAll("\\s+", " " + prefix);
    }

    /** Section of a text, next to the same section of the translation. */
    public record SectionPair(RawString first, RawString second) {}

    /**
     * Returns the sections of two texts in pairs. If the texts do not have the same number of sections, returns one pair
     * with the complete texts.
     *
     * @param path path of the page of the first text, for links to omitted sections
     * @param otherPath path of the page of the second text
     */
    static List<SectionPair> pairs(String html, String path, String otherHtml, String otherPath) {
        BilingualText first = new BilingualText(html, path, "");
        BilingualText second = new BilingualText(otherHtml, otherPath, PREFIX);
        if (first.parts.size() != second.parts.size()) {
            return List.of(pair(first.all(), second.all()));
        }
        List<SectionPair> pairs = new ArrayList<>();
        for (int i = 0; i < first.parts.size(); i++) {
            if (!(first.parts.get(i) + second.parts.get(i)).isBlank()) {
                pairs.add(pair(first.parts.get(i), second.parts.get(i)));
            }
        }
        return pairs;
    }

    private static SectionPair pair(String first, String second) {
        return new SectionPair(new RawString(first), new RawString(second));
    }

    private void split() {
        StringBuilder before = new StringBuilder();
        for (Node node : document.body().childNodes()) {
            if (node instanceof Element element && element.normalName().equals("section")) {
                if (parts.isEmpty()) {
                    parts.add(before.toString());
                    before.setLength(0);
                }
                parts.add(before + element.outerHtml());
                before.setLength(0);
            } else {
                before.append(node.outerHtml());
            }
        }
        if (parts.isEmpty() || !before.toString().isBlank()) {
            parts.add(before.toString());
        }
    }

    private String all() {
        return document.body().html();
    }
}
