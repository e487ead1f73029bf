package org.offprint.search.feed;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.offprint.journal.affiliations.Affiliation;
import org.offprint.journal.affiliations.AffiliationView;
import org.offprint.journal.affiliations.parsing.ComparedWords;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.issues.IssueView;
import org.offprint.journal.journals.Journal;
import org.offprint.journal.journals.JournalRef;
import org.offprint.journal.journals.JournalView;
import org.offprint.kernel.identifiers.CountryCode;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.SortKey;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.kernel.record.IssueBody;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.text.FoldedText;
import org.offprint.search.query.SearchQuery.Scheme;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;
import org.offprint.search.schema.TermValues;

/** Builds the index records of journals, issues and affiliations, including the list items for readers. */
final class IndexRecords {

    /**
     * Sort key of issues without a date. The key is later than every date, so that these issues come first when sorted
     * newest first.
     */
    private static final String UNDATED = "9999-99-99";

    private IndexRecords() {}

    static IndexRecord issue(Issue issue, JournalRef journal, Instant changedAt, boolean forEditors) {
        IssueBody body = issue.body;
        IndexRecord record = new IndexRecord(RecordKind.ISSUE, issue.id.toString())
                .term(TermField.ID, issue.id)
                .counted(TermField.JOURNAL_ID, issue.journal)
                .counted(TermField.YEAR, body.year())
                .counted(TermField.VOLUME, plain(body.volume()))
                .counted(TermField.NUMBER, plain(body.number()))
                .counted(TermField.SPECIAL, body.special())
                .text(FullTextField.TITLE, null, body.title())
                .text(FullTextField.DESCRIPTION, null, body.description())
                .text(FullTextField.DESCRIPTION, null, numbered(body))
                .date(DateField.UPDATED, changedAt)
                .sort(SortOrder.LAST_UPDATED, changedAt.toEpochMilli())
                .sort(SortOrder.NEWEST, newest(body));
        body.translations().forEach((language, translation) -> record.text(
                        FullTextField.TITLE, language.language(), translation.title())
                .text(FullTextField.DESCRIPTION, language.language(), translation.description()));
        if (body.doi() != null) {
            record.term(TermField.DOI, body.doi().key())
                    .isIdentifiedBy(Scheme.DOI, body.doi().key());
        }
        if (body.publishedOn() != null) {
            record.date(
                    DateField.PUBLISHED,
                    body.publishedOn().firstDay().atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        record.counted(TermField.STATUS, Vocabulary.termOf(issue.state()));
        return record.covering(forEditors && issue.publishedAt != null)
                .shown(label(body), forEditors ? null : Json.write(IssueView.of(issue, journal, false)));
    }

    private static String newest(IssueBody body) {
        return String.join(
                "|",
                body.publishedOn() == null
                        ? UNDATED
                        : body.publishedOn().firstDay().toString(),
                SortKey.numbers(body.year() == null ? "" : body.year().toString()),
                SortKey.numbers(body.volume()),
                SortKey.numbers(body.number()));
    }

    private static String numbered(IssueBody body) {
        return String.join(" ", List.of(or(body.volume()), or(body.number()), or(body.year())))
                .strip();
    }

    private static String label(IssueBody body) {
        String volume = or(body.volume()) + (body.number() == null ? "" : "(" + body.number() + ")");
        String numbers = (volume + " " + or(body.year())).strip();
        return body.title() == null ? numbers : (numbers + " " + body.title()).strip();
    }

    private static String or(Object part) {
        return part == null ? "" : part.toString();
    }

    static IndexRecord journal(Journal journal, List<String> slugs, List<UUID> continuedBy, Instant changedAt) {
        JournalBody body = journal.body;
        String language = body.language().language();
        IndexRecord record = new IndexRecord(RecordKind.JOURNAL, journal.id.toString())
                .term(TermField.ID, journal.id)
                .text(FullTextField.TITLE, language, body.title())
                .text(FullTextField.TITLE, language, body.subtitle())
                .text(FullTextField.TITLE, language, body.abbreviation())
                .text(FullTextField.DESCRIPTION, language, body.description())
                .text(FullTextField.PUBLISHER, null, body.publisher())
                .text(FullTextField.PUBLISHER, null, body.publisherPlace())
                .text(FullTextField.JOURNAL_TITLE, language, body.title())
                .text(FullTextField.JOURNAL_TITLE, language, body.abbreviation())
                .date(DateField.UPDATED, changedAt)
                .sort(SortOrder.LAST_UPDATED, changedAt.toEpochMilli())
                .sort(SortOrder.TITLE, body.title());
        body.sections()
                .forEach(section ->
                        record.spelled(TermField.SECTION, section.id().toString(), section.title()));
        slugs.forEach(slug -> record.term(TermField.SLUG, slug).text(FullTextField.JOURNAL_TITLE, null, slug));
        record.counted(TermField.LANGUAGE, body.language()).term(TermField.LANGUAGE, language);
        body.languages()
                .forEach(tag -> record.counted(TermField.LANGUAGE, tag).term(TermField.LANGUAGE, tag.language()));
        body.subjects().forEach(subject -> record.text(FullTextField.DESCRIPTION, language, subject.label()));
        body.translations()
                .forEach((tag, translation) -> record.text(FullTextField.TITLE, tag.language(), translation.title())
                        .text(FullTextField.JOURNAL_TITLE, tag.language(), translation.title())
                        .text(FullTextField.TITLE, tag.language(), translation.subtitle())
                        .text(FullTextField.DESCRIPTION, tag.language(), translation.description()));
        body.issns()
                .forEach(issn -> record.term(TermField.ISSN, issn.value()).isIdentifiedBy(Scheme.ISSN, issn.value()));
        if (body.license() != null) {
            record.counted(TermField.LICENSE, TermValues.license(body.license().url()));
        }
        return record.names(Scheme.URL, body.url())
                .shown(body.title(), Json.write(JournalView.of(journal, continuedBy, false)));
    }

    /**
     * Returns the index record of an organization.
     *
     * @param parent id of the parent organization, or of the surviving organization if the parent was merged; null if
     *     there is no parent
     * @param merged organizations merged into this organization, which is also found by their names and identifiers
     */
    static IndexRecord affiliation(Affiliation affiliation, UUID parent, List<Affiliation> merged, Instant changedAt) {
        AffiliationBody body = affiliation.body;
        IndexRecord record = new IndexRecord(RecordKind.AFFILIATION, affiliation.id.toString())
                .term(TermField.ID, affiliation.id)
                .counted(TermField.STATUS, Vocabulary.termOf(body.status()))
                .counted(TermField.COUNTRY, body.country())
                .counted(TermField.PARENT, parent)
                .term(TermField.ROR, body.ror())
                .isIdentifiedBy(Scheme.ROR, body.ror())
                .names(Scheme.URL, body.url())
                .text(FullTextField.PLACE, null, body.city())
                .text(FullTextField.PLACE, null, body.region())
                .text(FullTextField.PLACE, null, countryName(body.country()))
                .date(DateField.UPDATED, changedAt)
                .sort(SortOrder.LAST_UPDATED, changedAt.toEpochMilli())
                .sort(SortOrder.NAME, body.name());
        addNames(body, record);
        if (!merged.isEmpty()) {
            record.merged(Json.write(merged.stream().map(other -> other.body).toList()));
        }
        for (Affiliation other : merged) {
            record.term(TermField.ID, other.id)
                    .term(TermField.ROR, other.body.ror())
                    .isIdentifiedBy(Scheme.ROR, other.body.ror());
            addNames(other.body, record);
        }
        return record.shown(body.name(), Json.write(AffiliationView.of(affiliation, false)));
    }

    private static void addNames(AffiliationBody body, IndexRecord record) {
        addName(body.name(), record);
        body.names().values().forEach(name -> addName(name, record));
        body.acronyms().forEach(acronym -> addName(acronym, record));
    }

    private static void addName(String name, IndexRecord record) {
        record.text(FullTextField.NAME, null, name).term(TermField.CALLED, ComparedWords.comparisonKey(name));
    }

    private static String countryName(CountryCode country) {
        return country == null
                ? null
                : new java.util.Locale("", country.value()).getDisplayCountry(java.util.Locale.ENGLISH);
    }

    private static String plain(String text) {
        return text == null ? null : FoldedText.plain(text);
    }
}
