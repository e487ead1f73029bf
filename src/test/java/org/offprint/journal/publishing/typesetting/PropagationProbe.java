package org.offprint.journal.publishing.typesetting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.offprint.journal.publishing.ArticleCopies;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Allows tests to observe and trigger the propagation of changes to published articles. */
@Singleton
public class PropagationProbe {

    private final ChangeLog log;
    private final Sql sql;
    private final Writes writes;
    private final Press press;

    PropagationProbe(ChangeLog log, Sql sql, Writes writes, Press press) {
        this.log = log;
        this.sql = sql;
        this.writes = writes;
        this.press = press;
    }

    /** Waits until all changes in the change log are propagated. */
    public void awaitEnd() {
        Workers.await(Duration.ofSeconds(60), "all changes are propagated", () -> place() >= log.end());
    }

    private long place() {
        return sql.first("select position from follower where name = 'carrying'", row -> row.getLong(1))
                .orElseThrow();
    }

    /** Waits until an SQL statement that matches this pattern waits for a lock. */
    public void awaitLock(String statement) {
        Workers.await(Duration.ofSeconds(60), statement + " waits for a lock", () -> sql.first(
                        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like ?",
                        row -> 1,
                        statement)
                .isPresent());
    }

    /**
     * Publishes an article and copies it {@code many - 1} times. Returns the original article and its copies, all
     * published and all containing this string. Waits until all articles are typeset and all changes are propagated.
     */
    public List<UUID> copies(String original, String text, int many) {
        Fixtures.publish(original);
        ArticleCopies.of(original, many - 1).forEach(sql::update);
        UUID journal = sql.first(
                        "select journal from article where id = ?",
                        row -> Sql.uuid(row, "journal"),
                        UUID.fromString(original))
                .orElseThrow();
        List<UUID> all = showing(journal, text);
        assertEquals(many, all.size());
        assertEquals(many - 1, typeset(all).size());
        return all;
    }

    /** Returns the propagated changes after this position of the change log, in order. */
    public List<Change> after(long position) {
        List<Change> carried = new ArrayList<>();
        long at = position;
        for (List<Change> more = log.after(at, 1_000); !more.isEmpty(); more = log.after(at, 1_000)) {
            more.stream().filter(Change::carried).forEach(carried::add);
            at = more.get(more.size() - 1).position();
        }
        return carried;
    }

    /** Typesets these articles and logs a change for each article whose document has changed. */
    public List<UUID> typeset(List<UUID> articles) {
        List<UUID> changed = new ArrayList<>();
        for (int from = 0; from < articles.size(); from += 500) {
            List<UUID> some = articles.subList(from, Math.min(from + 500, articles.size()));
            changed.addAll(writes.run(write -> {
                List<Press.TypesetArticle> printed = press.typesetPublished(some, write.now());
                printed.forEach(each -> write.log(Change.forReaders(
                        Change.Kind.ARTICLE, each.id(), each.journal(), Change.Op.UPDATED, "updated")));
                return printed.stream().map(Press.TypesetArticle::id).toList();
            }));
        }
        return changed;
    }

    /** Returns the published articles of a journal whose document contains this string. */
    public List<UUID> showing(UUID journal, String text) {
        return sql.list(
                "select article from published_article where journal = ? and not withdrawn"
                        + " and position(? in convert_from(document, 'UTF8')) > 0 order by article",
                row -> Sql.uuid(row, "article"),
                journal,
                text);
    }
}
