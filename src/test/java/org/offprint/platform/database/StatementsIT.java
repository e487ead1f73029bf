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
 * Checks that the statements executed by the earlier tests are also valid in PostgreSQL 15. Only statements that tests
 * on a running service have executed are covered.
 */
class StatementsIT {

    /**
     * SQL states that do not indicate a fault of the program: a table that a test creates, and parameters whose type
     * (and therefore the function) is only known on execution.
     */
    private static final Set<String> NO_FAULT = Set.of("42P01", "42P18", "42725");

    private final List<String> statements = ExecutedStatements.ofTheLastRun();

    @BeforeEach
    void require_recorded_statements() {
        assumeFalse(statements.isEmpty(), "No test on a running service has run before.");
    }

    @Test
    void postgresql_15_can_prepare_each_executed_statement() throws IOException, SQLException {
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
    void subqueries_in_from_have_the_alias_required_by_postgresql_15() {
        assertEquals(
                List.of(),
                statements.stream()
                        .filter(sql -> !SubqueryAliases.missingIn(sql).isEmpty())
                        .toList());
    }
}
