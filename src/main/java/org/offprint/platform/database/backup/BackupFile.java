package org.offprint.platform.database.backup;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.offprint.kernel.json.Json;

/** Format of backup files. A backup file has a first line, one line per table row, and a last line. */
final class BackupFile {

    /**
     * Version of the backup file format. Increase the version if older releases of the service cannot read the new
     * files.
     */
    static final int FORMAT = 1;

    /**
     * COPY format for the rows of a backup: one unquoted row per line. JSON contains neither of the two control
     * characters nor a line break (RFC 8259, section 7), so no row is ever quoted.
     */
    static final String COPY_OPTIONS = "(format csv, delimiter e'\\x02', quote e'\\x01', encoding 'UTF8')";

    private BackupFile() {}

    /** First line of a backup. */
    record First(@JsonProperty("backup") Head head) {}

    /**
     * Content of the first line of a backup, which a restore checks before it begins.
     *
     * @param product version of the service that created the backup
     * @param schema version of the newest database migration of the store
     * @param position newest position of the change log
     * @param unknownTables tables that do not belong to the service and are not in the backup
     */
    record Head(
            int format,
            String product,
            String schema,
            String postgresql,
            UUID store,
            Instant takenAt,
            long position,
            List<String> unknownTables) {}

    /** Last line of a backup. A backup without its last line is truncated. */
    record Last(End end) {}

    /**
     * Content of the last line of a backup, against which a restore verifies the rows that it read.
     *
     * @param rows number of rows per table
     * @param sha256 SHA-256 of all bytes before this line, in hexadecimal digits
     */
    record End(Map<String, Long> rows, String sha256) {}

    static byte[] line(Record line) {
        byte[] json = Json.write(line);
        byte[] whole = java.util.Arrays.copyOf(json, json.length + 1);
        whole[json.length] = '\n';
        return whole;
    }

    /**
     * Returns the uncompressed content of a backup, which may be compressed with gzip. Gzip is detected by its first
     * two bytes (RFC 1952, section 2.3.1) instead of the file name, because the input may be a pipe.
     */
    static InputStream plain(InputStream file) throws IOException {
        PushbackInputStream peeked = new PushbackInputStream(file, 2);
        byte[] magic = peeked.readNBytes(2);
        peeked.unread(magic);
        boolean compressed = magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
        return compressed ? new GZIPInputStream(peeked, 1 << 16) : peeked;
    }
}
