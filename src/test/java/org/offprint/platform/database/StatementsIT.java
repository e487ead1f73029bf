package org.offprint.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.embedded.Postgres15;

/**
 * The statements that the tests before have executed are good for PostgreSQL 15 too. They come from the tests on a
 * running service; the program itself says nothing that they do not make it say.
 */
class StatementsIT {

    /**
     * Of the program nothing: a table that a test makes for itself, and parameters whose type, and by it the function, the
     * client tells when it executes.
     */
    private static final Set<String> NO_FAULT = Set.of("42P01", "42P18", "42725");

    private final List<String> statements = ExecutedStatements.ofTheLastRun();

    @BeforeEach
    void there_are_statements() {
        assumeFalse(statements.isEmpty(), "No test on a running service has run before.");
    }

    @Test
    void each_is_prepared_by_postgresql_15() throws IOException, SQLException {
        assumeTrue(
                Postgres15.isInstalled(),
                "There is no PostgreSQL 15 on this machine: the statements are held against a rule alone.");
        List<String> refused = new ArrayList<>();
        try (Postgres15 server = Postgres15.start()) {
            Flyway.configure()
                    .dataSource(server.url(), server.user(), "")
                    .load()
                    .migrate();
            try (Connection connection = DriverManager.getConnection(server.url(), server.user(), "")) {
                for (String sql : statements) {
                    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
                        prepared.getParameterMetaData();
                        prepared.getMetaData();
                    } catch (SQLException e) {
                        if (!NO_FAULT.contains(e.getSQLState())) {
                            refused.add(e.getSQLState() + " " + e.getMessage() + " in " + sql);
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), refused);
    }

    @Test
    void subqueries_have_the_alias_that_postgresql_15_demands() {
        assertEquals(
                List.of(),
                statements.stream()
                        .filter(sql -> !SubqueryAliases.missingIn(sql).isEmpty())
                        .toList());
    }
}
