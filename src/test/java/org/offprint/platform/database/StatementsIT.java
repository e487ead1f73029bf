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
 * Checks that the SQL statements executed by earlier tests are also valid in PostgreSQL 15. Only statements that tests
 * executed on a running service are checked.
 */
class StatementsIT {

    /**
     * SQL states that do not indicate an error in the program. These states occur for tables that a test creates, and
     * for parameters whose type, and therefore the called function, is known only at execution.
     */
    private static final Set<String> NO_FAULT = Set.of("42P01", "42P18", "42725");

    private final List<String> statements = ExecutedStatements.ofTheLastRun();

    @BeforeEach
    void require_recorded_statements() {
        assumeFalse(statements.isEmpty(), "No test on a running service has run before.");
    }

    @Test
    void postgresql_15_accepts_each_statement_executed_by_tests() throws IOException, SQLException {
        assumeTrue(
                Postgres15.isInstalled(),
                "PostgreSQL 15 is not installed, so only the alias rule checks the statements.");
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
    void each_subquery_in_a_from_clause_has_the_alias_that_postgresql_15_requires() {
        assertEquals(
                List.of(),
                statements.stream()
                        .filter(sql -> !SubqueryAliases.missingIn(sql).isEmpty())
                        .toList());
    }
}
