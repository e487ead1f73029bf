package org.offprint.formats.endnote;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.InlineMarkup;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.UnplacedContent;
import org.offprint.formats.xml.XmlElement;

/**
 * Reads one {@code record} element of EndNote XML. The text is in {@code style} elements, whose attributes specify the
 * font style.
 */
final class EndNoteXmlReader {

    /**
     * Elements of EndNote XML that are not imported, because they describe the origin and change dates of the record.
     */
    private static final String[] IGNORED = {
        "database",
        "source-app",
        "rec-number",
        "foreign-keys",
        "added-date",
        "modified-date",
        "last-modified-date",
        "remote-database-name",
        "remote-database-provider"
    };

    private final XmlElement record;
    private final ArticleDraft draft = new ArticleDraft();
    private final EndNoteArticle endNote = new EndNoteArticle(draft);
    private final CitedArticleReader article = endNote.cited();

    EndNoteXmlReader(XmlElement record) {
        this.record = record;
    }

    ImportRecord read() {
        XmlElement titles = record.at("titles");
        String title = record.at("periodical", "full-title").take();
        String secondary = titles.at("secondary-title").take();
        String journal = title == null ? secondary : title;
        XmlElement type = record.at("ref-type");
        String named = type.attribute("name");
        endNote.type(named == null ? type.take() : named, journal != null, type.path());
        type.markPlaced();
        article.language(record.at("language").take(), "language");
        XmlElement said = titles.isNone() ? record.at("title") : titles.at("title");
        draft.texts().title(html(said.markPlaced()), said.path());
        summary(record.at("abstract"));
        endNote.keywords(record.at("keywords").takeAll("keyword"));
        people();
        published();
        journal(journal, secondary);
        numbers();
        links();
        List.of(IGNORED).forEach(name -> record.elements(name).forEach(XmlElement::markPlaced));
        new UnplacedContent(Set.of(), draft::unplaced).of(record);
        return draft.record(record.line());
    }

    private void people() {
        XmlElement all = record.at("contributors");
        named("author", all.at("authors"));
        named("editor", all.at("secondary-authors"));
        named("translator", all.at("translated-authors"));
        endNote.address(record.at("auth-address").take(), "auth-address");
    }

    private void named(String role, XmlElement list) {
        list.takeAll("author").forEach(name -> article.people().named(role, name));
    }

    private void published() {
        XmlElement dates = record.at("dates");
        endNote.published(
                dates.at("year").take(), dates.at("pub-dates").takeAll("date"), "dates/year", "dates/pub-dates/date");
    }

    private void journal(String journal, String secondary) {
        XmlElement periodical = record.at("periodical");
        String abbreviation = periodical.at("abbr-1").take();
        boolean isSecond = secondary != null && !secondary.equalsIgnoreCase(journal);
        boolean isAbbreviation = isSecond && (abbreviation == null || abbreviation.equalsIgnoreCase(secondary));
        draft.unplaced("titles/secondary-title", isSecond && !isAbbreviation ? secondary : null);
        article.journal(
                journal,
                isAbbreviation ? secondary : abbreviation,
                record.at("publisher").take(),
                record.at("pub-location").take());
        article.issns(record.at("isbn").take(), "isbn");
        XmlElement number = record.at("number");
        XmlElement part = record.at("issue");
        boolean isSame =
                part.text() != null && (number.text() == null || part.text().equals(number.text()));
        String issue = number.take();
        article.issue(record.at("volume").take(), issue == null && isSame ? part.text() : issue);
        if (isSame) {
            part.markPlaced();
        }
        article.pages(record.at("pages").take());
        draft.articleNumber(record.at("custom7").take());
    }

    private void numbers() {
        XmlElement database = record.at("remote-database-name");
        String provider = record.at("remote-database-provider").text();
        endNote.accession(
                record.at("accession-num").take(), database.isNone() ? provider : database.text(), "accession-num");
        endNote.identifier(record.at("custom2").take(), "custom2");
        endNote.identifier(record.at("custom6").take(), "custom6");
    }

    /**
     * Reads the DOI, the links to the article and the links to its PDF. Only the first link to the article is imported;
     * the remaining links are reported as unmapped.
     */
    private void links() {
        XmlElement urls = record.at("urls");
        List<String> pages = new ArrayList<>(urls.at("web-urls").takeAll("url"));
        pages.addAll(urls.at("related-urls").takeAll("url"));
        article.doiAndLink(
                record.at("electronic-resource-num").take(), pages.isEmpty() ? null : pages.get(0), "urls/url");
        pages.stream().skip(1).forEach(link -> draft.unplaced("urls/url", link));
        urls.at("pdf-urls").takeAll("url").forEach(link -> endNote.file(link, "urls/pdf-urls/url"));
    }

    /** Reads the abstract of an EndNote record. Empty lines within the element separate the paragraphs. */
    private void summary(XmlElement said) {
        if (said.text() == null) {
            return;
        }
        StringBuilder html = new StringBuilder();
        styled(said, html);
        String paragraphs = SourceText.paragraphs(html.toString()).replace("\n\n", "</p><p>");
        draft.texts().summary("<p>" + paragraphs + "</p>", said.path());
        said.markPlaced();
    }

    private static String html(XmlElement said) {
        StringBuilder html = new StringBuilder();
        styled(said, html);
        return SourceText.clean(html.toString());
    }

    private static void styled(XmlElement around, StringBuilder html) {
        for (Object child : around.content()) {
            if (child instanceof XmlElement element) {
                List<String> faces = faces(element);
                faces.forEach(face -> html.append('<').append(face).append('>'));
                styled(element, html);
                for (int i = faces.size() - 1; i >= 0; i--) {
                    html.append("</").append(faces.get(i)).append('>');
                }
            } else {
                html.append(InlineMarkup.html((String) child));
            }
        }
    }

    /**
     * Returns the names of the HTML elements for the font styles in the {@code face} attribute. The attribute may
     * contain several font styles.
     */
    private static List<String> faces(XmlElement style) {
        String face = style.attribute("face");
        List<String> faces = new ArrayList<>();
        for (String word : face == null ? new String[0] : face.split("[\\s,;]+")) {
            switch (word) {
                case "bold" -> faces.add("b");
                case "italic" -> faces.add("i");
                case "underline" -> faces.add("u");
                case "superscript" -> faces.add("sup");
                case "subscript" -> faces.add("sub");
                default -> {
                    // The "normal" font style and unknown styles need no HTML element.
                }
            }
        }
        return faces.subList(0, Math.min(faces.size(), 5));
    }
}
