package org.offprint.formats.jats.metadata;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.text.Table;

/** Reads the related articles and the files of a JATS article. */
public final class JatsLinksReader {

    /** Relation types, keyed by the {@code related-article-type} values that JATS suggests and by common synonyms. */
    private static final Map<String, String> RELATIONS = Table.map("relations-read.tsv", "jats");

    /** Identifier type for a page or file of the article on an external site. */
    private static final String SELF = "self-uri";

    private JatsLinksReader() {}

    public static void relations(XmlElement around, ArticleDraft draft) {
        for (XmlElement related : around.elements("related-article")) {
            relation(related, draft);
        }
    }

    private static void relation(XmlElement related, ArticleDraft draft) {
        String type = String.valueOf(related.attribute("related-article-type")).toLowerCase(Locale.ROOT);
        String href = related.attribute("href");
        boolean isDoi = href != null
                && (href.matches("(?i)(?:info:doi/|doi:)?\\s*10\\.\\d{4,}.*") || href.contains("doi.org/"));
        Doi doi = isDoi ? draft.parsed(href, Doi::parse, related.path()) : null;
        if (doi == null) {
            draft.unplaced(related.path(), type + words(related));
            related.markPlaced();
            return;
        }
        String known = RELATIONS.get(type);
        String said = related.text() == null ? related.attribute("title") : related.take();
        // A link text that only repeats the DOI is not used as a label.
        String text = said != null && said.endsWith(doi.toString()) ? null : said;
        String label = text == null && known == null ? type.replace('-', ' ') : text;
        draft.relation(known == null ? "references" : known, doi, label);
        related.markPlaced();
    }

    /**
     * Returns a description of a related article without a DOI. The description consists of the link or number, the
     * journal data and the element text.
     */
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

    /**
     * Reads the full-text files. A link without a content type points to an article page, and is imported as an
     * identifier, because Offprint serves its own article page.
     */
    public static void files(XmlElement meta, XmlElement back, ArticleDraft draft) {
        for (XmlElement uri : meta.elements("self-uri")) {
            String type = uri.attribute("content-type");
            if ("landing-page".equals(uri.attribute("specific-use"))) {
                // The link to the landing page was written by an Offprint export.
                uri.markPlaced();
                continue;
            }
            if (type == null || type.equalsIgnoreCase("doi")) {
                draft.identifier(SELF, isOwnDoi(uri, draft) ? null : uri.attribute("href"));
                uri.markPlaced();
                continue;
            }
            String media = type.contains("/") ? type : mediaType(type);
            String label = String.valueOf(uri.text()).equals(uri.attribute("href")) ? null : uri.text();
            if (isFileName(uri.attribute("href"))) {
                draft.identifier(SELF, uri.attribute("href"));
            } else {
                file("fulltext", uri.attribute("href"), media, label, uri, draft);
            }
            uri.markPlaced();
        }
        for (XmlElement page : meta.elements("ext-link")) {
            draft.identifier(SELF, page.attribute("href"));
            page.markPlaced();
        }
        for (XmlElement around : List.of(meta, back)) {
            for (XmlElement supplement : around.descendants("supplementary-material")) {
                supplement(supplement, draft);
            }
        }
    }

    /** Returns whether a link is only the name of a file that was supplied with the article. */
    private static boolean isFileName(String href) {
        return href != null && !href.contains("/") && !href.contains(":");
    }

    private static boolean isOwnDoi(XmlElement uri, ArticleDraft draft) {
        String doi = draft.doi() == null ? "" : draft.doi();
        String href = String.valueOf(uri.attribute("href")).toLowerCase(Locale.ROOT);
        return !doi.isEmpty() && href.endsWith("doi.org/" + doi.toLowerCase(Locale.ROOT));
    }

    private static void supplement(XmlElement supplement, ArticleDraft draft) {
        XmlElement media = supplement.at("media");
        XmlElement link = supplement.attribute("href") == null && media.attribute("href") != null ? media : supplement;
        String main = link.attribute("mimetype");
        String sub = link.attribute("mime-subtype");
        String role = "data".equals(supplement.attribute("content-type")) ? "data" : "supplement";
        String type = main == null || sub == null ? null : main + "/" + sub;
        String label = supplement.textWithout("object-id", "permissions", "attrib");
        file(role, link.attribute("href"), type, label, supplement, draft);
        supplement.markPlaced();
    }

    /**
     * Adds a file to the article. If the file has no absolute URL, its location is unknown and it is reported as
     * unmapped.
     */
    private static void file(String role, String href, String type, String label, XmlElement said, ArticleDraft draft) {
        boolean isAbsolute = href != null && href.matches("(?i)(?:https?|ftp)://.*");
        WebUrl url = isAbsolute ? draft.parsed(href, WebUrl::parse, said.path()) : null;
        if (url == null) {
            draft.unplaced(said.path(), (href == null ? "" : href + " ") + (label == null ? "" : label));
            return;
        }
        String language = draft.value(said.attribute("hreflang"), LanguageTag::parse, said.path("hreflang"));
        draft.file(role, type, label, url, language);
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
