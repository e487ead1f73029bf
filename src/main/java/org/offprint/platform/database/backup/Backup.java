package org.offprint.platform.database.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.jboss.logging.Logger;
import org.offprint.platform.database.backup.BackupFile.End;
import org.offprint.platform.database.backup.BackupFile.First;
import org.offprint.platform.database.backup.BackupFile.Head;
import org.offprint.platform.database.backup.BackupFile.Last;
import org.offprint.platform.database.sql.SqlException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Backup in progress, which contains the store as of its start, regardless of later writes. Rows are streamed, so only
 * one is in memory at a time.
 */
public final class Backup implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Backup.class);

    private final Connection connection;
    private final Head head;
    private final List<String> tables;
    private volatile boolean torn;
    private boolean closed;

    Backup(Connection connection, Head head, List<String> tables) {
        this.connection = connection;
        this.head = head;
        this.tables = tables;
    }

    /**
     * Writes the complete backup, blocking whenever the output stream blocks. A backup may be written only once.
     *
     * @throws IOException if the stream fails; in this case, the output lacks its last line
     */
    public void writeTo(OutputStream out) throws IOException {
        torn = true;
        MessageDigest digest = DigestUtils.getSha256Digest();
        OutputStream lines = new DigestOutputStream(out, digest);
        lines.write(BackupFile.line(new First(head)));
        Map<String, Long> rows = new LinkedHashMap<>();
        try {
            for (String table : tables) {
                rows.put(table, write(table, lines));
            }
        } catch (SQLException e) {
            throw SqlException.of(e);
        }
        out.write(BackupFile.line(new Last(new End(rows, HexFormat.of().formatHex(digest.digest())))));
        out.flush();
        torn = false;
    }

    private long write(String table, OutputStream lines) throws SQLException, IOException {
        byte[] opening = ("{\"" + table + "\":").getBytes(StandardCharsets.UTF_8);
        byte[] closing = {'}', '\n'};
        CopyOut rows = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (select row_to_json(t) from \"" + table + "\" t) to stdout " + BackupFile.COPY_OPTIONS);
        for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
            lines.write(opening);
            lines.write(row, 0, row.length - 1); // The row is written without its trailing line break.
            lines.write(closing);
        }
        return rows.getHandledRowCount();
    }

    /**
     * Returns the backup's database connection to the pool, even if the backup was not written. Repeated calls have no
     * effect.
     */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (torn) {
                abort(connection);
            } else {
                end(connection);
            }
        }
    }

    /**
     * Aborts the database connection of a backup, so that the server does not send the rest of the table. The driver's
     * own connection is aborted, because aborting the pooled connection would only return it to the pool.
     */
    private static void abort(Connection connection) {
        try (connection) {
            Connection own = (Connection) connection.unwrap(PGConnection.class);
            own.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debugf(e, "The connection of an aborted backup was already closed");
        }
    }

    static void end(Connection connection) {
        if (connection == null) {
            return;
        }
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            LOG.warnf("Failed to end the transaction of a backup: %s", e.getMessage());
        }
    }
}
