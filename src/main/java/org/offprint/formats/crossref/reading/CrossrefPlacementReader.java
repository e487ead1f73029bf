package org.offprint.formats.crossref.reading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.xml.Leftovers;
import org.offprint.formats.xml.XmlElement;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.Issn;
import org.offprint.identifiers.PartialDate;

/** Reads the placement of a work: journal, issue, pages. */
final class CrossrefPlacementReader {

    /** Members of a journal that are placed with each article. */
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
    private final Draft draft;

    private CrossrefPlacementReader(XmlElement article, XmlElement journal, XmlElement issue, Draft draft) {
        this.article = article;
        this.journal = journal;
        this.issue = issue;
        this.draft = draft;
    }

    static void read(XmlElement article, XmlElement journal, XmlElement issue, Draft draft) {
        CrossrefPlacementReader placement = new CrossrefPlacementReader(article, journal, issue, draft);
        placement.journal();
        placement.issue();
        placement.pages();
        placement.beyond(journal, OF_JOURNAL);
        placement.beyond(issue, OF_ISSUE);
    }

    /** Reports the rest of the journal or the issue with the first of its articles. */
    private void beyond(XmlElement around, List<String> placed) {
        placed.forEach(path -> around.at(path.split("/")).mark());
        around.elements("issn", "publication_date").forEach(XmlElement::mark);
        for (XmlElement element : around.elements()) {
            if (!element.isTaken()) {
                element.within("archive").forEach(archive -> draft.unplaced(archive.path(), archive.attribute("name")));
                new Leftovers(Set.of("contributors", "publisher_item"), draft::unplaced).of(element);
                element.mark();
            }
        }
    }

    private void journal() {
        ObjectNode into = draft.object("journal");
        String title = journal.at("full_title").text() == null
                ? journal.at("proceedings_title").text()
                : journal.at("full_title").text();
        Draft.put(into, "title", title == null ? journal.at("titles", "title").text() : title);
        String abbreviation = journal.at("abbrev_title").text();
        Draft.put(into, "abbreviation", abbreviation != null && abbreviation.equals(title) ? null : abbreviation);
        ArrayNode issns = into.arrayNode();
        for (XmlElement issn : journal.elements("issn")) {
            String value = draft.value(issn.text(), Issn::parse, issn.path());
            String medium = "electronic".equals(issn.attribute("media_type")) ? "electronic" : "print";
            if (value != null) {
                draft.issn(issns, issn.attribute("media_type") == null ? null : medium, value, issn.path());
            }
        }
        if (!issns.isEmpty()) {
            into.set("issns", issns);
        }
        Draft.put(into, "publisher", journal.at("publisher", "publisher_name").text());
        Draft.put(
                into,
                "publisherPlace",
                journal.at("publisher", "publisher_place").text());
    }

    private void issue() {
        ObjectNode into = draft.object("issue");
        Draft.put(into, "volume", issue.at("journal_volume", "volume").text());
        Draft.put(into, "number", issue.at("issue").text());
        Draft.put(into, "title", issue.at("titles", "title").text());
        Draft.put(
                into, "doi", draft.value(issue.at("doi_data", "doi").text(), Doi::parse, "journal_issue/doi_data/doi"));
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
        Draft.put(into, "publishedOn", published != null && published.length() > 4 ? published : null);
        String day = published == null ? draft.object("dates").path("published").textValue() : published;
        if (day != null) {
            into.put("year", Integer.parseInt(day.substring(0, 4)));
        }
    }

    /** The date that is printed on it; what was digitized long after has another online. */
    private XmlElement publication() {
        return issue.elements("publication_date").stream()
                .filter(date -> date.attribute("media_type") == null
                        || date.attribute("media_type").equals("print"))
                .findFirst()
                .orElse(issue.at("publication_date"));
    }

    private void pages() {
        ObjectNode pages = draft.object("pages");
        XmlElement said = article.at("pages");
        Draft.put(pages, "first", said.at("first_page").take());
        if (pages.has("first")) {
            Draft.put(pages, "last", said.at("last_page").take());
        }
        for (XmlElement item : article.at("publisher_item").elements()) {
            String type = item.attribute(item.name().equals("identifier") ? "id_type" : "item_number_type");
            boolean isNumber = type == null || type.matches("(?i)article[_-]?number|e?location|elocation-id");
            if (item.name().equals("item_number") && isNumber && !draft.body().has("articleNumber")) {
                Draft.put(draft.body(), "articleNumber", item.take());
            } else if (!"doi".equals(type)
                    || !item.text().equalsIgnoreCase(draft.body().path("doi").asText())) {
                draft.identifier(type == null ? "publisher-id" : type, item.take());
            } else {
                item.mark();
            }
        }
    }
}
