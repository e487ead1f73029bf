package org.offprint.formats.crossref.reading;

import java.util.List;
import java.util.Set;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.IssueDraft;
import org.offprint.formats.draft.JournalDraft;
import org.offprint.formats.xml.UnplacedContent;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.IssnType;

/** Reads the journal, issue and pages of a deposited work. */
final class CrossrefPlacementReader {

    /** Elements of a Crossref journal that are imported with each article. */
    private static final List<String> OF_JOURNAL = List.of(
            "full_title",
            "abbrev_title",
            "proceedings_title",
            "titles/title",
            "publisher/publisher_name",
            "publisher/publisher_place");

    private static final List<String> OF_ISSUE =
            List.of("journal_volume/volume", "issue", "titles/title", "doi_data/doi", "special_numbering");

    private final XmlElement article;
    private final XmlElement journal;
    private final XmlElement issue;
    private final ArticleDraft draft;

    private CrossrefPlacementReader(XmlElement article, XmlElement journal, XmlElement issue, ArticleDraft draft) {
        this.article = article;
        this.journal = journal;
        this.issue = issue;
        this.draft = draft;
    }

    static void read(XmlElement article, XmlElement journal, XmlElement issue, ArticleDraft draft) {
        CrossrefPlacementReader placement = new CrossrefPlacementReader(article, journal, issue, draft);
        placement.journal();
        placement.issue();
        placement.pages();
        placement.reportRest(journal, OF_JOURNAL);
        placement.reportRest(issue, OF_ISSUE);
    }

    /** Reports the remaining elements of the journal or issue as unmapped values of the first article. */
    private void reportRest(XmlElement around, List<String> placed) {
        placed.forEach(path -> around.at(path.split("/")).markPlaced());
        around.elements("issn", "publication_date").forEach(XmlElement::markPlaced);
        for (XmlElement element : around.elements()) {
            if (!element.isPlaced()) {
                element.descendants("archive")
                        .forEach(archive -> draft.unplaced(archive.path(), archive.attribute("name")));
                new UnplacedContent(Set.of("contributors", "publisher_item"), draft::unplaced).of(element);
                element.markPlaced();
            }
        }
    }

    private void journal() {
        JournalDraft into = draft.journal();
        String title = journal.at("full_title").text() == null
                ? journal.at("proceedings_title").text()
                : journal.at("full_title").text();
        into.title(title == null ? journal.at("titles", "title").text() : title);
        String abbreviation = journal.at("abbrev_title").text();
        into.abbreviation(abbreviation != null && abbreviation.equals(title) ? null : abbreviation);
        for (XmlElement issn : journal.elements("issn")) {
            String said = issn.attribute("media_type");
            IssnType medium = "electronic".equals(said) ? IssnType.ELECTRONIC : IssnType.PRINT;
            into.issn(said == null ? null : medium, draft.parsed(issn.text(), Issn::parse, issn.path()), issn.path());
        }
        into.identifier("coden", journal.at("coden").text());
        into.publisher(journal.at("publisher", "publisher_name").text());
        into.publisherPlace(journal.at("publisher", "publisher_place").text());
    }

    private void issue() {
        IssueDraft into = draft.issue();
        into.volume(issue.at("journal_volume", "volume").text());
        into.number(issue.at("issue").text());
        into.title(issue.at("titles", "title").text());
        into.doi(draft.parsed(issue.at("doi_data", "doi").text(), Doi::parse, "journal_issue/doi_data/doi"));
        String special = issue.at("special_numbering").text();
        draft.unplaced("journal_issue/special_numbering", special);
        XmlElement said = publication();
        String published =
                draft.value(CrossrefDateReader.iso(said), PartialDate::parse, "journal_issue/publication_date");
        CrossrefDateReader.season(said, draft);
        for (XmlElement other : issue.elements("publication_date")) {
            String date = CrossrefDateReader.iso(other);
            boolean isSaid = date == null || published != null && published.startsWith(date);
            draft.unplaced("journal_issue/publication_date", isSaid ? null : CrossrefDateReader.in(other) + date);
        }
        if (into.isEmpty()) {
            return;
        }
        into.publishedOn(published != null && published.length() > 4 ? published : null);
        String day = published == null ? draft.dates().published() : published;
        into.yearOf(day);
    }

    /**
     * Returns the print date of the issue. The online date is not used, because it is later for issues that were
     * digitized long after publication.
     */
    private XmlElement publication() {
        return issue.elements("publication_date").stream()
                .filter(date -> date.attribute("media_type") == null
                        || date.attribute("media_type").equals("print"))
                .findFirst()
                .orElse(issue.at("publication_date"));
    }

    private void pages() {
        XmlElement said = article.at("pages");
        draft.pages(said.at("first_page").take(), () -> said.at("last_page").take());
        for (XmlElement item : article.at("publisher_item").elements()) {
            String type = item.attribute(item.name().equals("identifier") ? "id_type" : "item_number_type");
            boolean isNumber = type == null || type.matches("(?i)article[_-]?number|e?location|elocation-id");
            if (item.name().equals("item_number") && isNumber && draft.articleNumber() == null) {
                draft.articleNumber(item.take());
            } else if (!"doi".equals(type) || !item.text().equalsIgnoreCase(String.valueOf(draft.doi()))) {
                draft.identifier(type == null ? "publisher-id" : type, item.take());
            } else {
                item.markPlaced();
            }
        }
    }
}
