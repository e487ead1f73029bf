package org.offprint.platform.database.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.offprint.platform.database.backup.BackupReader.BackupRow;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Target store of a restore. All operations on the store run in one transaction. */
final class RestoreTarget {

    /**
     * Number of log positions that a restored change log skips after the newest position of the backup. The gap is
     * larger than the number of changes that the original store can have made since the backup. External systems
     * therefore cannot confuse old and new log positions.
     */
    private static final long GAP = 1_000_000;

    private static final int BATCH_ROWS = 1_000;
    private static final int BATCH_BYTES = 8_000_000;
    private static final long NOTICE_ROWS = 500_000;

    private final Connection connection;
    private final Consumer<String> notices;
    private final List<String> tables;

    RestoreTarget(Connection connection, Consumer<String> notices) throws SQLException {
        this.connection = connection;
        this.notices = notices;
        tables = texts("select table_name from information_schema.tables where table_schema = current_schema()"
                + " and table_type = 'BASE TABLE' order by table_name");
        tables.retainAll(BackupTables.INCLUDED);
    }

    /** Checks that the target store of a restore is empty, and locks its tables so that it stays empty. */
    void requireEmpty() throws SQLException {
        for (String table : tables) {
            execute("lock table \"" + table + "\" in access exclusive mode");
            boolean counts = !BackupTables.FILLED_AT_START.contains(table);
            if (counts && !texts("select 'row' from \"" + table + "\" limit 1").isEmpty()) {
                throw RestoreException.unfitStore("The store is not empty: the table " + table
                        + " contains rows. Restore the backup into an empty data directory (OFFPRINT_DATA_DIR) or an"
                        + " empty database.");
            }
        }
    }

    void fill(BackupReader backup) throws SQLException {
        // Rows of a backup may refer to rows that are inserted later, even in the same table. Foreign keys are
        // therefore dropped, and recreated at the end of the restore.
        List<String> references = dropReferences();
        for (String table : tables) {
            // User triggers are disabled during a restore, because their effects are already in the backup, and some of
            // them prevent deletion.
            execute("alter table \"" + table + "\" disable trigger user");
            execute("delete from \"" + table + "\"");
        }
        execute("create temporary table restored (row json) on commit drop");
        BackupRow row = backup.next();
        while (row != null) {
            row = fill(row, backup);
        }
        for (String table : tables) {
            execute("alter table \"" + table + "\" enable trigger user");
        }
        for (String reference : references) {
            execute(reference);
        }
        restartIdentities();
        execute("select queue_images()");
        execute("select queue_texts()");
        execute("update store set id = gen_random_uuid()");
    }

    /** Updates the statistics of the query planner immediately instead of waiting for PostgreSQL's autovacuum. */
    void analyze() throws SQLException {
        execute("analyze");
    }

    /**
     * Inserts a batch of consecutive rows of one table. Returns the first row after the batch, or null at the end of
     * the backup.
     */
    private BackupRow fill(BackupRow first, BackupReader backup) throws SQLException {
        String table = first.table();
        if (!tables.contains(table)) {
            throw BackupReader.damaged("line " + backup.line() + " belongs to a table that the store does not have");
        }
        CopyIn batch = copyIn();
        BackupRow row = first;
        int rows = 0;
        int bytes = 0;
        try {
            while (row != null && row.table().equals(table) && rows < BATCH_ROWS && bytes < BATCH_BYTES) {
                batch.writeToCopy(row.json(), 0, row.json().length);
                batch.writeToCopy(new byte[] {'\n'}, 0, 1);
                rows++;
                bytes += row.json().length;
                row = backup.next();
            }
            batch.endCopy();
        } finally {
            if (batch.isActive()) {
                batch.cancelCopy();
            }
        }
        insert(table);
        if (backup.line() / NOTICE_ROWS != (backup.line() - rows) / NOTICE_ROWS) {
            notices.accept(backup.line() + " lines read");
        }
        return row;
    }

    private CopyIn copyIn() throws SQLException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy restored from stdin " + BackupFile.COPY_OPTIONS);
    }

    private void insert(String table) throws SQLException {
        // Generated columns are omitted, because they cannot be written.
        List<String> columns = texts("select '\"' || column_name || '\"' from information_schema.columns"
                + " where table_schema = current_schema() and table_name = '" + table + "'"
                + " and is_generated = 'NEVER' order by ordinal_position");
        String names = String.join(", ", columns);
        execute("insert into \"" + table + "\" (" + names + ") overriding system value select " + names
                + " from restored, json_populate_record(null::\"" + table + "\", restored.row)");
        execute("truncate restored");
    }

    /** Drops the foreign keys of the store. Returns the statements that recreate them under the same names. */
    private List<String> dropReferences() throws SQLException {
        String ours = " from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace"
                + " and conparentid = 0 order by conrelid::regclass::text, conname";
        List<String> drop =
                texts("select format('alter table %s drop constraint %I', conrelid::regclass, conname)" + ours);
        List<String> add = texts("select format('alter table %s add constraint %I %s', conrelid::regclass, conname,"
                + " pg_get_constraintdef(oid))" + ours);
        for (String statement : drop) {
            execute(statement);
        }
        return add;
    }

    /** Restarts the sequences of identity columns after the highest inserted value. */
    private void restartIdentities() throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select table_name, column_name from information_schema.columns"
                        + " where table_schema = current_schema() and is_identity = 'YES'")) {
            while (rows.next()) {
                String table = rows.getString(1);
                String column = rows.getString(2);
                if (tables.contains(table)) {
                    long gap = table.equals("change") ? GAP : 1;
                    statements.add("select setval(pg_get_serial_sequence('\"" + table + "\"', '" + column
                            + "'), coalesce(max(\"" + column + "\"), 0) + " + gap + ", false) from \"" + table + "\"");
                }
            }
        }
        for (String statement : statements) {
            texts(statement);
        }
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
