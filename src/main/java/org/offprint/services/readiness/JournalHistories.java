package org.offprint.services.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.journal.journals.Journal;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.platform.database.sql.Sql;
import org.offprint.search.SearchRequest;
import org.offprint.search.ThrottledSearch;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;
import org.offprint.services.readiness.rules.CheckedRecord;
import org.offprint.services.readiness.rules.JournalHistory;

/** Reads the publication dates of a journal. Runs one SQL statement and one search. */
@ApplicationScoped
class JournalHistories {

    /** Maximum number of issues to read, which is more than any journal has. */
    private static final int MAX_ISSUES = 10_000;

    /** Number of newest issues that determine the publication frequency. */
    private static final int ISSUES_FOR_FREQUENCY = 24;

    private final Sql sql;
    private final ThrottledSearch index;

    JournalHistories(Sql sql, ThrottledSearch index) {
        this.sql = sql;
        this.index = index;
    }

    JournalHistory of(Journal journal) {
        LocalDate today = LocalDate.now(ZoneId.of(journal.body.timeZone().value()));
        List<LocalDate> days = sql
                .list(
                        "select body->>'publishedOn' as day from issue where journal = ? and status = 'published'"
                                + " and body->>'publishedOn' is not null limit ?",
                        row -> new PartialDate(row.getString("day")).firstDay(),
                        journal.id,
                        MAX_ISSUES)
                .stream()
                .sorted(Comparator.reverseOrder())
                .toList();
        return new JournalHistory(
                days.subList(0, Math.min(ISSUES_FOR_FREQUENCY, days.size())),
                days.isEmpty() ? null : days.get(days.size() - 1),
                researchArticles(journal.id, today.getYear() - 1),
                today);
    }

    private long researchArticles(UUID journal, int year) {
        Set<String> types =
                CheckedRecord.RESEARCH.stream().map(Vocabulary::termOf).collect(Collectors.toSet());
        Map<String, SearchQuery> filters = Map.of(
                TermField.JOURNAL_ID.word(), new SearchQuery.OneOf(TermField.JOURNAL_ID, Set.of(journal.toString())),
                TermField.YEAR.word(), new SearchQuery.OneOf(TermField.YEAR, Set.of(String.valueOf(year))),
                TermField.TYPE.word(), new SearchQuery.OneOf(TermField.TYPE, types));
        return index.search(new SearchRequest(
                        Audience.READERS,
                        null,
                        RecordKind.ARTICLE,
                        new SearchQuery.All(),
                        filters,
                        SortOrder.NEWEST,
                        new SearchRequest.PagePosition.Start(),
                        1,
                        List.of(),
                        false))
                .total();
    }
}
