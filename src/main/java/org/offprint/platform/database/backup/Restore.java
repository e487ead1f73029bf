package org.offprint.platform.database.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.offprint.platform.database.backup.BackupFile.Head;
import org.postgresql.Driver;

/**
 * Restores a backup into an empty store, completely or not at all. The restore creates the tables in the schema version
 * of the backup, fills them, and then migrates them to the current version. A newer version of the service can
 * therefore restore older backups.
 */
public final class Restore {

    private final String url;
    private final String user;
    private final String password;
    private final Consumer<String> notices;

    /**
     * Creates a restore into the given database.
     *
     * @param user database user; null if the URL contains the user
     * @param password database password; null if the URL contains the password
     * @param notices receives progress messages for the operator
     */
    public Restore(String url, String user, String password, Consumer<String> notices) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.notices = notices;
    }

    /**
     * Restores this backup. If the restore fails, the store is unchanged.
     *
     * @throws RestoreException if the backup cannot be restored; the message contains the reason
     */
    public void read(BackupReader backup) {
        Head head = backup.head();
        MigrationVersion schema = MigrationVersion.fromVersion(head.schema());
        requireKnown(schema, head);
        makeTables(schema);
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            // Nothing is committed until all rows are inserted and the backup is verified.
            RestoreTarget store = new RestoreTarget(connection, notices);
            store.requireEmpty();
            store.fill(backup);
            connection.commit();
            connection.setAutoCommit(true);
            store.analyze();
            notices.accept("Restored "
                    + backup.rows().values().stream().mapToLong(Long::longValue).sum()
                    + " rows of the store " + head.store() + " as it was on " + head.takenAt()
                    + (head.unknownTables().isEmpty()
                            ? ""
                            : "; the backup does not contain the tables " + head.unknownTables())
                    + ".");
        } catch (SQLException e) {
            throw RestoreException.failed(
                    "The restore failed in the database at line " + backup.line() + " of the backup: "
                            + e.getMessage().replaceAll("\\s*\\R\\s*", " | ") + ". Nothing was restored.",
                    e);
        }
        flyway(MigrationVersion.LATEST).migrate();
    }

    private void requireKnown(MigrationVersion schema, Head head) {
        boolean known = false;
        for (MigrationInfo migration : flyway(MigrationVersion.LATEST).info().all()) {
            known |= schema.equals(migration.getVersion())
                    && !migration.getState().isFailed();
        }
        if (!known) {
            throw RestoreException.unfitFile("The backup was taken by a newer version: its schema version is "
                    + head.schema() + ", which this version does not support. Restore the backup with Offprint "
                    + head.product()
                    + " or newer.");
        }
    }

    private void makeTables(MigrationVersion schema) {
        Flyway flyway = flyway(schema);
        MigrationInfo current = flyway.info().current();
        if (current != null && current.getVersion().isNewerThan(schema)) {
            throw RestoreException.unfitStore("The store has schema version " + current.getVersion()
                    + ", which is newer than schema version " + schema + " of the backup"
                    + ". Restore the backup into a store that was never started: an empty data directory, or"
                    + " an empty database.");
        }
        flyway.migrate();
    }

    private Flyway flyway(MigrationVersion target) {
        return Flyway.configure(Restore.class.getClassLoader())
                .dataSource(url, user, password)
                .locations("classpath:db/migration")
                .target(target)
                .load();
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (user != null) {
            properties.put("user", user);
        }
        if (password != null) {
            properties.put("password", password);
        }
        return new Driver().connect(url, properties);
    }
}
