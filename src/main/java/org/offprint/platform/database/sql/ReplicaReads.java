package org.offprint.platform.database.sql;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.postgresql.Driver;

/**
 * Reads that may be made on a streaming replica of the database, {@code offprint.database.replica-url}: those of readers
 * and harvesters that are larger than most. A read goes to the replica where that has everything that this node has
 * heard of, and to the primary otherwise; so nobody sees anything older than before. Without a replica, everything is
 * read from the primary.
 *
 * <p>The progress of the replica is asked for fifty times a second, not by each read. It is not used where that was not answered
 * for a second, where it was promoted, where it is of another store, and inside of transactions.
 */
@Startup
@ApplicationScoped
public class ReplicaReads {

    /** Asks for more than any replica has. */
    public static final long NOWHERE = Long.MAX_VALUE;

    private static final Logger LOG = Logger.getLogger(ReplicaReads.class);
    private static final long POLL_MILLIS = 20;
    private static final Duration SILENCE = Duration.ofSeconds(1);

    /** A replica that does not answer must not keep its readers for long; in seconds. */
    private static final String CONNECT_PATIENCE = "2";

    private static final String PATIENCE = "10";

    private static final String PROGRESS = "select pg_is_in_recovery() as is_replica,"
            + " coalesce((select position from change order by position desc limit 1), 0) as position,"
            + " coalesce(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0'), 0)::bigint as replayed, store.id from store";

    private final Sql primary;
    /** Null where none is configured. */
    private final AgroalDataSource pool;

    private final Sql replica;
    private final ScheduledExecutorService poll;
    private final LongAdder ofReplica = new LongAdder();
    private final LongAdder ofPrimary = new LongAdder();

    private volatile LongSupplier heard = () -> NOWHERE;
    private volatile Progress progress;
    private volatile long sufficedAt = System.nanoTime();
    private UUID store;
    private boolean isKnownAway;

    ReplicaReads(
            Sql primary,
            MeterRegistry registry,
            @ConfigProperty(name = "offprint.database.replica-url") Optional<String> url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections) {
        this.primary = primary;
        if (url.isEmpty()) {
            pool = null;
            replica = null;
            poll = null;
            return;
        }
        pool = pool(url.get().strip(), user, password, connections);
        replica = new Sql(pool);
        poll = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "offprint-replica");
            thread.setDaemon(true);
            return thread;
        });
        count("replica", ofReplica, registry);
        count("primary", ofPrimary, registry);
        Gauge.builder("offprint.replica.lag", this, ReplicaReads::lagSeconds)
                .description("How long the replica has lacked something that this node has heard of")
                .baseUnit("seconds")
                .register(registry);
        poll.scheduleWithFixedDelay(this::look, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * The progress of the replica.
     *
     * @param position the newest one of its change log
     * @param replayed the place in the log of the server (LSN) up to which it has everything
     * @param at of {@link System#nanoTime}, before it was asked
     */
    private record Progress(boolean isReplica, long position, long replayed, UUID store, long at) {}

    static AgroalDataSource pool(String url, Optional<String> user, Optional<String> password, int connections) {
        var configuration = new AgroalDataSourceConfigurationSupplier();
        configuration
                .connectionPoolConfiguration()
                .maxSize(connections)
                .acquisitionTimeout(SILENCE)
                // Connections that broke are dropped.
                .exceptionSorter(new PostgreSQLExceptionSorter())
                .connectionValidator(ConnectionValidator.defaultValidator())
                .idleValidationTimeout(SILENCE)
                .connectionFactoryConfiguration()
                .jdbcUrl(url)
                .connectionProviderClass(Driver.class)
                .jdbcProperty("connectTimeout", CONNECT_PATIENCE)
                .jdbcProperty("loginTimeout", CONNECT_PATIENCE)
                .jdbcProperty("socketTimeout", PATIENCE);
        var factory = configuration.connectionPoolConfiguration().connectionFactoryConfiguration();
        user.ifPresent(name -> factory.principal(new NamePrincipal(name)));
        password.ifPresent(secret -> factory.credential(new SimplePassword(secret)));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException e) {
            throw new SqlException(e);
        }
    }

    private static void count(String source, LongAdder counted, MeterRegistry registry) {
        FunctionCounter.builder("offprint.replica.reads", counted, LongAdder::sum)
                .description("Reads that may be made on the replica, by the database that made them")
                .tag("source", source)
                .register(registry);
    }

    /** Reports whether a replica is configured. */
    public boolean isConfigured() {
        return pool != null;
    }

    /**
     * Reads need a replica with all changes up to the position that this gives, from now on.
     *
     * @param position of the change log; {@link #NOWHERE} where it is not known, so that the primary is read
     */
    public void require(LongSupplier position) {
        heard = position;
    }

    /** Returns the place in the log of the primary (LSN) that follows everything that is committed. */
    public long written() {
        return primary.first(
                        "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint as written",
                        row -> row.getLong("written"))
                .orElseThrow();
    }

    /** Makes a read; the replica that makes it has everything that this node has heard of. */
    public <T> T read(Function<Sql, T> read) {
        return read(0, read);
    }

    /**
     * Makes a read that needs more.
     *
     * @param written the place in the log of the primary, of {@link #written}, up to which the replica must have everything;
     *     {@link #NOWHERE} for a read of the primary
     */
    public <T> T read(long written, Function<Sql, T> read) {
        if (pool == null) {
            return read.apply(primary);
        }
        if (suffices(written)) {
            try {
                T result = read.apply(replica);
                ofReplica.increment();
                return result;
            } catch (SqlException e) {
                if (SqlException.isLasting(e)) {
                    throw e;
                }
                // It ended, or had to end the read to go on with its log. It is used again when it answers.
                LOG.debug("A read is made on the primary", e);
                progress = null;
            }
        }
        ofPrimary.increment();
        return read.apply(primary);
    }

    private boolean suffices(long written) {
        Progress known = progress;
        return known != null
                && known.isReplica()
                && System.nanoTime() - known.at() < SILENCE.toNanos()
                && known.replayed() >= written
                && known.position() >= heard.getAsLong()
                && !QuarkusTransaction.isActive();
    }

    private void look() {
        try {
            long asked = System.nanoTime();
            Progress found = replica.first(
                            PROGRESS,
                            row -> new Progress(
                                    row.getBoolean("is_replica"),
                                    row.getLong("position"),
                                    row.getLong("replayed"),
                                    Sql.uuid(row, "id"),
                                    asked))
                    .orElse(null);
            if (store == null) {
                store = primary.first("select id from store", row -> Sql.uuid(row, "id"))
                        .orElseThrow();
            }
            boolean isOurs = found != null && found.isReplica() && found.store().equals(store);
            progress = isOurs ? found : null;
            if (isOurs && found.position() >= heard.getAsLong()) {
                sufficedAt = asked;
            }
            tell(isOurs ? null : found == null || found.isReplica() ? "it is of another store" : "it is no replica");
        } catch (RuntimeException e) {
            progress = null;
            tell(e.getMessage());
        }
    }

    /** @param reason why it is not used; null where it is */
    private void tell(String reason) {
        if (reason != null && !isKnownAway) {
            LOG.warnf("The replica is not used: %s", reason);
        } else if (reason == null && isKnownAway) {
            LOG.info("The replica is used again");
        }
        isKnownAway = reason != null;
    }

    private double lagSeconds() {
        return (System.nanoTime() - sufficedAt) / 1e9;
    }

    void stop(@Observes ShutdownEvent event) {
        if (pool != null) {
            poll.shutdownNow();
            pool.close();
        }
    }
}
