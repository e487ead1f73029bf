package org.offprint.journal.redirects;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.offprint.platform.database.sql.Sql;

/**
 * The list of redirects. It lies in memory, as every request that nothing else answers looks into it; a change is there
 * within two seconds, on other nodes too.
 */
@ApplicationScoped
public class Redirects {

    /** The most of a list. */
    public static final int MOST = 50_000;

    private final Sql sql;
    private volatile Listed listed = new Listed(null, Map.of());

    Redirects(Sql sql) {
        this.sql = sql;
    }

    /** The list as it was set at a time; null for an empty one. */
    private record Listed(Instant setAt, Map<String, String> targets) {}

    /** Returns all, in the order in which they were given. */
    public List<Redirect> all() {
        return sql.list(
                "select source, target from redirect order by ordinal",
                row -> new Redirect(row.getString("source"), row.getString("target")));
    }

    /** Waits for other writers of the list until the transaction ends. */
    public void lock() {
        sql.list("select pg_advisory_xact_lock(hashtextextended('redirects', 0))", row -> null);
    }

    /** Replaces the list, within a transaction; the redirects are right, and no two have one path. */
    public void replace(List<Redirect> redirects) {
        Instant now = Instant.now();
        List<Object[]> rows = new ArrayList<>();
        for (Redirect each : redirects) {
            rows.add(new Object[] {RedirectPath.of(each.from()), each.from(), each.to(), rows.size(), now});
        }
        sql.update("delete from redirect");
        sql.batch("insert into redirect (path, source, target, ordinal, set_at) values (?, ?, ?, ?, ?)", rows);
    }

    /** Returns what tells paths of old apart: different spellings of one path are the same. */
    public static String identity(Redirect redirect) {
        return RedirectPath.of(redirect.from());
    }

    /**
     * Returns where a request leads: by path and query, else by the path alone. Never waits.
     *
     * @param path as it was sent
     * @param query as it was sent; null for none
     */
    public Optional<String> target(String path, String query) {
        Map<String, String> targets = listed.targets();
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        String plain = RedirectPath.of(path);
        if (plain == null) {
            return Optional.empty();
        }
        String whole = query == null ? null : targets.get(plain + "?" + query);
        return Optional.ofNullable(whole == null ? targets.get(plain) : whole);
    }

    void onStart(@Observes StartupEvent event) {
        read();
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void read() {
        // All rows are of one time, as the list is replaced as a whole.
        Instant setAt = sql.first("select set_at from redirect limit 1", row -> Sql.instant(row, "set_at"))
                .orElse(null);
        if (Objects.equals(setAt, listed.setAt())) {
            return;
        }
        Map<String, String> targets = new HashMap<>();
        sql.list(
                "select path, target from redirect",
                row -> targets.put(row.getString("path"), row.getString("target")));
        listed = new Listed(setAt, targets);
    }
}
