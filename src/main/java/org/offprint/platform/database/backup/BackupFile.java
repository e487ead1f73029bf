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

/** The form of a backup: its first line, its last line, and a line for each row between them. */
final class BackupFile {

    /** Raised when a service that reads the files of before could not read the new ones. */
    static final int FORMAT = 1;

    /**
     * The format of rows in COPY: one a line and as they are, because JSON holds neither of these two characters, nor a
     * line break (RFC 8259, section 7), so that nothing is ever quoted.
     */
    static final String COPY_OPTIONS = "(format csv, delimiter e'\\x02', quote e'\\x01', encoding 'UTF8')";

    private BackupFile() {}

    /** The first line. */
    record First(@JsonProperty("backup") Head head) {}

    /**
     * The first line, which a restore checks before it begins.
     *
     * @param product the version of the service that took it
     * @param schema the version of the newest migration of the store
     * @param position the newest position of the change log
     * @param unknownTables tables beside those of the service, which are not in the backup
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

    /** The last line, without which a backup was cut off. */
    record Last(End end) {}

    /**
     * The last line, which a restore compares with the rows that it has read.
     *
     * @param rows how many there are of each table
     * @param sha256 of all bytes before this line, in hexadecimal
     */
    record End(Map<String, Long> rows, String sha256) {}

    static byte[] line(Record line) {
        byte[] json = Json.write(line);
        byte[] whole = java.util.Arrays.copyOf(json, json.length + 1);
        whole[json.length] = '\n';
        return whole;
    }

    /**
     * Detects gzip by the first two bytes and not by the name, so that a pipe can bring either (RFC 1952, section
     * 2.3.1).
     */
    static InputStream plain(InputStream file) throws IOException {
        PushbackInputStream peeked = new PushbackInputStream(file, 2);
        byte[] magic = peeked.readNBytes(2);
        peeked.unread(magic);
        boolean compressed = magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
        return compressed ? new GZIPInputStream(peeked, 1 << 16) : peeked;
    }
}
