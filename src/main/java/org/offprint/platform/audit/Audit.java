package org.offprint.platform.audit;

import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jboss.logging.Logger;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.requests.ClientAddress;
import org.offprint.platform.http.requests.RequestId;

/**
 * Adds entries to the audit trail. Audit rows are written at the very end of the transaction that they describe. All
 * nodes share one hash chain, which is locked from the first write until the commit. If a transaction is rolled back,
 * its audit entries are not stored.
 */
@ApplicationScoped
public class Audit {

    private static final Logger LOG = Logger.getLogger(Audit.class);

    /** Advisory lock for adding and deleting rows of the audit trail. The lock number is "audit" in ASCII. */
    static final long LOCK = 0x6175646974L;

    private static final int LONGEST_NAME = 200;
    private static final Pattern ACTION = Pattern.compile("[a-z][a-z0-9-]{0,40}\\.[a-z][a-z0-9-]{0,40}");
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final Pattern ID = Pattern.compile("[!-~]{1,200}");

    private final Sql sql;
    private final TransactionSynchronizationRegistry transactions;

    Audit(Sql sql, TransactionSynchronizationRegistry transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /**
     * Records an action in the audit trail, in the current transaction if one is active, otherwise in a new
     * transaction. The client address and request id are taken from the current request, if any.
     *
     * @param actor from {@code Caller.asActor()}, or {@link Actor#SERVICE}
     * @param action object kind and operation, for example {@code api-key.created}: two words of a-z, 0-9 and -
     * @param object object of the action; its id must be printable ASCII
     * @param before state of the object before the action; null for none. Only the SHA-256 of its JSON is stored. The
     *     state must not contain secrets or personal names, because a value with few alternatives can be guessed from
     *     its hash
     * @param after state of the object after the action; only its SHA-256 is stored
     */
    public void record(Actor actor, String action, AuditedObject object, Object before, Object after) {
        if (!ACTION.matcher(action).matches()
                || !KIND.matcher(object.kind()).matches()
                || (object.id() != null && !ID.matcher(object.id()).matches())) {
            throw new IllegalArgumentException("Invalid audit action: " + action + " on " + object);
        }
        RoutingContext request = request();
        AuditEntry entry = new AuditEntry(
                0,
                null,
                actor.kind(),
                actor.id() == null ? null : actor.id().toString(),
                request == null ? null : ClientAddress.shortened(ClientAddress.of(request.request())),
                action,
                object.kind(),
                object.id(),
                hash(before),
                hash(after),
                request == null ? null : RequestId.of(request),
                null);
        List<Name> names = new ArrayList<>();
        addName(names, actor.kind(), entry.actor(), actor.name());
        addName(names, object.kind(), object.id(), object.name());
        if (transactions.getTransactionStatus() == Status.STATUS_ACTIVE) {
            pending().add(entry, names);
        } else {
            QuarkusTransaction.requiringNew().run(() -> pending().add(entry, names));
        }
    }

    /**
     * Permanently replaces the name of a person in the audit trail with a pseudonym, within the current transaction.
     * The hash chain remains valid, because it covers only the id of the person.
     */
    public void eraseName(UUID person) {
        sql.update(
                "insert into audit_name (kind, id, name, erased) values (?, ?, ?, true)"
                        + " on conflict (kind, id) do update set name = excluded.name, erased = true",
                Actor.PERSON,
                person.toString(),
                "erased person " + person.toString().substring(24));
    }

    private static byte[] hash(Object state) {
        return state == null ? null : DigestUtils.sha256(Json.write(state));
    }

    private static RoutingContext request() {
        boolean isAsked =
                Arc.container() != null && Arc.container().requestContext().isActive();
        return isAsked
                ? Arc.container().instance(CurrentVertxRequest.class).get().getCurrent()
                : null;
    }

    private record Name(String kind, String id, String name) {}

    private static void addName(List<Name> names, String kind, String id, String name) {
        if (id != null && name != null && !name.isBlank()) {
            names.add(new Name(kind, id, tidy(name)));
        }
    }

    /**
     * Truncates a name for the audit trail, and replaces control characters and lone surrogates, which PostgreSQL or
     * the log cannot store.
     */
    private static String tidy(String name) {
        StringBuilder tidy = new StringBuilder();
        name.codePoints()
                .limit(LONGEST_NAME)
                .map(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF) ? '?' : c)
                .forEach(tidy::appendCodePoint);
        return tidy.toString();
    }

    private Pending pending() {
        Pending known = (Pending) transactions.getResource(Pending.class);
        if (known == null) {
            known = new Pending();
            transactions.putResource(Pending.class, known);
            transactions.registerInterposedSynchronization(known);
        }
        return known;
    }

    /** Audit entries that a transaction adds to the trail when it ends. */
    private final class Pending implements Synchronization {

        private final List<AuditEntry> entries = new ArrayList<>();
        private final List<Name> names = new ArrayList<>();
        private final List<AuditEntry> written = new ArrayList<>();

        private void add(AuditEntry entry, List<Name> itsNames) {
            entries.add(entry);
            names.addAll(itsNames);
        }

        @Override
        public void beforeCompletion() {
            write();
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                // The hashes of the audit rows are logged. If the hash chain is recomputed to hide a change, external
                // log collectors can detect the difference.
                written.forEach(entry -> LOG.infof(
                        "Audit %d: %s of %s %s by %s, hash %s",
                        entry.position(),
                        entry.action(),
                        entry.objectKind(),
                        entry.object(),
                        entry.actor() == null ? entry.actorKind() : entry.actorKind() + " " + entry.actor(),
                        AuditEntry.hex(entry.hash())));
            }
        }

        private void write() {
            // The advisory lock is acquired in its own statement. Under READ COMMITTED, the next statement then sees
            // the newest row.
            sql.list("select pg_advisory_xact_lock(?)", row -> null, LOCK);
            ChainEnd end = end();
            long position = end.position();
            byte[] hash = end.hash();
            for (AuditEntry entry : entries) {
                AuditEntry placed = entry.after(hash, ++position, end.now());
                hash = placed.hash();
                written.add(placed);
            }
            sql.batch(
                    "insert into audit (" + AuditEntry.COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    written.stream().map(AuditEntry::parameters).toList());
            sql.batch(
                    "insert into audit_name (kind, id, name) values (?, ?, ?) on conflict (kind, id)"
                            + " do update set name = excluded.name"
                            + " where not audit_name.erased and audit_name.name <> excluded.name",
                    names.stream()
                            .distinct()
                            .map(name -> new Object[] {name.kind(), name.id(), name.name()})
                            .toList());
        }
    }

    /** Last position and hash of the audit trail, with the timestamp of the next row. */
    private record ChainEnd(long position, byte[] hash, Instant now) {}

    private ChainEnd end() {
        return sql.first(
                        "select position, hash, greatest(clock_timestamp(), at) now from"
                                + " ((select position, hash, at from audit order by position desc limit 1)"
                                + " union all select position, hash, null from audit_start) ends"
                                + " order by position desc limit 1",
                        row -> new ChainEnd(
                                row.getLong("position"),
                                row.getBytes("hash"),
                                Sql.instant(row, "now").truncatedTo(ChronoUnit.MICROS)))
                .orElseThrow();
    }
}
