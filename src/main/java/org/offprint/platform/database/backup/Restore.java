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
 * Reads a backup into an empty store, all of it or nothing. The tables are made as they were in the store of the backup,
 * filled, and then migrated to what this version needs, so that a newer version restores what an older one wrote.
 */
public final class Restore {

    private final String url;
    private final String user;
    private final String password;
    private final Consumer<String> notices;

    /**
     * Into the store that is there.
     *
     * @param user null where the URL names it; the password likewise
     * @param notices takes a line now and then for the person who waits
     */
    public Restore(String url, String user, String password, Consumer<String> notices) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.notices = notices;
    }

    /**
     * Restores this; the store is as it was before where that fails.
     *
     * @throws RestoreException with what kept it from being restored
     */
    public void read(BackupReader backup) {
        Head head = backup.head();
        MigrationVersion schema = MigrationVersion.fromVersion(head.schema());
        requireKnown(schema, head);
        makeTables(schema);
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            // Nothing is committed before all of it is there and the backup was found to be whole.
            RestoredStore store = new RestoredStore(connection, notices);
            store.requireEmpty();
            store.fill(backup);
            connection.commit();
            connection.setAutoCommit(true);
            store.analyze();
            notices.accept("Restored "
                    + backup.rows().values().stream().mapToLong(Long::longValue).sum()
                    + " rows of the store " + head.store() + " as it was on " + head.takenAt()
                    + (head.unknownTables().isEmpty() ? "" : "; without the tables " + head.unknownTables()) + ".");
        } catch (SQLException e) {
            throw RestoreException.failed(
                    "The database ended it at line " + backup.line() + " of the backup: "
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
            throw RestoreException.unfitFile("The backup is of a newer version: its tables are of version "
                    + head.schema() + ", which this version does not know. Restore it with Offprint " + head.product()
                    + " or newer.");
        }
    }

    private void makeTables(MigrationVersion schema) {
        Flyway flyway = flyway(schema);
        MigrationInfo current = flyway.info().current();
        if (current != null && current.getVersion().isNewerThan(schema)) {
            throw RestoreException.unfitStore("The store has tables of version " + current.getVersion()
                    + " and the backup has those of version " + schema + ". Restore it into a store that was never"
                    + " started: an empty data directory, or an empty database.");
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
