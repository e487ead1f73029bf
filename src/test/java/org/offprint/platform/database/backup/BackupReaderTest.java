package org.offprint.platform.database.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

class BackupReaderTest {

    private static final String FIRST = "{\"backup\":{\"format\":1,\"product\":\"1.0\",\"schema\":\"3\",\"position\":7,"
            + "\"store\":\"0190f3c1-7b5e-7c3a-9d2e-3f1a6b8c4d5e\",\"unknownTables\":[]}}\n";
    private static final String ROWS =
            "{\"doi\":{\"a\":\"}\"}}\n{\"doi\":{}}\n{\"issue\":{\"long\":\"" + "x".repeat(200_000) + "\"}}\n";

    @Test
    void the_backup_reader_returns_each_row_unchanged_with_its_table() {
        BackupReader reader = reader(whole(FIRST + ROWS, "{\"doi\":2,\"issue\":1,\"journal\":0}"));
        assertEquals("3", reader.head().schema());
        BackupReader.BackupRow row = reader.next();
        assertEquals("doi", row.table());
        assertArrayEquals("{\"a\":\"}\"}".getBytes(), row.json());
        assertArrayEquals("{}".getBytes(), reader.next().json());
        assertEquals(200_011, reader.next().json().length);
        assertNull(reader.next());
    }

    @Test
    void a_compressed_backup_is_detected_by_its_magic_bytes() throws IOException {
        byte[] compressed = gzip(whole(FIRST + ROWS, "{\"doi\":2,\"issue\":1}"));
        BackupReader reader = new BackupReader(new ByteArrayInputStream(compressed));
        assertEquals(3, count(reader));
    }

    @Test
    void a_backup_truncated_at_any_byte_is_rejected() throws IOException {
        String whole = whole(FIRST + "{\"doi\":{}}\n", "{\"doi\":1}");
        byte[] plain = whole.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < plain.length; length++) {
            assertRefused(Arrays.copyOf(plain, length));
        }
        byte[] compressed = gzip(whole(FIRST + ROWS, "{\"doi\":2,\"issue\":1}"));
        for (int length = 0; length < compressed.length - 20; length += 7) {
            assertRefused(Arrays.copyOf(compressed, length));
        }
    }

    @Test
    void a_modified_backup_is_rejected() {
        String whole = whole(FIRST + ROWS, "{\"doi\":2,\"issue\":1}");
        assertTrue(refusal(whole.replace("xxx\"", "xxy\"")).contains("SHA-256"));
        assertTrue(refusal(whole(FIRST + ROWS, "{\"doi\":3,\"issue\":1}")).contains("counts"));
        assertTrue(refusal(whole + "{\"doi\":{}}\n").contains("after the last line"));
        assertTrue(refusal(FIRST + "nonsense\n").contains("line 2 is not a table row"));
    }

    @Test
    void a_file_in_an_unsupported_backup_format_is_rejected() {
        assertTrue(refusal("").contains("not an Offprint backup"));
        assertTrue(refusal("hello\n").contains("not an Offprint backup"));
        assertTrue(refusal("{\"id\":1}\n").contains("not an Offprint backup"));
        assertTrue(refusal("x".repeat(200_000)).contains("not an Offprint backup"));
        assertTrue(refusal(FIRST.replace("\"format\":1", "\"format\":2")).contains("has format 2"));
    }

    private static String refusal(String file) {
        return assertRefused(file.getBytes(StandardCharsets.UTF_8));
    }

    private static String assertRefused(byte[] file) {
        RestoreException refused =
                assertThrows(RestoreException.class, () -> count(new BackupReader(new ByteArrayInputStream(file))));
        assertEquals(4, refused.exitCode());
        return refused.getMessage();
    }

    private static int count(BackupReader reader) {
        int rows = 0;
        while (reader.next() != null) {
            rows++;
        }
        return rows;
    }

    private static BackupReader reader(String file) {
        return new BackupReader(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }

    private static String whole(String lines, String rows) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        String sha256 = HexFormat.of().formatHex(digest.digest(lines.getBytes(StandardCharsets.UTF_8)));
        return lines + "{\"end\":{\"rows\":" + rows + ",\"sha256\":\"" + sha256 + "\"}}\n";
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
