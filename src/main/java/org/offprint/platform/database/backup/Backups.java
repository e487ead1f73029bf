package org.offprint.platform.database.backup;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.database.backup.BackupFile.Head;
import org.offprint.platform.database.sql.SqlException;

/** Starts backups. Only one backup of a store can run at a time, even if there are several nodes. */
@ApplicationScoped
public class Backups {

    private static final Logger LOG = Logger.getLogger(Backups.class);

    /** Advisory lock that prevents concurrent backups. The lock number is "backup" in ASCII. */
    private static final long LOCK = 0x6261636b7570L;

    private static final int RETRY_SECONDS = 60;

    private final AgroalDataSource dataSource;
    private final String product;

    Backups(AgroalDataSource dataSource, @ConfigProperty(name = "quarkus.application.version") String product) {
        this.dataSource = dataSource;
        this.product = product;
    }

    /**
     * Starts a backup of the current state of the database. The backup uses a connection and a snapshot until it is
     * closed.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 if another backup is in progress
     */
    public Backup begin() {
        Connection connection = null;
        try {
            connection = dataSource.getConnection();
            return begin(connection);
        } catch (SQLException e) {
            Backup.end(connection);
            throw SqlException.of(e);
        } catch (RuntimeException e) {
            Backup.end(connection);
            throw e;
        }
    }

    private Backup begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
            statement.execute("set local time zone 'UTC'");
            statement.execute("set local bytea_output = 'hex'");
            // The server's timeout for idle transactions is disabled, because the service itself ends the transaction
            // of a backup.
            statement.execute("set local idle_in_transaction_session_timeout = 0");
            statement.execute("set local statement_timeout = 0");
            if (!flag(statement, "select pg_try_advisory_xact_lock(" + LOCK + ")")) {
                throw Problems.unavailable("Another backup is in progress. Retry later.", RETRY_SECONDS);
            }
            List<String> tables = tables(statement);
            List<String> unknown = new ArrayList<>(tables);
            unknown.removeAll(BackupTables.INCLUDED);
            unknown.removeAll(BackupTables.OMITTED.keySet());
            if (!unknown.isEmpty()) {
                LOG.warnf("The backup omits tables that are not part of this version: %s", unknown);
            }
            List<String> held =
                    BackupTables.INCLUDED.stream().filter(tables::contains).toList();
            return new Backup(connection, head(statement, unknown), held);
        }
    }

    private static boolean flag(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select table_name from information_schema.tables"
                + " where table_schema = current_schema() and table_type = 'BASE TABLE' order by table_name")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private Head head(Statement statement, List<String> unknownTables) throws SQLException {
        try (ResultSet row = statement.executeQuery("select (select id from store) store,"
                + " (select version from flyway_schema_history where success and version is not null"
                + " order by installed_rank desc limit 1) schema,"
                + " (select coalesce(max(position), 0) from change) position,"
                + " current_setting('server_version') postgresql, now() taken_at")) {
            row.next();
            return new Head(
                    BackupFile.FORMAT,
                    product,
                    row.getString("schema"),
                    row.getString("postgresql"),
                    row.getObject("store", UUID.class),
                    row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                    row.getLong("position"),
                    unknownTables);
        }
    }
}
