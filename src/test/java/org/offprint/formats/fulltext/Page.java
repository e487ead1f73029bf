package org.offprint.formats.fulltext;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;

/** HTML fragment that is parsed as in a browser, with checks for forbidden elements and attributes. */
final class Page {

    private static final Set<String> ELEMENTS =
            words("a abbr aside audio b blockquote br code dd details dfn div dl dt figcaption"
                    + " figure footer h2 h3 h4 h5 h6 i img li ol p pre rb rp rt ruby s section span sub summary sup table tbody td tfoot"
                    + " th thead tr u ul video");

    private static final Set<String> MATHEMATICS = words(
            "math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom"
                    + " mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover");

    private static final Set<String> ANYWHERE = words("id class lang dir role aria-label aria-labelledby");

    private static final Map<String, Set<String>> ATTRIBUTES = Map.ofEntries(
            Map.entry("a", words("href rel type")),
            Map.entry("abbr", words("title")),
            Map.entry("img", words("src alt width height loading decoding")),
            Map.entry("audio", words("src controls preload")),
            Map.entry("video", words("src controls preload")),
            Map.entry("ol", words("type start")),
            Map.entry("li", words("value")),
            Map.entry("pre", words("tabindex")),
            Map.entry("div", words("tabindex")),
            Map.entry("td", words("colspan rowspan")),
            Map.entry("th", words("colspan rowspan scope")),
            Map.entry("h6", words("aria-level")),
            Map.entry("math", words("display alttext")),
            Map.entry("mi", words("mathvariant")),
            Map.entry(
                    "mo",
                    words(
                            "form stretchy symmetric largeop movablelimits fence separator lspace rspace minsize maxsize")),
            Map.entry("mspace", words("width height depth")),
            Map.entry("mpadded", words("width height depth lspace voffset")),
            Map.entry("mfrac", words("linethickness")),
            Map.entry("mover", words("accent")),
            Map.entry("munder", words("accentunder")),
            Map.entry("munderover", words("accent accentunder")),
            Map.entry("mstyle", words("displaystyle scriptlevel")),
            Map.entry("mtable", words("displaystyle")),
            Map.entry("mtd", words("columnspan rowspan")));

    private final Document document;
    private final List<String> faults = new ArrayList<>();

    Page(String html) {
        Parser parser = Parser.htmlParser();
        parser.setTrackErrors(20);
        document = Jsoup.parse(
                "<!DOCTYPE html><html><head><title>x</title></head><body>" + html + "</body></html>", parser);
        for (ParseError error : parser.getErrors()) {
            faults.add(error.getErrorMessage() + " at " + around(html, error.getPosition() - 63));
        }
        check();
    }

    private static Set<String> words(String list) {
        return Set.of(list.split(" "));
    }

    private static String around(String html, int place) {
        return html.substring(
                Math.max(0, Math.min(html.length(), place - 150)), Math.max(0, Math.min(html.length(), place + 50)));
    }

    Element body() {
        return document.body();
    }

    /** Returns the violations, or an empty list if the page may be displayed. */
    List<String> faults() {
        return faults;
    }

    private void check() {
        Set<String> ids = new HashSet<>();
        int depth = 1;
        for (Element element : document.body().getAllElements()) {
            String name = element.normalName();
            if (element == document.body()) {
                continue;
            }
            boolean isMathematics = element.tag().namespace().endsWith("MathML") || MATHEMATICS.contains(name);
            if (!(isMathematics ? MATHEMATICS : ELEMENTS).contains(name)) {
                faults.add("The element " + name + " is not in the allow-list.");
            }
            for (Attribute attribute : element.attributes()) {
                attribute(element, name, attribute);
            }
            if (!element.id().isEmpty() && !ids.add(element.id())) {
                faults.add("The id " + element.id() + " occurs twice.");
            }
            if (name.equals("img")
                    && (!element.hasAttr("alt") || element.attr("alt").isBlank())) {
                faults.add("An image has no alternative text.");
            }
            if (name.matches("h[2-6]")) {
                int level = Integer.parseInt(name.substring(1));
                if (level > depth + 1) {
                    faults.add(
                            "A heading of level " + level + " follows one of level " + depth + ": " + element.text());
                }
                depth = level;
            }
            if (name.equals("a") && element.parents().is("a")) {
                faults.add("A link contains a link.");
            }
        }
        for (Element element : document.body().getAllElements()) {
            references(element, ids);
        }
    }

    private void attribute(Element element, String name, Attribute attribute) {
        boolean isKnown = ANYWHERE.contains(attribute.getKey())
                || ATTRIBUTES.getOrDefault(name, Set.of()).contains(attribute.getKey());
        if (!isKnown) {
            faults.add("The attribute " + attribute.getKey() + " of " + name + " is not in the allow-list.");
        }
        boolean isLink = attribute.getKey().equals("href") || attribute.getKey().equals("src");
        if (isLink && !isTaken(attribute.getValue())) {
            faults.add("The link " + attribute.getValue() + " is not allowed.");
        }
        if (attribute.getKey().equals("id") && attribute.getValue().matches("(?s).*\\s.*|")) {
            faults.add("The id " + attribute.getValue() + " contains spaces.");
        }
    }

    private static boolean isTaken(String link) {
        if (link.startsWith("#") || link.startsWith("/files/")) {
            return true;
        }
        try {
            String scheme = URI.create(link).getScheme();
            return Set.of("http", "https", "ftp").contains(scheme);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void references(Element element, Set<String> ids) {
        String href = element.attr("href");
        if (href.startsWith("#")) {
            String id = URLDecoder.decode(href.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
            if (!ids.contains(id)) {
                faults.add("The link " + href + " has no target.");
            }
        }
        String labelled = element.attr("aria-labelledby");
        if (!labelled.isEmpty() && !ids.contains(labelled)) {
            faults.add("The label " + labelled + " does not exist.");
        }
    }
}
