package org.offprint.journal.journals;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.offprint.journal.journals.DoiPattern.Token;
import org.offprint.journal.journals.DoiRegister.OwnerKind;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.JournalBody.Minting;
import org.offprint.kernel.text.Transliteration;
import org.offprint.platform.database.sql.Sql;

/**
 * Mints DOIs from the DOI pattern of a journal, in the transaction of the change that requires a DOI. A minted DOI is
 * recorded in this service, but is not registered with a DOI agency until the record is published.
 */
@ApplicationScoped
public class DoiMint {

    private static final int MAX_TRIES = 5;
    private static final int EXAMPLES = 3;

    /** Maximum length of a journal slug in a DOI suffix, in characters. The limit keeps DOI suffixes short. */
    private static final int MAX_SLUG_LENGTH = 80;

    /** Format of DOIs accepted by DataCite (datacite/lupo, {@code Doi} model). */
    private static final Pattern AT_DATACITE = Pattern.compile("10\\.\\d{4,5}/[-._;()/:a-zA-Z0-9*~$=]+");

    /** Format of DOIs accepted by Crossref ({@code doi_t}). */
    private static final Pattern AT_CROSSREF = Pattern.compile("10\\.[0-9]{4,9}/.{1,200}");

    private final Sql sql;
    private final DoiRegister register;

    DoiMint(Sql sql, DoiRegister register) {
        this.sql = sql;
        this.register = register;
    }

    /**
     * Record for which a DOI is minted.
     *
     * @param issue id of the issue that contains an article; null for none
     * @param year year of publication; null for the current year
     * @param volume volume of an issue; null for an article, which uses the volume of its issue
     * @param number number of an issue; null for an article
     */
    public record Subject(OwnerKind kind, UUID id, UUID issue, Integer year, String volume, String number) {

        /** Returns the article data required to mint a DOI. */
        public static Subject article(UUID id, UUID issue, PartialDate published) {
            return new Subject(OwnerKind.ARTICLE, id, issue, published == null ? null : published.year(), null, null);
        }

        /** Returns the issue data required to mint a DOI. */
        public static Subject issue(UUID id, String volume, String number, Integer year) {
            return new Subject(OwnerKind.ISSUE, id, null, year, volume, number);
        }
    }

    /** Journal that mints DOIs, with its id, slug and settings. */
    private record Minter(UUID id, String slug, JournalBody body) {

        DoiPattern pattern(OwnerKind kind) {
            JournalBody.DoiSettings settings = body.doi();
            String own =
                    settings == null ? null : kind == OwnerKind.ISSUE ? settings.issuePattern() : settings.pattern();
            return own == null ? DoiPattern.DEFAULT : new DoiPattern(own);
        }

        /**
         * Returns whether the journal automatically mints DOIs for records of the given kind at the given moment.
         * Issues receive DOIs automatically only if the journal has a DOI pattern for issues.
         */
        boolean mints(OwnerKind kind, Minting moment) {
            boolean isWanted = body.minting() == moment
                    || moment == Minting.ON_PUBLICATION && body.minting() == Minting.ON_CREATION;
            return isWanted
                    && !body.doiPrefixes().isEmpty()
                    && (kind != OwnerKind.ISSUE || body.doi().issuePattern() != null);
        }
    }

    /**
     * Mints a DOI for a new record if the journal mints DOIs at creation.
     *
     * @return the minted DOI; empty if the journal does not mint at creation, or if the pattern cannot be filled or
     *     yields no unused DOI
     */
    public Optional<Doi> onCreation(Subject subject, UUID journal, Instant now) {
        return sql.first(
                        "select slug, body from journal where id = ? and body #>> '{doi,mint}' = 'onCreation'",
                        row -> new Minter(
                                journal, row.getString("slug"), Json.read(row.getString("body"), JournalBody.class)),
                        journal)
                .filter(minter -> minter.mints(subject.kind(), Minting.ON_CREATION))
                .flatMap(minter -> minted(subject, minter, now));
    }

    /**
     * Mints a DOI for a record that is being published without a DOI, if the journal mints DOIs at publication.
     *
     * @return the minted DOI; empty if the journal does not mint at publication, or if the pattern cannot be filled or
     *     yields no unused DOI
     */
    public Optional<Doi> onPublication(Subject subject, Journal journal, Instant now) {
        Minter minter = new Minter(journal.id, journal.slug, journal.body);
        return minter.mints(subject.kind(), Minting.ON_PUBLICATION) ? minted(subject, minter, now) : Optional.empty();
    }

    /**
     * Mints a DOI for a record without a DOI, at the request of an editor.
     *
     * @throws ProblemException 409 if the journal has no prefix, or if its pattern yields no unused DOI
     */
    public Doi mint(Subject subject, Journal journal, Instant now) {
        Minter minter = new Minter(journal.id, journal.slug, journal.body);
        if (journal.body.doiPrefixes().isEmpty()) {
            throw Problems.conflict(
                    "The journal has no DOI prefix",
                    "Set the journal's doiPrefix to the prefix that its registration agency assigned.");
        }
        return minted(subject, minter, now)
                .orElseThrow(() -> Problems.conflict(
                        "The journal's DOI pattern yields no unused DOI",
                        "The pattern is " + minter.pattern(subject.kind())
                                + ". Either the record lacks a value that the pattern requires, or another record"
                                + " already has the DOI."));
    }

    private Optional<Doi> minted(Subject subject, Minter minter, Instant now) {
        DoiPattern pattern = minter.pattern(subject.kind());
        if (!pattern.faults(subject.kind()).isEmpty()) {
            return Optional.empty(); // The DOI pattern was stored by a program version with different validation rules.
        }
        Subject placed = withIssueNumbers(subject, pattern);
        int tries = pattern.varies() ? MAX_TRIES : 1;
        for (int i = 0; i < tries; i++) {
            Optional<Doi> doi = filled(placed, pattern, minter, now, () -> next(minter.id()));
            if (doi.isEmpty() || register.registerIfUnused(subject.kind(), subject.id(), doi.get())) {
                return doi;
            }
        }
        return Optional.empty();
    }

    /** Adds the issue's volume and number to an article's data, if the DOI pattern contains either of them. */
    private Subject withIssueNumbers(Subject subject, DoiPattern pattern) {
        boolean isNeeded = subject.issue() != null && pattern.isChangeable();
        return isNeeded
                ? sql.first(
                                "select body ->> 'volume' volume, body ->> 'number' number from issue where id = ?",
                                row -> new Subject(
                                        subject.kind(),
                                        subject.id(),
                                        subject.issue(),
                                        subject.year(),
                                        row.getString("volume"),
                                        row.getString("number")),
                                subject.issue())
                        .orElse(subject)
                : subject;
    }

    private static Optional<Doi> filled(
            Subject subject, DoiPattern pattern, Minter minter, Instant now, LongSupplier sequence) {
        return pattern.fill(token -> value(token, subject, minter, now, sequence))
                .map(suffix -> new Doi(minter.body().doiPrefixes().get(0) + "/" + suffix));
    }

    private static String value(Token token, Subject subject, Minter minter, Instant now, LongSupplier sequence) {
        return switch (token) {
            case JOURNAL -> minter.slug().substring(0, Math.min(minter.slug().length(), MAX_SLUG_LENGTH));
            case SEQUENCE -> Long.toString(sequence.getAsLong());
            case YEAR ->
                Integer.toString(
                        subject.year() == null
                                ? LocalDate.ofInstant(
                                                now, minter.body().timeZone().zone())
                                        .getYear()
                                : subject.year());
            case VOLUME -> subject.volume() == null ? null : Transliteration.words(subject.volume());
            case ISSUE -> subject.number() == null ? null : Transliteration.words(subject.number());
            case ID -> subject.id().toString();
            case RANDOM -> throw new IllegalArgumentException(token.name());
        };
    }

    private long next(UUID journal) {
        return sql.first(
                        "insert into doi_sequence (journal, last) values (?, 1)"
                                + " on conflict (journal) do update set last = doi_sequence.last + 1 returning last",
                        row -> row.getLong(1),
                        journal)
                .orElseThrow();
    }

    /**
     * Returns examples of the DOIs that the journal's patterns would yield next, without minting any.
     *
     * @param tried pattern to use for articles; null for the journal's own pattern
     */
    public DoiExamples preview(Journal journal, DoiPattern tried, Instant now) {
        Minter minter = new Minter(journal.id, journal.slug, journal.body);
        DoiPattern ofArticles = tried == null ? minter.pattern(OwnerKind.ARTICLE) : tried;
        boolean hasIssues = journal.body.doi() != null && journal.body.doi().issuePattern() != null;
        DoiPattern ofIssues = hasIssues ? minter.pattern(OwnerKind.ISSUE) : null;
        List<Finding> findings = new ArrayList<>();
        if (journal.body.doiPrefixes().isEmpty()) {
            findings.add(Finding.at("/doiPrefix", "doi-prefix-missing", "A DOI prefix is required to mint DOIs."));
            return new DoiExamples(null, ofArticles.toString(), List.of(), text(ofIssues), List.of(), findings);
        }
        Subject newest = newestIssue(journal.id);
        long last = sql.first("select last from doi_sequence where journal = ?", row -> row.getLong(1), journal.id)
                .orElse(0L);
        List<Doi> articles = examples(newest, OwnerKind.ARTICLE, ofArticles, minter, now, last, findings);
        List<Doi> issues =
                hasIssues ? examples(newest, OwnerKind.ISSUE, ofIssues, minter, now, last, findings) : List.of();
        Stream.concat(articles.stream(), issues.stream()).limit(1).forEach(doi -> note(doi, findings));
        var holders = register.holders(
                Stream.concat(articles.stream(), issues.stream()).toList());
        return new DoiExamples(
                minter.body().doiPrefixes().get(0),
                ofArticles.toString(),
                articles.stream()
                        .map(doi -> example(doi, holders.get(doi.key())))
                        .toList(),
                text(ofIssues),
                issues.stream().map(doi -> example(doi, holders.get(doi.key()))).toList(),
                findings);
    }

    private static String text(DoiPattern pattern) {
        return pattern == null ? null : pattern.toString();
    }

    private static DoiExamples.Example example(Doi doi, String holder) {
        return new DoiExamples.Example(doi, holder != null, holder == null || holder.isEmpty() ? null : holder);
    }

    /**
     * Returns the newest issue of the journal for use in example DOIs, or an issue without volume and number if there
     * is none.
     */
    private Subject newestIssue(UUID journal) {
        return sql.first(
                        "select id, body ->> 'volume' volume, body ->> 'number' number from issue where journal = ?"
                                + " order by sort_key desc, id desc limit 1",
                        row -> Subject.issue(
                                Sql.uuid(row, "id"), row.getString("volume"), row.getString("number"), null),
                        journal)
                .orElse(Subject.issue(null, null, null, null));
    }

    private static List<Doi> examples(
            Subject issue,
            OwnerKind kind,
            DoiPattern pattern,
            Minter minter,
            Instant now,
            long last,
            List<Finding> findings) {
        String pointer = kind == OwnerKind.ISSUE ? "/doi/issuePattern" : "/doi/pattern";
        if (pattern.isChangeable()) {
            findings.add(Finding.at(
                    pointer,
                    "doi-pattern-changeable",
                    "Use tokens that never change. Volume and number can be corrected later, but the DOI"
                            + " keeps the former values."));
        }
        List<Doi> dois = new ArrayList<>();
        for (int i = 1; i <= EXAMPLES; i++) {
            long number = last + i;
            Subject example = new Subject(kind, Ids.next(), null, null, issue.volume(), issue.number());
            filled(example, pattern, minter, now, () -> number).ifPresent(dois::add);
        }
        if (dois.isEmpty()) {
            findings.add(Finding.at(
                    pointer,
                    "doi-pattern-unfilled",
                    "The newest issue lacks a value that the pattern requires, or the suffix would be longer"
                            + " than "
                            + DoiPattern.MAX_SUFFIX_LENGTH + " characters."));
        }
        return dois.stream().distinct().toList();
    }

    private static void note(Doi doi, List<Finding> findings) {
        if (!AT_CROSSREF.matcher(doi.value()).matches()) {
            findings.add(Finding.at(
                    "/doiPrefix",
                    "doi-not-at-crossref",
                    "Crossref accepts only prefixes without subdivisions, such as 10.1234."));
        }
        if (!AT_DATACITE.matcher(doi.value()).matches()) {
            findings.add(Finding.at(
                    "/doiPrefix",
                    "doi-not-at-datacite",
                    "DataCite accepts only prefixes with 4 or 5 digits after `10.`, such as 10.12345."));
        }
    }
}
