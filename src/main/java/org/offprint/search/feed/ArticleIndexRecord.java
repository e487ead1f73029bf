package org.offprint.search.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.offprint.journal.issues.IssueRef;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ArticleBody.Statements;
import org.offprint.kernel.record.FileRole;
import org.offprint.kernel.record.OtherAbstract;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.Reference.ReferenceAuthor;
import org.offprint.kernel.record.Relation;
import org.offprint.kernel.record.RelationType;
import org.offprint.kernel.text.FoldedText;
import org.offprint.references.tokens.NamedIdentifiers;
import org.offprint.references.tokens.PrintedWords;
import org.offprint.search.query.SearchQuery.Scheme;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.Presence;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;
import org.offprint.search.schema.TermValues;

/**
 * Builds the index record of an article, from its working copy or published version.
 *
 * @param issue issue of the article; null if it is in no issue
 * @param organizations organizations named by the contributors, by id
 * @param savedAt time of the last save, which determines the sort position of articles without a date; null for readers
 * @param changedAt time at which the last change visible to the audience was logged
 */
record ArticleIndexRecord(
        UUID id,
        String slug,
        UUID journal,
        IssueRef issue,
        UUID section,
        ArticleBody body,
        boolean retracted,
        Map<UUID, IndexedOrganization> organizations,
        Instant publishedAt,
        Instant savedAt,
        Instant changedAt) {

    /**
     * Number of low-order bits of a sort number that contain milliseconds, sufficient until 2109. The higher bits
     * contain the day.
     */
    private static final int MILLIS_BITS = 42;

    private static final long FIRST_DAY = LocalDate.of(1000, 1, 1).toEpochDay();
    private static final long UNDATED = (1L << 20) - 1;

    IndexRecord entry() {
        IndexRecord record = new IndexRecord(RecordKind.ARTICLE, id.toString());
        addPlace(record);
        addOwn(record);
        addTexts(record);
        ContributorFields.add(body, organizations, record);
        body.references().forEach(reference -> addReference(reference, record));
        body.relations().forEach(relation -> addRelation(relation, record));
        addPresence(record);
        addMatchingTerms(record);
        return record.shown(body.title(), null);
    }

    private void addPlace(IndexRecord record) {
        record.term(TermField.ID, id)
                .term(TermField.SLUG, slug)
                .counted(TermField.JOURNAL_ID, journal)
                .counted(TermField.SECTION, section)
                .counted(TermField.RETRACTED, retracted);
        if (issue != null) {
            record.counted(TermField.ISSUE_ID, issue.id()).counted(TermField.VOLUME, plain(issue.volume()));
        }
        boolean dated = body.dates() != null && body.dates().published() != null;
        if (dated) {
            LocalDate day = body.dates().published().firstDay();
            record.counted(TermField.YEAR, day.getYear())
                    .date(DateField.PUBLISHED, day.atStartOfDay(ZoneOffset.UTC).toInstant())
                    .sort(SortOrder.NEWEST, newest(day.toEpochDay() - FIRST_DAY, publishedAt));
        } else {
            record.sort(SortOrder.NEWEST, newest(UNDATED, savedAt));
        }
        record.date(DateField.UPDATED, changedAt).sort(SortOrder.LAST_UPDATED, changedAt.toEpochMilli());
    }

    /** Returns a number that sorts articles by day and then by instant. */
    private static long newest(long day, Instant instant) {
        long millis = instant == null ? 0 : Math.max(0, Math.min(instant.toEpochMilli(), (1L << MILLIS_BITS) - 1));
        return day << MILLIS_BITS | millis;
    }

    private void addOwn(IndexRecord record) {
        record.counted(TermField.TYPE, Vocabulary.termOf(body.type()));
        addLanguage(body.language(), record);
        body.translations().keySet().forEach(language -> addLanguage(language, record));
        if (body.doi() != null) {
            record.term(TermField.DOI, body.doi().key())
                    .isIdentifiedBy(Scheme.DOI, body.doi().key());
        }
        if (body.license() != null && body.license().url() != null) {
            record.counted(TermField.LICENSE, TermValues.license(body.license().url()))
                    .names(Scheme.URL, body.license().url());
        }
        body.files().stream().filter(file -> !file.isStored()).forEach(file -> record.names(Scheme.URL, file.url()));
        record.isIdentifiedBy(Scheme.URL, "/v1/articles/" + id);
    }

    private static void addLanguage(LanguageTag language, IndexRecord record) {
        record.counted(TermField.LANGUAGE, language).term(TermField.LANGUAGE, language.language());
    }

    private void addTexts(IndexRecord record) {
        String language = body.language().language();
        record.text(FullTextField.TITLE, language, body.title())
                .text(FullTextField.TITLE, language, body.subtitle())
                .text(FullTextField.ABSTRACT, language, body.abstractText());
        if (body.title() != null) {
            record.sort(SortOrder.TITLE, body.title());
        }
        body.keywords().forEach(keyword -> addKeyword(keyword, language, record));
        body.translations().forEach((tag, translation) -> {
            record.text(FullTextField.TITLE, tag.language(), translation.title())
                    .text(FullTextField.TITLE, tag.language(), translation.subtitle())
                    .text(FullTextField.ABSTRACT, tag.language(), translation.abstractText());
            translation.keywords().forEach(keyword -> addKeyword(keyword, tag.language(), record));
        });
        body.subjects().forEach(subject -> record.text(FullTextField.KEYWORD_TEXT, language, subject.label()));
        record.text(FullTextField.TITLE, language, body.runningHead());
        for (OtherAbstract other : body.otherAbstracts()) {
            String in = other.language() == null ? language : other.language().language();
            record.text(FullTextField.ABSTRACT, in, other.title())
                    .text(FullTextField.ABSTRACT, in, other.abstractText());
        }
        if (body.statements() != null) {
            addStatements(body.statements(), language, record);
        }
    }

    private static void addStatements(Statements statements, String language, IndexRecord record) {
        record.text(FullTextField.STATEMENT, language, statements.dataAvailability())
                .text(FullTextField.STATEMENT, language, statements.conflictOfInterest())
                .text(FullTextField.STATEMENT, language, statements.ethics())
                .text(FullTextField.STATEMENT, language, statements.acknowledgements())
                .text(FullTextField.STATEMENT, language, statements.authorContributions())
                .text(FullTextField.FUNDING, language, statements.funding());
        statements.others().forEach(other -> record.text(FullTextField.STATEMENT, language, other.title())
                .text(FullTextField.STATEMENT, language, other.text()));
    }

    private static void addKeyword(String keyword, String language, IndexRecord record) {
        String folded = FoldedText.folded(keyword);
        if (!folded.isEmpty()) {
            record.text(FullTextField.KEYWORD_TEXT, language, keyword)
                    .counted(TermField.KEYWORD_TERM, folded)
                    .spelled(TermField.KEYWORD_TERM, folded, FoldedText.plain(keyword));
        }
    }

    private static void addReference(Reference reference, IndexRecord record) {
        if (reference.text() != null) {
            record.text(FullTextField.REFERENCE, null, reference.text());
        } else {
            record.text(FullTextField.REFERENCE, null, inWords(reference));
        }
        if (reference.doi() != null) {
            record.names(Scheme.DOI, reference.doi().key());
        }
        Set<String> named = NamedIdentifiers.of(reference);
        named.forEach(identifier -> record.term(TermField.CITES, identifier));
        // A reference with a DOI always links to the work with that DOI, so the words of the reference are not indexed
        // for matching.
        if (named.stream().noneMatch(NamedIdentifiers::isDoi)) {
            PrintedWords.distinct(reference).forEach(word -> record.term(TermField.REFERENCE_WORD, word));
        }
        record.names(Scheme.URL, reference.url());
    }

    /** Adds the terms by which references can be matched to the article. */
    private void addMatchingTerms(IndexRecord record) {
        Set<String> volumes = new LinkedHashSet<>();
        if (issue != null) {
            volumes.add(words(issue.volume()));
            volumes.add(issue.year() == null ? null : issue.year().toString());
        }
        if (body.dates() != null && body.dates().published() != null) {
            volumes.add(Integer.toString(body.dates().published().year()));
        }
        volumes.removeIf(volume -> volume == null || volume.isEmpty());
        Stream.of(body.pages() == null ? null : body.pages().first(), body.articleNumber())
                .map(ArticleIndexRecord::words)
                .filter(page -> page != null && !page.isEmpty())
                .forEach(page -> volumes.forEach(
                        volume -> record.term(TermField.KNOWN_BY, TermValues.place(journal, volume, page))));
        body.identifiers()
                .forEach(each -> record.term(TermField.KNOWN_BY, NamedIdentifiers.of(each.type(), each.value())));
    }

    private static String words(String text) {
        return text == null ? null : String.join(" ", FoldedText.words(FoldedText.folded(text)));
    }

    private static String inWords(Reference reference) {
        StringBuilder words = new StringBuilder();
        for (List<ReferenceAuthor> people :
                List.of(reference.authors(), reference.editors(), reference.translators())) {
            people.forEach(person -> {
                append(person.family(), words);
                append(person.given(), words);
                append(person.name(), words);
            });
        }
        append(reference.year(), words);
        append(reference.title(), words);
        append(reference.containerTitle(), words);
        append(reference.series(), words);
        append(reference.conference() == null ? null : reference.conference().name(), words);
        append(reference.publisher(), words);
        append(reference.publisherPlace(), words);
        append(reference.comment(), words);
        return words.toString();
    }

    private static void append(String part, StringBuilder words) {
        if (part != null) {
            words.append(part).append("; ");
        }
    }

    private static void addRelation(Relation relation, IndexRecord record) {
        String doi = relation.doi() == null ? null : relation.doi().key();
        record.names(Scheme.DOI, doi);
        if (relation.type() == RelationType.REFERENCES) {
            record.term(TermField.CITES, relation.article()).term(TermField.CITES, doi);
        }
    }

    private void addPresence(IndexRecord record) {
        record.has(Presence.DOI, body.doi() != null)
                .has(
                        Presence.ABSTRACT,
                        body.abstractText() != null && !body.abstractText().isBlank())
                .has(Presence.ORCID, record.terms().containsKey(TermField.ORCID))
                .has(Presence.ROR, record.terms().containsKey(TermField.ROR))
                .has(Presence.REFERENCES, !body.references().isEmpty())
                .has(Presence.LICENSE, record.terms().containsKey(TermField.LICENSE))
                .has(Presence.FULLTEXT, body.files().stream().anyMatch(file -> file.role() == FileRole.FULLTEXT));
    }

    private static String plain(String text) {
        return text == null ? null : FoldedText.plain(text);
    }
}
