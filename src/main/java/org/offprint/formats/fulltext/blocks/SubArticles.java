package org.offprint.formats.fulltext.blocks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.GeneratedWords.Key;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.fulltext.inline.WebAddress;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.xml.XmlElement;

/**
 * Writes the body and back matter of an article in page order, followed by sub-articles such as letters, reports and
 * replies.
 */
public final class SubArticles {

    private static final int MAX_TITLE_LENGTH = 300;

    private SubArticles() {}

    /** Returns the writers for groups of floating figures, keyed by JATS element name. */
    public static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>();
        writers.put("floats-group", (flow, element) -> {});
        return writers;
    }

    /**
     * Writes an article or sub-article without its front matter.
     *
     * @param references references of the original article, for a translation without its own; otherwise null
     */
    public static void write(Flow flow, XmlElement article, XmlElement references) {
        for (XmlElement group : article.elements("floats-group", "floats-wrap")) {
            group.elements().forEach(flow::floating);
        }
        for (XmlElement body : article.elements("body")) {
            flow.write(body);
            flow.writeDeferred();
        }
        for (XmlElement group : article.elements("floats-group", "floats-wrap")) {
            unmentionedFloats(flow, group);
        }
        List<XmlElement> backs = article.elements("back");
        for (XmlElement back : backs) {
            back(flow, back);
        }
        NoteLists.storedNotes(flow);
        for (XmlElement back : backs) {
            part(flow, back, "ref-list");
        }
        if (references != null) {
            flow.write(references);
            flow.writeDeferred();
        }
        subArticles(flow, article);
    }

    /**
     * Writes the back matter without references. Appendices come first, and all other elements follow in source order.
     * Consecutive footnotes outside of a group are written as a list.
     */
    private static void back(Flow flow, XmlElement back) {
        part(flow, back, "app-group");
        List<XmlElement> notes = new ArrayList<>();
        for (Object part : back.content()) {
            if (!(part instanceof XmlElement element)) {
                words(flow, (String) part);
            } else if (element.name().equals("fn")) {
                notes.add(element);
            } else if (!element.name().equals("app-group") && !element.name().equals("ref-list")) {
                NoteLists.list(flow, notes);
                block(flow, element);
            }
        }
        NoteLists.list(flow, notes);
    }

    private static void words(Flow flow, String words) {
        if (!words.isBlank()) {
            flow.html().element("p", words);
        }
    }

    private static void block(Flow flow, XmlElement element) {
        if (element.name().equals("title") || element.name().equals("label")) {
            flow.write(element);
        } else if (flow.source().isBlock(element)) {
            flow.write(element);
        } else {
            flow.html().open("div");
            flow.write(element);
            flow.html().close();
        }
        flow.writeDeferred();
    }

    private static void part(Flow flow, XmlElement back, String name) {
        for (XmlElement part : back.elements(name)) {
            flow.write(part);
            flow.writeDeferred();
        }
    }

    /** Writes floating figures that the text does not mention. */
    private static void unmentionedFloats(Flow flow, XmlElement group) {
        for (XmlElement part : group.elements()) {
            if (flow.removeFloating(part)) {
                flow.write(part);
                flow.writeDeferred();
            }
        }
    }

    private static void subArticles(Flow flow, XmlElement article) {
        List<XmlElement> parts = article.elements("sub-article", "response").stream()
                .filter(part -> !SourceArticle.isTranslation(part))
                .toList();
        if (parts.isEmpty()) {
            return;
        }
        Html html = flow.html();
        boolean isOutermost = article.name().equals("article") || SourceArticle.isTranslation(article);
        if (!isOutermost) {
            // The heading of the enclosing sub-article is one level higher.
            parts.forEach(part -> one(flow, part));
            return;
        }
        String id = flow.newId("s");
        String heading = flow.newId("h");
        boolean isReply = parts.stream()
                .allMatch(part -> part.name().equals("response") || "reply".equals(part.attribute("article-type")));
        html.open("section", "class", "sub-articles", "id", id, "aria-labelledby", heading);
        flow.heading(heading, XmlElement.NONE, XmlElement.NONE, flow.word(isReply ? Key.RESPONSE : Key.REVIEW), id);
        flow.deeper(() -> parts.forEach(part -> one(flow, part)));
        html.close();
    }

    private static void one(Flow flow, XmlElement part) {
        Html html = flow.html();
        XmlElement front = part.at("front-stub").isNone() ? part.at("front", "article-meta") : part.at("front-stub");
        XmlElement title = front.at("title-group", "article-title");
        String id = flow.idOf(part, "a");
        String type = part.attribute("article-type");
        html.open(
                "details",
                "class",
                type == null ? "sub-article" : "sub-article " + Flow.className(type),
                "id",
                id,
                "lang",
                flow.language(part),
                "dir",
                flow.direction(part));
        html.open("summary", "class", "made");
        String words = title.text();
        String shown = words == null ? type == null ? flow.word(Key.RESPONSE) : type.replace('-', ' ') : words;
        String heading = flow.newId("h");
        flow.heading(heading, XmlElement.NONE, XmlElement.NONE, shortened(shown), id);
        html.close();
        front(flow, front);
        flow.deeper(() -> write(flow, part, null));
        html.close();
    }

    private static String shortened(String title) {
        return title.length() <= MAX_TITLE_LENGTH
                ? title
                : title.substring(0, title.offsetByCodePoints(0, MAX_TITLE_LENGTH / 2)) + "…";
    }

    /** Writes the authors (at most 50) and the DOI of a sub-article. */
    private static void front(Flow flow, XmlElement front) {
        Html html = flow.html();
        List<String> names = new ArrayList<>();
        for (XmlElement contributor : front.descendants("contrib")) {
            XmlElement name = contributor.at("name").isNone()
                    ? contributor.at("name-alternatives", "name")
                    : contributor.at("name");
            String given = name.at("given-names").text();
            String surname = name.at("surname").text();
            String collaboration = contributor.at("collab").textWithout("contrib-group", "email", "address");
            String whole = surname == null ? collaboration : given == null ? surname : given + " " + surname;
            if (whole != null && names.size() < 50) {
                names.add(whole);
            }
        }
        String doi = null;
        for (XmlElement identifier : front.elements("article-id")) {
            doi = "doi".equals(identifier.attribute("pub-id-type")) ? WebAddress.of("doi", identifier.text()) : doi;
        }
        if (names.isEmpty() && doi == null) {
            return;
        }
        html.open("p", "class", "byline made").text(String.join(", ", names));
        if (doi != null) {
            html.text(names.isEmpty() ? "" : ". ")
                    .open("a", "href", doi, "rel", "external")
                    .text(doi)
                    .close();
        }
        html.close();
    }
}
