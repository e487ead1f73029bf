package org.offprint.formats.jats.metadata;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.WebUrl;
import org.offprint.text.Table;

/** Other articles that this one is related to, and files that belong to it. */
public final class JatsLinksReader {

    /** Relations by the values that JATS suggests and that are in use. */
    private static final Map<String, String> RELATIONS = Table.map("relations-read.tsv", "jats");

    private JatsLinksReader() {}

    public static void relations(XmlElement around, Draft draft) {
        for (XmlElement related : around.elements("related-article")) {
            relation(related, draft);
        }
    }

    private static void relation(XmlElement related, Draft draft) {
        String type = String.valueOf(related.attribute("related-article-type")).toLowerCase(Locale.ROOT);
        String href = related.attribute("href");
        boolean isDoi = href != null
                && (href.matches("(?i)(?:info:doi/|doi:)?\\s*10\\.\\d{4,}.*") || href.contains("doi.org/"));
        String doi = isDoi ? draft.value(href, Doi::parse, related.path()) : null;
        if (doi == null) {
            draft.unplaced(related.path(), type + words(related));
            related.mark();
            return;
        }
        ObjectNode relation = JsonNodeFactory.instance.objectNode();
        String known = RELATIONS.get(type);
        relation.put("type", known == null ? "references" : known).put("doi", doi);
        String said = related.text() == null ? related.attribute("title") : related.take();
        // The DOI as words is no label.
        String text = said != null && said.endsWith(doi) ? null : said;
        Draft.put(relation, "label", text == null && known == null ? type.replace('-', ' ') : text);
        draft.addOnce("relations", relation);
        related.mark();
    }

    /** Returns what tells another article without a DOI: a link or a number, where it stands, and words. */
    private static String words(XmlElement related) {
        StringBuilder words = new StringBuilder();
        for (String name :
                List.of("href", "ext-link-type", "journal-id", "vol", "issue", "page", "elocation-id", "title")) {
            String value = related.attribute(name);
            boolean isNumber = List.of("vol", "issue", "page").contains(name);
            words.append(value == null ? "" : " " + (isNumber ? name + " " : "") + value);
        }
        String text = related.text();
        return words.append(text == null ? "" : " " + text).toString();
    }

    /** Full texts; a link without a type of content is the page of the article, which is our own. */
    public static void files(XmlElement meta, XmlElement back, Draft draft) {
        for (XmlElement uri : meta.elements("self-uri")) {
            String type = uri.attribute("content-type");
            if (type == null || type.equalsIgnoreCase("doi")) {
                draft.unplaced(uri.path(), isOwnDoi(uri, draft) ? null : uri.attribute("href"));
                uri.mark();
                continue;
            }
            String media = type.contains("/") ? type : mediaType(type);
            String label = String.valueOf(uri.text()).equals(uri.attribute("href")) ? null : uri.text();
            file("fulltext", uri.attribute("href"), media, label, uri, draft);
            uri.mark();
        }
        for (XmlElement around : List.of(meta, back)) {
            for (XmlElement supplement : around.within("supplementary-material")) {
                supplement(supplement, draft);
            }
        }
    }

    private static boolean isOwnDoi(XmlElement uri, Draft draft) {
        String doi = draft.body().path("doi").asText("");
        String href = String.valueOf(uri.attribute("href")).toLowerCase(Locale.ROOT);
        return !doi.isEmpty() && href.endsWith("doi.org/" + doi.toLowerCase(Locale.ROOT));
    }

    private static void supplement(XmlElement supplement, Draft draft) {
        XmlElement media = supplement.at("media");
        XmlElement link = supplement.attribute("href") == null && media.attribute("href") != null ? media : supplement;
        String main = link.attribute("mimetype");
        String sub = link.attribute("mime-subtype");
        String role = "data".equals(supplement.attribute("content-type")) ? "data" : "supplement";
        String type = main == null || sub == null ? null : main + "/" + sub;
        String label = supplement.textWithout("object-id", "permissions", "attrib");
        file(role, link.attribute("href"), type, label, supplement, draft);
        supplement.mark();
    }

    /** A file lies somewhere; the name of one that was sent along with the article does not tell where. */
    private static void file(String role, String href, String type, String label, XmlElement said, Draft draft) {
        boolean isAbsolute = href != null && href.matches("(?i)(?:https?|ftp)://.*");
        String url = isAbsolute ? draft.value(href, WebUrl::parse, said.path()) : null;
        if (url == null) {
            draft.unplaced(said.path(), (href == null ? "" : href + " ") + (label == null ? "" : label));
            return;
        }
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put("role", role);
        Draft.put(file, "mediaType", type);
        Draft.put(file, "label", label);
        file.put("url", url);
        Draft.put(
                file,
                "language",
                draft.value(
                        said.attribute("hreflang"),
                        org.offprint.identifiers.LanguageTag::parse,
                        said.path("hreflang")));
        draft.addOnce("files", file);
    }

    private static String mediaType(String said) {
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "pdf" -> "application/pdf";
            case "html", "full-text" -> "text/html";
            case "xml" -> "application/xml";
            case "epub" -> "application/epub+zip";
            default -> null;
        };
    }
}
