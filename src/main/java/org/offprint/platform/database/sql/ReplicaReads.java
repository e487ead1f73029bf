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
 * Routes reads to a streaming replica of the database ({@code offprint.database.replica-url}), if one is configured.
 * Large reads of anonymous clients and harvesters can use the replica. If the replica lacks changes that this node has
 * seen, the primary is used. A client that sends all its requests to one node therefore never receives older data than
 * before. Without a replica, all reads use the primary.
 * <p>The progress of the replica is polled fifty times per second instead of with each read. Transactions never use the
 * replica. The replica is also not used if polling has failed for a second, or if it was promoted or belongs to another
 * store.
 */
@Startup
@ApplicationScoped
public class ReplicaReads {

    /** Position of the change log that no replica ever reaches. Reads that require this position use the primary. */
    public static final long UNREACHABLE_POSITION = Long.MAX_VALUE;

    private static final Logger LOG = Logger.getLogger(ReplicaReads.class);
    private static final long POLL_MILLIS = 20;
    private static final Duration SILENCE = Duration.ofSeconds(1);

    /**
     * Timeout for connecting to the replica, in seconds. A short timeout limits the delay of clients if the replica
     * does not respond.
     */
    private static final String CONNECT_TIMEOUT = "2";

    private static final String TIMEOUT = "10";

    private static final String PROGRESS = "select pg_is_in_recovery() as is_replica,"
            + " coalesce((select position from change order by position desc limit 1), 0) as position,"
            + " coalesce(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0'), 0)::bigint as replayed, store.id from store";

    private final Sql primary;
    /** Connection pool of the replica; null if no replica is configured. */
    private final AgroalDataSource pool;

    private final Sql replica;
    private final ScheduledExecutorService poll;
    private final LongAdder ofReplica = new LongAdder();
    private final LongAdder ofPrimary = new LongAdder();

    private volatile LongSupplier heard = () -> UNREACHABLE_POSITION;
    private volatile Progress progress;
    private volatile long sufficedAt = System.nanoTime();
    private UUID store;
    private boolean isKnownUnavailable;

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
                .description("Time since the replica last had all changes that this node has seen")
                .baseUnit("seconds")
                .register(registry);
        poll.scheduleWithFixedDelay(this::pollProgress, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Progress of the replica.
     *
     * @param position newest position in the change log of the replica
     * @param replayed position in the write-ahead log (LSN) that the replica has replayed
     * @param at value of {@link System#nanoTime} before the poll
     */
    private record Progress(boolean isReplica, long position, long replayed, UUID store, long at) {}

    static AgroalDataSource pool(String url, Optional<String> user, Optional<String> password, int connections) {
        var configuration = new AgroalDataSourceConfigurationSupplier();
        configuration
                .connectionPoolConfiguration()
                .maxSize(connections)
                .acquisitionTimeout(SILENCE)
                // With this exception sorter, the pool discards broken connections.
                .exceptionSorter(new PostgreSQLExceptionSorter())
                .connectionValidator(ConnectionValidator.defaultValidator())
                .idleValidationTimeout(SILENCE)
                .connectionFactoryConfiguration()
                .jdbcUrl(url)
                .connectionProviderClass(Driver.class)
                .jdbcProperty("connectTimeout", CONNECT_TIMEOUT)
                .jdbcProperty("loginTimeout", CONNECT_TIMEOUT)
                .jdbcProperty("socketTimeout", TIMEOUT);
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
                .description("Reads that may use the replica, by the database that was used")
                .tag("source", source)
                .register(registry);
    }

    /** Returns whether a replica is configured. */
    public boolean isConfigured() {
        return pool != null;
    }

    /**
     * Sets the log position that the replica must have reached before it is used for a read.
     *
     * @param position supplies a position of the change log; {@link #UNREACHABLE_POSITION} if the position is unknown,
     *     so that reads use the primary
     */
    public void require(LongSupplier position) {
        heard = position;
    }

    /** Returns the position in the primary's write-ahead log (LSN) after all committed changes. */
    public long written() {
        return primary.first(
                        "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint as written",
                        row -> row.getLong("written"))
                .orElseThrow();
    }

    /** Runs a read on the replica if it has all changes that this node has seen, otherwise on the primary. */
    public <T> T read(Function<Sql, T> read) {
        return read(0, read);
    }

    /**
     * Runs a read that requires data at least as recent as a position in the write-ahead log.
     *
     * @param written position in the primary's write-ahead log, from {@link #written}, that the replica must have
     *     replayed; {@link #UNREACHABLE_POSITION} to read from the primary
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
                // The replica has stopped, or has canceled the read to continue replaying its log. The replica is not
                // used again until it responds to a poll.
                LOG.debug("A read failed on the replica and is repeated on the primary", e);
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

    private void pollProgress() {
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
            logAvailability(
                    isOurs
                            ? null
                            : found == null || found.isReplica()
                                    ? "the server belongs to another store"
                                    : "the server is not a replica");
        } catch (RuntimeException e) {
            progress = null;
            logAvailability(e.getMessage());
        }
    }

    /**
     * Logs if the replica becomes unavailable or available again.
     *
     * @param reason reason why the replica is not used; null if it is used
     */
    private void logAvailability(String reason) {
        if (reason != null && !isKnownUnavailable) {
            LOG.warnf("The replica is not used: %s", reason);
        } else if (reason == null && isKnownUnavailable) {
            LOG.info("The replica is used again");
        }
        isKnownUnavailable = reason != null;
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
