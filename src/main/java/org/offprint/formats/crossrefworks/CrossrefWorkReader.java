package org.offprint.formats.crossrefworks;

import static org.offprint.formats.draft.JsonSource.objects;
import static org.offprint.formats.draft.JsonSource.take;
import static org.offprint.formats.draft.JsonSource.takeAll;
import static org.offprint.formats.draft.JsonSource.takeFirst;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.offprint.formats.crossref.reading.CrossrefCitedTitles;
import org.offprint.formats.crossref.reading.CrossrefTerms;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.draft.DatesDraft;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.draft.IssueDraft;
import org.offprint.formats.draft.JournalDraft;
import org.offprint.formats.draft.JsonSource;
import org.offprint.formats.draft.ReferenceDraft;
import org.offprint.formats.jats.texts.JatsAbstractReader;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.text.TextWithoutTags;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.record.IssnType;

/** Reads one Crossref work in JSON. Members that cannot be imported are reported as unmapped. */
final class CrossrefWorkReader {

    /** JSON members that describe Crossref's metadata record, not the work. */
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

    /** JSON members about a journal's coverage at Crossref. */
    private static final List<String> OF_COVERAGE =
            List.of("counts", "breakdowns", "coverage", "coverage-type", "flags", "last-status-check-time");

    /** JSON members at any depth that describe Crossref's metadata record, not the work. */
    private static final Set<String> IGNORED = Set.of(
            "doi-asserted-by",
            "asserted-by",
            "sequence",
            "authenticated-orcid",
            "vocabulary",
            "date-time",
            "timestamp",
            "delay-in-days",
            "order");

    /** JSON members in which markup is interpreted. Tags are removed from all other members. */
    private static final Set<String> MARKED = Set.of("title", "subtitle", "original-title", "short-title", "abstract");

    /**
     * Work types that only indicate publication in a journal or in proceedings. The CSL type names are included,
     * because Crossref uses them in citation responses.
     */
    private static final List<String> ARTICLES =
            List.of("journal-article", "proceedings-article", "article-journal", "paper-conference");

    private final ObjectNode work;

    private CrossrefWorkReader(ObjectNode work) {
        this.work = work;
    }

    static ImportRecord read(ObjectNode work, long line) {
        TextWithoutTags.within(work, MARKED);
        CrossrefWorkReader reader = new CrossrefWorkReader(work);
        // A response about a journal has no type, but contains the journal's number of works.
        boolean isJournal = !work.has("DOI") && !work.has("type") && work.has("counts") && work.has("ISSN");
        String type = isJournal ? "journal" : work.path("type").asText("");
        return switch (type) {
            case "journal" -> reader.journalRecord(line);
            case "journal-issue" -> reader.issueRecord(line);
            default -> reader.article(line);
        };
    }

    private ImportRecord article(long line) {
        ArticleDraft draft = new ArticleDraft();
        CrossrefWorkPlacement placement = new CrossrefWorkPlacement(work, draft);
        draft.type(type(draft));
        draft.language(language(draft));
        draft.doi(draft.parsed(take(work, "DOI"), Doi::parse, "DOI"));
        draft.texts().title(takeFirst(work, "title"), "title");
        draft.texts().subtitle(takeFirst(work, "subtitle"));
        JatsAbstractReader.place(take(work, "abstract"), draft.texts(), draft, "abstract");
        placement.journal(draft.journal());
        CrossrefWorkDates.read(work, draft.dates(), draft);
        placement.issue(draft);
        placement.pages(draft);
        CrossrefWorkContributors.read(work, draft);
        CrossrefWorkLinks.read(work, draft);
        CrossrefWorkReferences.read(work, draft);
        takeAll(work, "subject").forEach(subject -> draft.subject(null, null, subject));
        takeAll(work, "alternative-id").forEach(id -> draft.identifier("publisher-id", id));
        takeAll(work, "ISBN").forEach(id -> draft.identifier("isbn", id));
        isbnTypes(draft);
        sameTitles(draft);
        leftovers(draft.doi(), draft);
        return draft.record(line);
    }

    /**
     * Returns the article type, derived from the Crossref work type and from the list of updated works. A work that
     * updates only its own DOI is not a notice.
     */
    private String type(Draft draft) {
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
        draft.unplaced("type", type.isEmpty() ? "The source states no type, so \"other\" was assumed." : type);
        return switch (type) {
            case "peer-review" -> "peer-review";
            case "dissertation" -> "dissertation";
            default -> "other";
        };
    }

    private String language(Draft draft) {
        String language = draft.value(take(work, "language"), LanguageTag::parse, "language");
        if (language == null) {
            draft.unplaced("language", "The source states no language, so English (en) was assumed.");
        }
        return language == null ? "en" : language;
    }

    /** Adds the ISBNs as identifiers, and reports the medium of each ISBN as unmapped. */
    private void isbnTypes(ArticleDraft draft) {
        List<String> known = draft.identifiers();
        for (ObjectNode typed : JsonSource.objects(work, "isbn-type")) {
            String value = typed.path("value").asText("");
            if (!known.contains(value)) {
                draft.identifier("isbn", value);
            }
            draft.unplaced("isbn-type", value + " (" + typed.path("type").asText("") + ")");
        }
        work.remove("isbn-type");
    }

    /** Reads the original title and the short title. Titles that repeat the main title are dropped. */
    private void sameTitles(ArticleDraft draft) {
        String title = draft.texts().plainTitle();
        for (String member : List.of("original-title", "short-title")) {
            for (String other : takeAll(work, member)) {
                if (member.equals("short-title")) {
                    draft.runningHead(other.equals(title) ? null : other, member);
                } else {
                    draft.unplaced(member, other.equals(title) ? null : other);
                }
            }
        }
    }

    private ImportRecord issueRecord(long line) {
        Draft draft = new Draft();
        IssueDraft issue = IssueDraft.of(draft);
        JournalDraft journal = issue.journal();
        new CrossrefWorkPlacement(work, draft).journal(journal);
        String language = language(draft);
        if (!journal.isEmpty()) {
            // A new journal requires a language, but Crossref issues have none.
            journal.language(language);
        }
        issue.volume(take(work, "volume"));
        issue.number(take(work, "issue"));
        issue.title(takeFirst(work, "title"));
        issue.doi(draft.parsed(take(work, "DOI"), Doi::parse, "DOI"));
        objects(work, "journal-issue").forEach(ObjectNode::removeAll);
        DatesDraft dates = DatesDraft.unstored(draft);
        CrossrefWorkDates.read(work, dates, draft);
        issue.publishedOn(dates.published());
        issue.yearOf(dates.published());
        leftovers(issue.doi(), draft);
        return draft.unvalidated("issue", line);
    }

    private ImportRecord journalRecord(long line) {
        Draft draft = new Draft();
        JournalDraft journal = JournalDraft.of(draft);
        journal.language(language(draft));
        String title = takeFirst(work, "title");
        new CrossrefWorkPlacement(work, draft).journal(journal);
        journal.title(title);
        draft.unplaced("DOI", take(work, "DOI"));
        takeAll(work, "subject").forEach(journal::subject);
        for (ObjectNode subject : objects(work, "subjects")) {
            String name = take(subject, "name");
            if (name != null) {
                journal.subject(name);
            }
        }
        work.remove(OF_COVERAGE);
        leftovers(null, draft);
        return draft.unvalidated("journal", line);
    }

    /**
     * Reports the remaining JSON members as unmapped. Members about Crossref's metadata record are dropped, and so is a
     * URL that only repeats the DOI.
     */
    private void leftovers(String doi, Draft draft) {
        work.remove("type");
        work.remove(OF_CROSSREF);
        String url = work.path("URL").asText("").toLowerCase(Locale.ROOT);
        if (doi != null && url.endsWith("doi.org/" + doi.toLowerCase(Locale.ROOT))) {
            work.remove("URL");
        }
        JsonSource.leftovers(work, IGNORED, draft);
    }

    /** Reads the references that were deposited with Crossref. */
    private static final class CrossrefWorkReferences {

        private CrossrefWorkReferences() {}

        static void read(ObjectNode work, ArticleDraft draft) {
            int number = 0;
            for (ObjectNode cited : objects(work, "reference")) {
                number++;
                reference(cited, number, draft);
            }
        }

        private static void reference(ObjectNode cited, int number, ArticleDraft draft) {
            String key = take(cited, "key");
            ReferenceDraft reference = new ReferenceDraft(draft, key == null ? "ref" + number : key);
            reference.text(take(cited, "unstructured"));
            // Crossref requires the family name of the first author; many deposits add the initials.
            reference.author(take(cited, "author"), null);
            titles(cited, reference, draft);
            reference.volume(take(cited, "volume"));
            reference.issue(take(cited, "issue"));
            reference.firstPage(take(cited, "first-page"));
            reference.articleNumber(take(cited, "elocation-id"));
            reference.year(take(cited, "year"));
            reference.edition(take(cited, "edition"));
            reference.isbn(withoutResolver(take(cited, "ISBN"), cited, "isbn-type"));
            reference.issn(withoutResolver(take(cited, "ISSN"), cited, "issn-type"));
            reference.doi(draft.parsed(take(cited, "DOI"), Doi::parse, "reference[" + number + "]/DOI"));
            String type = take(cited, "type");
            if (type != null) {
                reference.type(SourceText.term(type));
            }
            if (!reference.hasTextTitleOrDoi()) {
                // The fields of the reference do not identify a work, so use them as the printed text.
                reference.text(reference.partsAsText());
            }
            draft.reference(reference);
        }

        /**
         * Returns an ISSN or ISBN without the registry URL, for example without {@code http://id.crossref.org/issn/}.
         * Also removes the JSON member that contains the type of the number.
         */
        private static String withoutResolver(String number, ObjectNode cited, String type) {
            cited.remove(type);
            return number == null ? null : number.replaceFirst("^https?://id\\.crossref\\.org/[a-z]+/", "");
        }

        private static void titles(ObjectNode cited, ReferenceDraft reference, ArticleDraft draft) {
            String journal = take(cited, "journal-title");
            String volume = take(cited, "volume-title");
            CrossrefCitedTitles.place(
                    take(cited, "article-title"), journal, volume, take(cited, "series-title"), reference);
            draft.unplaced("reference/volume-title", journal == null ? null : volume);
        }
    }

    /** Reads the journal, issue and pages of a Crossref work. */
    private static final class CrossrefWorkPlacement {

        private final ObjectNode work;
        private final Draft draft;

        CrossrefWorkPlacement(ObjectNode work, Draft draft) {
            this.work = work;
            this.draft = draft;
        }

        void journal(JournalDraft journal) {
            journal.title(takeFirst(work, "container-title"));
            String asCitation = takeFirst(work, "container-title-short");
            String said = takeFirst(work, "short-container-title");
            String abbreviation = said == null ? asCitation : said;
            if (abbreviation != null && !abbreviation.equals(journal.title())) {
                journal.abbreviation(abbreviation);
            }
            issns(journal);
            journal.publisher(take(work, "publisher"));
            journal.publisherPlace(take(work, "publisher-location"));
            // A publisher without a journal title or ISSN does not identify a journal.
            if (journal.title() == null && journal.issns().isEmpty()) {
                draft.unplaced("publisher", journal.publisher());
                journal.clear();
            }
        }

        private void issns(JournalDraft journal) {
            for (ObjectNode typed : objects(work, "issn-type")) {
                String type = take(typed, "type");
                IssnType medium = "electronic".equals(type) ? IssnType.ELECTRONIC : IssnType.PRINT;
                issn(journal, type == null ? null : medium, take(typed, "value"));
            }
            for (String plain : takeAll(work, "ISSN")) {
                issn(journal, null, plain);
            }
        }

        private void issn(JournalDraft journal, IssnType type, String text) {
            journal.issn(type, draft.parsed(text, Issn::parse, "ISSN"), "ISSN");
        }

        void issue(ArticleDraft article) {
            IssueDraft issue = article.issue();
            issue.volume(take(work, "volume"));
            issue.number(take(work, "issue"));
            for (ObjectNode printed : objects(work, "journal-issue")) {
                String number = take(printed, "issue");
                if (number != null && !issue.hasNumber()) {
                    issue.number(number);
                }
            }
            CrossrefWorkDates.ofIssue(work, issue, article);
            if (!issue.hasVolume() && !issue.hasNumber()) {
                draft.unplaced("journal-issue", issue.publishedOn());
                issue.clear();
            }
        }

        void pages(ArticleDraft article) {
            new CitedArticleReader(article).pages(take(work, "page"));
            article.articleNumber(take(work, "article-number"));
        }
    }
}
