package org.offprint.database;

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
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

@QuarkusTest
class CountingDriverTest {

    @Inject
    AgroalDataSource dataSource;

    @Inject
    Flyway flyway;

    @Test
    void each_executed_statement_is_counted_and_a_batch_once() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE counted (id int)");
            long mark = CountingDriver.statements();
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO counted VALUES (?)")) {
                for (int id = 0; id < 3; id++) {
                    insert.setInt(1, id);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            statement.executeQuery("SELECT count(*) FROM counted").close();

            assertEquals(2, CountingDriver.statements() - mark);
            assertEquals(
                    List.of("INSERT INTO counted VALUES (?)", "SELECT count(*) FROM counted"),
                    CountingDriver.since(mark));
        }
    }

    @Test
    void begin_commit_and_rollback_are_not_counted() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            long mark = CountingDriver.statements();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
                connection.rollback();
                statement.execute("SELECT 2");
                connection.commit();
            }
            connection.setAutoCommit(true);

            assertEquals(List.of("SELECT 1", "SELECT 2"), CountingDriver.since(mark));
        }
    }

    @Test
    void an_error_of_the_database_comes_through_as_it_is() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            SQLException error = assertThrows(SQLException.class, () -> statement.execute("SELECT nothing"));
            assertEquals("42703", error.getSQLState());
        }
    }

    @Test
    void the_connection_of_postgresql_is_still_there_underneath() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertTrue(connection.unwrap(PGConnection.class).getBackendPID() > 0);
        }
    }

    @Test
    void the_statements_of_flyway_are_counted() {
        long mark = CountingDriver.statements();
        flyway.info();
        assertTrue(CountingDriver.since(mark).stream().anyMatch(sql -> sql.contains("current_schema")));
    }
}
