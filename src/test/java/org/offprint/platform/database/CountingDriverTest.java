package org.offprint.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

@QuarkusTest
class CountingDriverTest {

    private static final AtomicInteger NUMBER = new AtomicInteger(1_000_000);

    @Inject
    AgroalDataSource dataSource;

    @Inject
    Flyway flyway;

    /** Work that executes SQL statements. */
    private interface Work {
        void run() throws SQLException;
    }

    /**
     * Returns the SQL of the statements that the work executes. A request id distinguishes the statements from
     * statements of background jobs.
     */
    private static List<String> executed(Work work) throws SQLException {
        String id = "counted-" + NUMBER.incrementAndGet();
        MDC.put("requestId", id);
        try {
            work.run();
        } finally {
            MDC.remove("requestId");
        }
        return CountingDriver.ofRequest(id);
    }

    @Test
    void an_executed_batch_is_counted_as_one_statement() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE counted (id int)");

            List<String> executed = executed(() -> {
                try (PreparedStatement insert = connection.prepareStatement("INSERT INTO counted VALUES (?)")) {
                    for (int id = 0; id < 3; id++) {
                        insert.setInt(1, id);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
                statement.executeQuery("SELECT count(*) FROM counted").close();
            });

            assertEquals(List.of("INSERT INTO counted VALUES (?)", "SELECT count(*) FROM counted"), executed);
        }
    }

    @Test
    void begin_commit_and_rollback_are_not_counted_as_statements() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            List<String> executed = executed(() -> {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SELECT 1");
                    connection.rollback();
                    statement.execute("SELECT 2");
                    connection.commit();
                }
                connection.setAutoCommit(true);
            });

            assertEquals(List.of("SELECT 1", "SELECT 2"), executed);
        }
    }

    @Test
    void the_counting_driver_passes_database_errors_through_unchanged() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            SQLException error = assertThrows(SQLException.class, () -> statement.execute("SELECT nothing"));
            assertEquals("42703", error.getSQLState());
        }
    }

    @Test
    void the_counting_driver_can_be_unwrapped_to_the_postgresql_connection() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertTrue(connection.unwrap(PGConnection.class).getBackendPID() > 0);
        }
    }

    @Test
    void statements_executed_by_flyway_are_counted() {
        long mark = CountingDriver.statements();
        flyway.info();
        assertTrue(CountingDriver.since(mark).stream().anyMatch(sql -> sql.contains("current_schema")));
    }
}
