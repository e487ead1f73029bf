package org.offprint.formats.crossrefworks;

import static org.offprint.formats.json.JsonSource.objects;
import static org.offprint.formats.json.JsonSource.take;
import static org.offprint.formats.json.JsonSource.takeAll;
import static org.offprint.formats.json.JsonSource.takeFirst;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.offprint.formats.crossref.reading.CrossrefTerms;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.draft.DraftTexts;
import org.offprint.formats.draft.InvalidValues;
import org.offprint.formats.jats.texts.JatsAbstractReader;
import org.offprint.formats.json.JsonSource;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.TextWithoutTags;
import org.offprint.http.problem.Finding;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.LanguageTag;

/** One work. Members are taken out of it as they are placed. */
final class CrossrefWorkReader {

    /** Members of Crossref's own record, not of the work. */
    private static final List<String> OF_CROSSREF = List.of(
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
            "update-policy");

    /** Members on the coverage of a journal at Crossref. */
    private static final List<String> OF_COVERAGE =
            List.of("counts", "breakdowns", "coverage", "coverage-type", "flags", "last-status-check-time");

    /** Members of Crossref's own record at any depth. */
    private static final Set<String> ASIDE = Set.of(
            "doi-asserted-by",
            "asserted-by",
            "sequence",
            "authenticated-orcid",
            "vocabulary",
            "date-time",
            "timestamp",
            "delay-in-days",
            "order");

    /** Members whose markup is read. */
    private static final Set<String> MARKED = Set.of("title", "subtitle", "original-title", "short-title", "abstract");

    /**
     * Types of which Crossref does not tell more than that they appeared in a journal or in proceedings; by the names of
     * CSL where it answers with citations.
     */
    private static final List<String> ARTICLES =
            List.of("journal-article", "proceedings-article", "article-journal", "paper-conference");

    private final ObjectNode work;
    private final Draft draft = new Draft();
    private final CrossrefWorkPlacement placement;

    private CrossrefWorkReader(ObjectNode work) {
        this.work = work;
        this.placement = new CrossrefWorkPlacement(work, draft);
    }

    static ImportRecord read(ObjectNode work, long line) {
        TextWithoutTags.within(work, MARKED);
        CrossrefWorkReader reader = new CrossrefWorkReader(work);
        // Journals are answered on their own, without a type, but with how many works they have.
        boolean isJournal = !work.has("DOI") && !work.has("type") && work.has("counts") && work.has("ISSN");
        String type = isJournal ? "journal" : work.path("type").asText("");
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
        JatsAbstractReader.place(take(work, "abstract"), draft.body(), draft, "abstract");
        placement.journal(draft.object("journal"));
        CrossrefWorkDates.read(work, draft);
        placement.issue(draft.object("issue"));
        placement.pages();
        CrossrefWorkContributors.read(work, draft);
        CrossrefWorkLinks.read(work, draft);
        CrossrefWorkReferences.read(work, draft);
        takeAll(work, "subject").forEach(subject -> draft.subject(null, null, subject));
        takeAll(work, "alternative-id").forEach(id -> draft.identifier("publisher-id", id));
        takeAll(work, "ISBN").forEach(id -> draft.identifier("isbn", id));
        isbnTypes();
        sameTitles();
        return record("article", line);
    }

    private void texts() {
        draft.body().put("type", type());
        language();
        Draft.put(draft.body(), "doi", draft.value(take(work, "DOI"), Doi::parse, "DOI"));
    }

    /**
     * Returns what kind of article it is: Crossref tells journal articles from others, and notices from what they are
     * about. What is updated in its own place, by an update of its own DOI, is no notice.
     */
    private String type() {
        String type = work.path("type").asText("");
        String own = work.path("DOI").asText("");
        for (ObjectNode update : objects(work, "update-to")) {
            String notice = CrossrefTerms.notice(update.path("type").asText(""));
            if (notice != null && !update.path("DOI").asText("").equalsIgnoreCase(own)) {
                return notice;
            }
        }
        if (ARTICLES.contains(type)) {
            return "research-article";
        }
        draft.unplaced("type", type.isEmpty() ? "The source names none; other is taken." : type);
        return switch (type) {
            case "peer-review" -> "peer-review";
            case "dissertation" -> "dissertation";
            default -> "other";
        };
    }

    private void language() {
        String language = draft.value(take(work, "language"), LanguageTag::parse, "language");
        if (language == null) {
            draft.unplaced("language", "The source names none; en is taken.");
        }
        draft.body().put("language", language == null ? "en" : language);
    }

    /** In which medium a book has which number is told; the numbers are identifiers. */
    private void isbnTypes() {
        List<String> known = draft.list("identifiers").findValuesAsText("value");
        for (ObjectNode typed : JsonSource.objects(work, "isbn-type")) {
            String value = typed.path("value").asText("");
            if (!known.contains(value)) {
                draft.identifier("isbn", value);
            }
            draft.unplaced("isbn-type", value + " (" + typed.path("type").asText("") + ")");
        }
        work.remove("isbn-type");
    }

    /** Marks titles that other members repeat. */
    private void sameTitles() {
        String title = draft.body().path("title").asText("");
        for (String member : List.of("original-title", "short-title")) {
            for (String other : takeAll(work, member)) {
                draft.unplaced(member, other.equals(title) ? null : other);
            }
        }
    }

    private ImportRecord issueRecord(long line) {
        placement.journal(draft.object("journal"));
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
        placement.journal(body);
        Draft.put(body, "title", title);
        draft.unplaced("DOI", take(work, "DOI"));
        takeAll(work, "subject")
                .forEach(subject -> body.withArray("/subjects").addObject().put("label", subject));
        for (ObjectNode subject : objects(work, "subjects")) {
            String name = take(subject, "name");
            if (name != null) {
                body.withArray("/subjects").addObject().put("label", name);
            }
        }
        work.remove(OF_COVERAGE);
        return record("journal", line);
    }

    /** The DOI as a link is no address beside it. */
    private void ownAddress() {
        String doi = draft.body().path("doi").asText("");
        String url = work.path("URL").asText("").toLowerCase(Locale.ROOT);
        if (!doi.isEmpty() && url.endsWith("doi.org/" + doi.toLowerCase(Locale.ROOT))) {
            work.remove("URL");
        }
    }

    private ImportRecord record(String kind, long line) {
        work.remove("type");
        work.remove(OF_CROSSREF);
        ownAddress();
        JsonSource.leftovers(work, ASIDE, draft);
        List<Finding> problems = kind.equals("article") ? InvalidValues.article(draft) : List.of();
        draft.prune();
        return new ImportRecord(kind, draft.body(), draft.unplaced(), problems, line, null, null);
    }
}
