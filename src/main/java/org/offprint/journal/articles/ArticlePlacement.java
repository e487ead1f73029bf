package org.offprint.journal.articles;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.rules.ReferencedRecords;
import org.offprint.platform.database.sql.Sql;

/** Stores the issue, section and position of articles, which are not versioned. */
@ApplicationScoped
public class ArticlePlacement {

    private static final int MAX_POSITION = 1_000_000;

    private final Sql sql;

    ArticlePlacement(Sql sql) {
        this.sql = sql;
    }

    /**
     * Reports errors in the journal, issue, section and position of the request. A request that removes the article
     * from its issue may still contain the previous position.
     *
     * @param article the article as stored; null for a new article
     */
    void check(ArticleInput input, Article article, ReferencedRecords records, RecordReader reader) {
        if (input.journal() == null) {
            return;
        }
        ReferencedRecords.OwningJournals held = records.place(input.journal(), input.issue(), input.section());
        if (held.journal() == null) {
            reader.add("/journal", "unknown-journal", "There is no journal " + input.journal() + ".");
            return;
        }
        belongs("issue", input.issue(), held.journalOfIssue(), input.journal(), reader);
        belongs("section", input.section(), held.journalOfSection(), input.journal(), reader);
        boolean isLeftOver =
                article != null && input.position() != null && input.position().equals(article.position);
        if (input.position() != null && input.issue() == null && !isLeftOver) {
            reader.add(
                    "/position",
                    "position-without-issue",
                    "A position requires an issue. Add the issue of the article, or remove the position.");
        }
    }

    private static void belongs(String what, UUID named, UUID journalOfIt, UUID journal, RecordReader reader) {
        if (named != null && journalOfIt == null) {
            reader.add("/" + what, "unknown-" + what, "There is no " + what + " " + named + ".");
        } else if (named != null && !journalOfIt.equals(journal)) {
            reader.add(
                    "/" + what,
                    "other-journal",
                    "This " + what + " belongs to another journal. Use one from the journal of the article.");
        }
    }

    /**
     * Sets the placement of an article. If the issue or section changes, the article is moved to the end unless the
     * request contains a new position.
     *
     * @return whether the placement changed
     */
    public boolean place(Article article, ArticleInput input) {
        boolean moved =
                !Objects.equals(article.issue, input.issue()) || !Objects.equals(article.section, input.section());
        boolean saysWhere =
                input.position() != null && !(moved && input.position().equals(article.position));
        Integer position = input.issue() == null ? null : saysWhere ? input.position() : atEnd(article, input, moved);
        boolean changed = moved || !Objects.equals(position, article.position);
        article.place(input.issue(), input.section(), position);
        return changed;
    }

    /**
     * Sets the placement of new articles. An article without a position is placed after the preceding article. The
     * number of SQL statements does not depend on the number of articles.
     *
     * @param inputs request data of each article, in order
     */
    public void placeAll(Map<Article, ArticleInput> inputs) {
        Set<UUID> issues = inputs.values().stream()
                .filter(input -> input.issue() != null && input.position() == null)
                .map(ArticleInput::issue)
                .collect(Collectors.toSet());
        Map<Slot, Integer> ends = endsOf(issues);
        inputs.forEach((article, input) -> {
            Integer position = null;
            if (input.issue() != null) {
                Slot slot = new Slot(input.issue(), input.section());
                int end = ends.getOrDefault(slot, 1);
                position = input.position() == null ? Integer.valueOf(end) : input.position();
                ends.put(slot, Math.min(MAX_POSITION, Math.max(end, position + 1)));
            }
            article.place(input.issue(), input.section(), position);
        });
    }

    /**
     * Returns the position after all other articles in the section. An article that is already last keeps its position.
     */
    private int atEnd(Article article, ArticleInput input, boolean moved) {
        int end = endOf(input.issue(), input.section(), article.id);
        return !moved && article.position != null && article.position >= end ? article.position : end;
    }

    /** Returns the position after the last article in a section of an issue, ignoring the given article. */
    private int endOf(UUID issue, UUID section, UUID article) {
        // An advisory lock prevents concurrent requests from assigning the same position. The row of the issue is not
        // locked, because transactions that have locked it may wait for articles, which could cause a deadlock.
        sql.list("select pg_advisory_xact_lock(?)", row -> null, issue.getLeastSignificantBits());
        return sql.first(
                        "select least(coalesce(max(position), 0) + 1, 1000000) from article"
                                + " where issue = ? and section is not distinct from ?::uuid and id <> ?",
                        row -> row.getInt(1),
                        issue,
                        section,
                        article)
                .orElseThrow();
    }

    /** Section of an issue. The section is null for articles of the issue that have no section. */
    private record Slot(UUID issue, UUID section) {}

    /** Returns the next free position in each nonempty section of the given issues. */
    private Map<Slot, Integer> endsOf(Collection<UUID> issues) {
        Map<Slot, Integer> ends = new HashMap<>();
        if (!issues.isEmpty()) {
            // All writers acquire the locks in the same order to prevent deadlocks.
            sql.list(
                    "select pg_advisory_xact_lock(key) from (select unnest(?::bigint[]) as key order by 1) keys",
                    row -> null,
                    issues.stream()
                            .map(issue -> Long.toString(issue.getLeastSignificantBits()))
                            .toList());
            sql.list(
                    "select issue, section, least(max(position) + 1, 1000000) as ending from article"
                            + " where issue = any(?) group by issue, section",
                    row -> ends.put(new Slot(Sql.uuid(row, "issue"), Sql.uuid(row, "section")), row.getInt("ending")),
                    issues);
        }
        return ends;
    }
}
