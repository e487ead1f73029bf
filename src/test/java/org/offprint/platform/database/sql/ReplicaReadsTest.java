package org.offprint.platform.database.sql;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.platform.database.embedded.TestPostgresServer;
import org.offprint.web.api.Workers;

/**
 * Tests reads from a streaming replica. The test starts a PostgreSQL primary and its replica, and creates the two
 * tables that replica reads check.
 */
class ReplicaReadsTest {

    private final AtomicLong required = new AtomicLong(1);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void reads_use_the_replica_only_if_its_data_are_recent_enough() throws SQLException {
        Path data = TestDatabase.temporaryDirectory();
        try (TestPostgresServer primary = TestPostgresServer.start(data.resolve("primary"))) {
            execute(
                    primary,
                    "create table store (id uuid); insert into store values (gen_random_uuid());"
                            + " create table change (position bigint primary key); insert into change values (1)");
            try (TestPostgresServer replica = primary.replica(data.resolve("replica"))) {
                ReplicaReads reads = reads(primary, replica);
                try {
                    await(reads, 0, true);
                    // A statement that is itself invalid is not retried on the primary.
                    assertThrows(
                            SqlException.class,
                            () -> reads.read(sql -> sql.first("select 1 / 0 as x", row -> row.getInt("x"))));

                    execute(replica, "select pg_wal_replay_pause()");
                    execute(primary, "insert into change values (2)");
                    assertTrue(isOfReplica(reads, 0), "the replica contains all known changes");
                    required.set(2);
                    assertTrue(!isOfReplica(reads, 0), "the replica lacks a known change");
                    required.set(1);
                    assertTrue(!isOfReplica(reads, reads.written()), "the replica lacks the written data");
                    required.set(2);
                    execute(replica, "select pg_wal_replay_resume()");
                    await(reads, reads.written(), true);

                    replica.crash();
                    for (int i = 0; i < 5; i++) {
                        assertTrue(!isOfReplica(reads, 0), "the replica is unavailable");
                    }
                    replica.startAgain();
                    await(reads, 0, true);

                    replica.promote();
                    await(reads, 0, false);
                    assertTrue(
                            registry.get("offprint.replica.lag").gauge().value() > 0, "a promoted replica has a lag");
                } finally {
                    reads.stop(null);
                }
            }
        } finally {
            TestDatabase.deleteTree(data);
        }
    }

    private ReplicaReads reads(TestPostgresServer primary, TestPostgresServer replica) {
        Map<String, String> login = primary.environment();
        Optional<String> user = Optional.of(login.get("QUARKUS_DATASOURCE_USERNAME"));
        Optional<String> password = Optional.of(login.get("QUARKUS_DATASOURCE_PASSWORD"));
        Sql sql = new Sql(ReplicaReads.pool(login.get("QUARKUS_DATASOURCE_JDBC_URL"), user, password, 2));
        ReplicaReads reads = new ReplicaReads(sql, registry, Optional.of(replica.url()), user, password, 2);
        reads.require(required::get);
        return reads;
    }

    private static void await(ReplicaReads reads, long written, boolean wanted) {
        Workers.await(
                Duration.ofSeconds(30),
                wanted ? "the replica is used" : "the replica is no longer used",
                () -> isOfReplica(reads, written) == wanted);
    }

    private static boolean isOfReplica(ReplicaReads reads, long written) {
        return reads.read(written, sql -> sql.first(
                        "select pg_is_in_recovery() as is_replica", row -> row.getBoolean("is_replica"))
                .orElseThrow());
    }

    private static void execute(TestPostgresServer server, String statements) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }
}
