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
 * List of redirects from former URL paths. The list is cached in memory, because it is checked for every request that
 * matches no page or resource. Changes take effect on all nodes within two seconds.
 */
@ApplicationScoped
public class Redirects {

    /** Maximum number of redirects in the list. */
    public static final int MAX_REDIRECTS = 50_000;

    private final Sql sql;
    private volatile RedirectSnapshot snapshot = new RedirectSnapshot(null, Map.of());

    Redirects(Sql sql) {
        this.sql = sql;
    }

    /** Snapshot of the redirect list, with the time of its last replacement. The time is null if the list is empty. */
    private record RedirectSnapshot(Instant setAt, Map<String, String> targets) {}

    /** Returns all redirects in list order. */
    public List<Redirect> all() {
        return sql.list(
                "select source, target from redirect order by ordinal",
                row -> new Redirect(row.getString("source"), row.getString("target")));
    }

    /** Locks the redirect list until the transaction ends. Blocks while another transaction has the lock. */
    public void lock() {
        sql.list("select pg_advisory_xact_lock(hashtextextended('redirects', 0))", row -> null);
    }

    /**
     * Replaces the redirect list in the current transaction. The redirects must be valid and have distinct former
     * paths.
     */
    public void replace(List<Redirect> redirects) {
        Instant now = Instant.now();
        List<Object[]> rows = new ArrayList<>();
        for (Redirect each : redirects) {
            rows.add(new Object[] {RedirectPath.of(each.from()), each.from(), each.to(), rows.size(), now});
        }
        sql.update("delete from redirect");
        sql.batch("insert into redirect (path, source, target, ordinal, set_at) values (?, ?, ?, ?, ?)", rows);
    }

    /**
     * Returns the normalized former path, which identifies a redirect. Equivalent notations of a path have the same
     * normalized form.
     */
    public static String identity(Redirect redirect) {
        return RedirectPath.of(redirect.from());
    }

    /**
     * Returns the redirect target for a request, without blocking. A redirect for the path with its query takes
     * precedence over a redirect for only the path.
     *
     * @param path path as sent
     * @param query query as sent; null for none
     */
    public Optional<String> target(String path, String query) {
        Map<String, String> targets = snapshot.targets();
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
        // All redirect rows have the same timestamp, because the list is replaced as a whole.
        Instant setAt = sql.first("select set_at from redirect limit 1", row -> Sql.instant(row, "set_at"))
                .orElse(null);
        if (Objects.equals(setAt, snapshot.setAt())) {
            return;
        }
        Map<String, String> targets = new HashMap<>();
        sql.list(
                "select path, target from redirect",
                row -> targets.put(row.getString("path"), row.getString("target")));
        snapshot = new RedirectSnapshot(setAt, targets);
    }
}
