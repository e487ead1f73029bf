package org.offprint.platform.database.backup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipException;
import org.apache.commons.codec.digest.DigestUtils;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.backup.BackupFile.End;
import org.offprint.platform.database.backup.BackupFile.First;
import org.offprint.platform.database.backup.BackupFile.Head;
import org.offprint.platform.database.backup.BackupFile.Last;

/**
 * Reads a plain or compressed backup line by line, with only one line in memory at a time. After the last line, the
 * reader verifies that the backup is complete.
 */
public final class BackupReader {

    private static final int LONGEST_FIRST_LINE = 100_000;
    private static final int LONGEST_LINE = 1_000_000_000;
    private static final byte[] END = "{\"end\":".getBytes(StandardCharsets.UTF_8);

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int filled;
    private byte[] line = new byte[1 << 16];
    private int length;
    private long number;
    private final MessageDigest digest = DigestUtils.getSha256Digest();
    private final Map<String, Long> rows = new LinkedHashMap<>();
    private final Head head;

    /**
     * Reads the first line of a backup.
     *
     * @throws RestoreException if the file is not a backup, or has an unsupported format
     */
    public BackupReader(InputStream file) {
        try {
            in = BackupFile.plain(file);
        } catch (EOFException | ZipException e) {
            throw RestoreException.unfitFile("The file is not an Offprint backup: it is not valid gzip data.");
        } catch (IOException e) {
            throw RestoreException.failed("The backup cannot be read: " + e.getMessage(), e);
        }
        head = readHead();
        digest.update(line, 0, length);
    }

    /** Row of a database table in a backup. */
    record BackupRow(String table, byte[] json) {}

    /** Returns the content of the backup's first line. */
    Head head() {
        return head;
    }

    private Head readHead() {
        boolean complete = read(LONGEST_FIRST_LINE);
        try {
            Head found = complete
                    ? Json.read(Arrays.copyOf(line, length), First.class).head()
                    : null;
            if (found == null) {
                throw RestoreException.unfitFile(
                        "The file is not an Offprint backup: the first line is not a backup header.");
            }
            if (found.format() != BackupFile.FORMAT) {
                throw RestoreException.unfitFile("The backup has format " + found.format()
                        + ", but this version of Offprint reads only format " + BackupFile.FORMAT
                        + ". Restore the backup with Offprint "
                        + found.product() + ".");
            }
            return found;
        } catch (UncheckedIOException e) {
            throw RestoreException.unfitFile("The file is not an Offprint backup: the first line is not JSON.");
        }
    }

    /** Returns the number of backup lines read so far. */
    long line() {
        return number;
    }

    /** Returns the next row of the backup. After the last row, verifies that the file is complete and returns null. */
    BackupRow next() {
        if (!read(LONGEST_LINE)) {
            throw RestoreException.unfitFile("The backup is truncated: it ends after " + (number - 1)
                    + " lines, and its last line is missing. Nothing was restored. Use a complete copy of the"
                    + " backup.");
        }
        if (length > END.length && Arrays.equals(line, 0, END.length, END, 0, END.length)) {
            checkEnd();
            return null;
        }
        digest.update(line, 0, length);
        int colon = 2;
        while (colon < length && line[colon] != '"') {
            colon++;
        }
        if (length < 6 || line[0] != '{' || line[1] != '"' || colon + 3 > length || line[length - 2] != '}') {
            throw damaged("line " + number + " is not a table row");
        }
        String table = new String(line, 2, colon - 2, StandardCharsets.UTF_8);
        rows.merge(table, 1L, Long::sum);
        return new BackupRow(table, Arrays.copyOfRange(line, colon + 2, length - 2));
    }

    /** Returns the number of backup rows that were read so far, for each table. */
    Map<String, Long> rows() {
        return rows;
    }

    private void checkEnd() {
        String found = HexFormat.of().formatHex(digest.digest());
        End end;
        try {
            end = Json.read(Arrays.copyOf(line, length), Last.class).end();
        } catch (UncheckedIOException e) {
            throw damaged("the last line is not JSON");
        }
        end.rows().values().removeIf(count -> count == 0);
        if (!end.rows().equals(rows)) {
            throw damaged("the last line states the row counts " + end.rows() + ", but the file contains " + rows);
        }
        if (!found.equals(end.sha256())) {
            throw damaged("the SHA-256 of the data differs from the SHA-256 in the last line");
        }
        if (read(LONGEST_LINE) || length > 0) {
            throw damaged("there is data after the last line");
        }
    }

    static RestoreException damaged(String what) {
        return RestoreException.unfitFile("The backup is damaged: " + what + ". Nothing was restored.");
    }

    /**
     * Reads a line of the backup with its line break into {@link #line}. Returns false if the file ends before a line
     * break.
     */
    private boolean read(int longest) {
        length = 0;
        number++;
        while (true) {
            if (next == filled && !fill()) {
                return false;
            }
            int end = next;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            boolean found = end < filled;
            append(next, found ? end + 1 : end, longest);
            next = found ? end + 1 : end;
            if (found) {
                return true;
            }
        }
    }

    private void append(int from, int to, int longest) {
        int more = to - from;
        if (length + more > longest) {
            throw number == 1
                    ? RestoreException.unfitFile("The file is not an Offprint backup: the first line is too long.")
                    : damaged("line " + number + " is too long");
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(length + more, line.length * 2));
        }
        System.arraycopy(buffer, from, line, length, more);
        length += more;
    }

    private boolean fill() {
        try {
            next = 0;
            filled = Math.max(0, in.read(buffer));
            return filled > 0;
        } catch (EOFException e) {
            filled = 0;
            return false; // The compressed backup file is truncated.
        } catch (ZipException e) {
            throw damaged("the data cannot be decompressed at line " + number + " (" + e.getMessage() + ")");
        } catch (IOException e) {
            throw RestoreException.failed("The backup cannot be read: " + e.getMessage(), e);
        }
    }
}
