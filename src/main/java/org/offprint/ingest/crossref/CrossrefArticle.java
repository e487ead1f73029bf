package org.offprint.ingest.crossref;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.offprint.http.problem.Finding;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.Issn;
import org.offprint.identifiers.LanguageTag;
import org.offprint.identifiers.PartialDate;
import org.offprint.ingest.ImportRecord;
import org.offprint.ingest.draft.Draft;
import org.offprint.ingest.draft.DraftTexts;
import org.offprint.ingest.draft.Fitting;
import org.offprint.ingest.jats.JatsAbstract;
import org.offprint.ingest.xml.Leftovers;
import org.offprint.ingest.xml.XmlElement;

/** One work of a deposit, with the journal and the issue that it appeared in. */
final class CrossrefArticle {

    private static final Set<String> WHOLE =
            Set.of("citation", "person_name", "archive", "component", "assertion", "related_item", "institution");

    private final XmlElement article;
    private final XmlElement journal;
    private final XmlElement issue;
    private final Draft draft = new Draft();

    CrossrefArticle(XmlElement article, XmlElement journal, XmlElement issue) {
        this.article = article;
        this.journal = journal;
        this.issue = issue;
    }

    ImportRecord read() {
        draft.body().put("type", type());
        language();
        XmlElement data = article.at("doi_data");
        Draft.put(draft.body(), "doi", draft.value(data.at("doi").take(), Doi::parse, "doi_data/doi"));
        titles(article.at("titles"));
        abstracts();
        journal();
        dates();
        issue();
        pages();
        CrossrefPeople.read(article, draft);
        CrossrefPrograms.read(article, draft);
        CrossrefCitations.read(article.at("citation_list"), draft);
        new Leftovers(WHOLE, draft::unplaced).of(article);
        List<Finding> problems = Fitting.article(draft);
        return new ImportRecord("article", draft.body(), draft.unplaced(), problems, article.line(), null, null);
    }

    private String type() {
        for (XmlElement update : article.within("update")) {
            String notice = CrossrefTerms.notice(String.valueOf(update.attribute("type")));
            if (notice != null) {
                return notice;
            }
        }
        return switch (article.name()) {
            case "journal_article", "conference_paper" -> "research-article";
            case "peer_review" -> "peer-review";
            case "dissertation" -> "dissertation";
            default -> {
                draft.unplaced(article.name(), article.name());
                yield "other";
            }
        };
    }

    private void language() {
        for (XmlElement element : List.of(article, journal)) {
            String said = draft.value(element.attribute("language"), LanguageTag::parse, element.path("language"));
            if (said != null) {
                draft.body().put("language", said);
                return;
            }
        }
        draft.unplaced("language", "The source names none; en is taken.");
        draft.body().put("language", "en");
    }

    private void titles(XmlElement titles) {
        DraftTexts.title(draft, draft.body(), JatsAbstract.title(titles.at("title"), draft), "titles/title");
        Draft.put(draft.body(), "subtitle", titles.at("subtitle").take());
        XmlElement original = titles.at("original_language_title");
        String language = draft.value(original.attribute("language"), LanguageTag::parse, original.path("language"));
        if (language != null && !language.equals(draft.body().get("language").textValue())) {
            ObjectNode translation = draft.object("translations").withObject("/" + language);
            DraftTexts.title(draft, translation, JatsAbstract.title(original, draft), original.path());
        }
    }

    private void abstracts() {
        for (XmlElement summary : article.elements("abstract")) {
            String said = draft.value(summary.attribute("lang"), LanguageTag::parse, summary.path("xml:lang"));
            String own = draft.body().get("language").textValue();
            boolean isOwn = said == null || said.equals(own);
            ObjectNode into =
                    isOwn ? draft.body() : draft.object("translations").withObject("/" + said);
            if (!into.has("abstract") && !into.has("abstractHtml")) {
                JatsAbstract.place(summary, into, draft);
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
            if (value != null) {
                issns.addObject()
                        .put("type", "electronic".equals(issn.attribute("media_type")) ? "electronic" : "print")
                        .put("value", value);
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

    private void dates() {
        ObjectNode dates = draft.object("dates");
        List<XmlElement> published =
                article.elements("publication_date", "posted_date", "review_date", "approval_date");
        // The earliest counts, in whatever medium it was.
        published.stream()
                .map(CrossrefArticle::iso)
                .filter(date -> date != null)
                .sorted()
                .findFirst()
                .ifPresent(first ->
                        Draft.put(dates, "published", draft.value(first, PartialDate::parse, "publication_date")));
        for (XmlElement date : published) {
            String iso = iso(date);
            draft.unplaced(
                    date.path(),
                    iso == null || iso.equals(dates.path("published").textValue())
                            ? null
                            : date.attribute("media_type") + " " + iso);
            date.mark();
        }
        Draft.put(
                dates,
                "accepted",
                draft.value(iso(article.at("acceptance_date").mark()), PartialDate::parse, "acceptance_date"));
    }

    private static String iso(XmlElement date) {
        String year = date.at("year").text();
        String month = date.at("month").text();
        String day = date.at("day").text();
        // By the schema a month above 12 is a season or a quarter.
        boolean hasMonth = month != null && month.matches("0?[1-9]|1[0-2]");
        boolean hasDay = hasMonth && day != null && day.matches("\\d{1,2}");
        return year == null
                ? null
                : year
                        + (hasMonth ? String.format("-%02d", Integer.valueOf(month)) : "")
                        + (hasDay ? String.format("-%02d", Integer.valueOf(day)) : "");
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
        String published =
                draft.value(iso(issue.at("publication_date")), PartialDate::parse, "journal_issue/publication_date");
        if (into.isEmpty()) {
            return;
        }
        Draft.put(into, "publishedOn", published != null && published.length() > 4 ? published : null);
        String day = published == null ? draft.object("dates").path("published").textValue() : published;
        if (day != null) {
            into.put("year", Integer.parseInt(day.substring(0, 4)));
        }
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
