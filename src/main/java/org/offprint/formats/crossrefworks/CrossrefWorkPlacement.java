package org.offprint.formats.crossrefworks;

import static org.offprint.formats.json.JsonSource.objects;
import static org.offprint.formats.json.JsonSource.take;
import static org.offprint.formats.json.JsonSource.takeAll;
import static org.offprint.formats.json.JsonSource.takeFirst;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.offprint.formats.draft.CitedArticle;
import org.offprint.formats.draft.Draft;
import org.offprint.identifiers.Issn;

/** Reads the placement of a work: journal, issue, pages. */
final class CrossrefWorkPlacement {

    private final ObjectNode work;
    private final Draft draft;

    CrossrefWorkPlacement(ObjectNode work, Draft draft) {
        this.work = work;
        this.draft = draft;
    }

    void journal(ObjectNode journal) {
        Draft.put(journal, "title", takeFirst(work, "container-title"));
        String asCitation = takeFirst(work, "container-title-short");
        String said = takeFirst(work, "short-container-title");
        String abbreviation = said == null ? asCitation : said;
        if (abbreviation != null && !abbreviation.equals(journal.path("title").textValue())) {
            Draft.put(journal, "abbreviation", abbreviation);
        }
        issns(journal);
        Draft.put(journal, "publisher", take(work, "publisher"));
        Draft.put(journal, "publisherPlace", take(work, "publisher-location"));
        // What is in no journal is not made one by its publisher.
        if (!journal.has("title") && !journal.has("issns")) {
            draft.unplaced("publisher", journal.path("publisher").textValue());
            journal.removeAll();
        }
    }

    private void issns(ObjectNode journal) {
        ArrayNode issns = journal.arrayNode();
        for (ObjectNode typed : objects(work, "issn-type")) {
            String type = take(typed, "type");
            issn(issns, type == null || type.equals("electronic") ? type : "print", take(typed, "value"));
        }
        for (String plain : takeAll(work, "ISSN")) {
            issn(issns, null, plain);
        }
        if (!issns.isEmpty()) {
            journal.set("issns", issns);
        }
    }

    private void issn(ArrayNode issns, String type, String text) {
        String value = draft.value(text, Issn::parse, "ISSN");
        if (value != null) {
            draft.issn(issns, type, value, "ISSN");
        }
    }

    void issue(ObjectNode issue) {
        Draft.put(issue, "volume", take(work, "volume"));
        Draft.put(issue, "number", take(work, "issue"));
        for (ObjectNode printed : objects(work, "journal-issue")) {
            String number = take(printed, "issue");
            if (number != null && !issue.has("number")) {
                Draft.put(issue, "number", number);
            }
        }
        CrossrefWorkDates.ofIssue(work, issue, draft);
        if (!issue.has("volume") && !issue.has("number")) {
            draft.unplaced("journal-issue", issue.path("publishedOn").textValue());
            issue.removeAll();
        }
    }

    void pages() {
        new CitedArticle(draft).pages(take(work, "page"));
        Draft.put(draft.body(), "articleNumber", take(work, "article-number"));
    }
}
