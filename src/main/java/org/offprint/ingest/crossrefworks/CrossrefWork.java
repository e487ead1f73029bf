package org.offprint.ingest.crossrefworks;

import static org.offprint.ingest.json.JsonSource.objects;
import static org.offprint.ingest.json.JsonSource.take;
import static org.offprint.ingest.json.JsonSource.takeAll;
import static org.offprint.ingest.json.JsonSource.takeFirst;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.offprint.http.problem.Finding;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.Issn;
import org.offprint.identifiers.LanguageTag;
import org.offprint.ingest.ImportRecord;
import org.offprint.ingest.draft.Draft;
import org.offprint.ingest.draft.DraftTexts;
import org.offprint.ingest.draft.Fitting;
import org.offprint.ingest.draft.Words;
import org.offprint.ingest.jats.JatsAbstract;
import org.offprint.ingest.json.JsonSource;

/** One work. Members are taken out of it as they are placed. */
final class CrossrefWork {

    /** What Crossref says of its own record and not of the work. */
    private static final Set<String> OF_CROSSREF = Set.of(
            "indexed",
            "deposited",
            "created",
            "score",
            "source",
            "prefix",
            "member",
            "reference-count",
            "references-count",
            "is-referenced-by-count",
            "content-domain",
            "doi-asserted-by",
            "asserted-by",
            "sequence",
            "authenticated-orcid",
            "vocabulary",
            "date-time",
            "timestamp",
            "delay-in-days",
            "update-policy",
            "order");

    private final ObjectNode work;
    private final Draft draft = new Draft();

    private CrossrefWork(ObjectNode work) {
        this.work = work;
    }

    static ImportRecord read(ObjectNode work, long line) {
        CrossrefWork reader = new CrossrefWork(work);
        String type = work.path("type").asText("");
        return switch (type) {
            case "journal" -> reader.journalRecord(line);
            case "journal-issue" -> reader.issueRecord(line);
            default -> reader.article(line);
        };
    }

    private ImportRecord article(long line) {
        texts();
        DraftTexts.title(draft, draft.body(), takeFirst(work, "title"), "title");
        Draft.put(draft.body(), "subtitle", takeFirst(work, "subtitle"));
        JatsAbstract.place(take(work, "abstract"), draft.body(), draft, "abstract");
        journal(draft.object("journal"));
        CrossrefWorkDates.read(work, draft);
        issue(draft.object("issue"));
        pages();
        CrossrefWorkPeople.read(work, draft);
        CrossrefWorkLinks.read(work, draft);
        CrossrefWorkReferences.read(work, draft);
        takeAll(work, "subject").forEach(subject -> draft.subject(null, null, subject));
        takeAll(work, "alternative-id").forEach(id -> draft.identifier("publisher-id", id));
        takeAll(work, "ISBN").forEach(id -> draft.identifier("isbn", id));
        work.remove("isbn-type");
        sameTitles();
        return record("article", line);
    }

    private void texts() {
        draft.body().put("type", CrossrefWorkTypes.of(work, draft));
        language();
        Draft.put(draft.body(), "doi", draft.value(take(work, "DOI"), Doi::parse, "DOI"));
    }

    private void language() {
        String language = draft.value(take(work, "language"), LanguageTag::parse, "language");
        if (language == null) {
            draft.unplaced("language", "The source names none; en is taken.");
        }
        draft.body().put("language", language == null ? "en" : language);
    }

    private void journal(ObjectNode journal) {
        Draft.put(journal, "title", takeFirst(work, "container-title"));
        String abbreviation = takeFirst(work, "short-container-title");
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
            issn(issns, "electronic".equals(type) ? "electronic" : "print", take(typed, "value"));
        }
        for (String plain : takeAll(work, "ISSN")) {
            if (issns.findValuesAsText("value").stream().noneMatch(plain::equalsIgnoreCase)) {
                issn(issns, "print", plain);
            }
        }
        if (!issns.isEmpty()) {
            journal.set("issns", issns);
        }
    }

    private void issn(ArrayNode issns, String type, String text) {
        String value = draft.value(text, Issn::parse, "ISSN");
        if (value != null) {
            issns.addObject().put("type", type).put("value", value);
        }
    }

    private void issue(ObjectNode issue) {
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

    private void pages() {
        String page = take(work, "page");
        if (page != null) {
            String[] ends = Words.clean(page).split(" ?[-\u2010-\u2015] ?", 2);
            Draft.put(draft.object("pages"), "first", ends[0]);
            Draft.put(draft.object("pages"), "last", ends.length < 2 ? null : ends[1]);
            if (!draft.object("pages").has("first")) {
                draft.unplaced("page", page);
                draft.body().remove("pages");
            }
        }
        Draft.put(draft.body(), "articleNumber", take(work, "article-number"));
    }

    /** Told again in other members, the title is no loss. */
    private void sameTitles() {
        String title = draft.body().path("title").asText("");
        for (String member : List.of("original-title", "short-title")) {
            for (String other : takeAll(work, member)) {
                draft.unplaced(member, other.equals(title) ? null : other);
            }
        }
    }

    private ImportRecord issueRecord(long line) {
        journal(draft.object("journal"));
        ObjectNode body = draft.body();
        language();
        if (!draft.object("journal").isEmpty()) {
            // An issue has none; a journal that is not here yet needs one.
            draft.object("journal").set("language", body.get("language"));
        }
        body.remove("language");
        Draft.put(body, "volume", take(work, "volume"));
        Draft.put(body, "number", take(work, "issue"));
        Draft.put(body, "title", takeFirst(work, "title"));
        Draft.put(body, "doi", draft.value(take(work, "DOI"), Doi::parse, "DOI"));
        objects(work, "journal-issue").forEach(ObjectNode::removeAll);
        CrossrefWorkDates.read(work, draft);
        String published = draft.object("dates").path("published").textValue();
        Draft.put(body, "publishedOn", published);
        if (published != null) {
            body.put("year", Integer.parseInt(published.substring(0, 4)));
        }
        body.remove("dates");
        return record("issue", line);
    }

    private ImportRecord journalRecord(long line) {
        ObjectNode body = draft.body();
        language();
        String title = takeFirst(work, "title");
        journal(body);
        Draft.put(body, "title", title);
        draft.unplaced("DOI", take(work, "DOI"));
        takeAll(work, "subject")
                .forEach(subject -> body.withArray("/subjects").addObject().put("label", subject));
        return record("journal", line);
    }

    private ImportRecord record(String kind, long line) {
        work.remove(List.of("type", "URL"));
        JsonSource.leftovers(work, OF_CROSSREF, draft);
        List<Finding> problems = kind.equals("article") ? Fitting.article(draft) : List.of();
        draft.prune();
        return new ImportRecord(kind, draft.body(), draft.unplaced(), problems, line, null, null);
    }
}
