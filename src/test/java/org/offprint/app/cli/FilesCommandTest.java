package org.offprint.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.offprint.platform.files.store.FileStore;
import org.offprint.platform.files.store.FileStores;
import org.offprint.platform.files.store.IncomingFile;
import org.offprint.platform.files.store.S3Proxy;
import org.offprint.platform.files.store.S3Settings;
import org.offprint.platform.files.store.StoredBytes;

/** Tests moving and checking the file store from the command line. */
@TestInstance(Lifecycle.PER_CLASS)
class FilesCommandTest {

    private S3Proxy server;

    @TempDir
    private Path directory;

    private final Map<String, String> settings = new HashMap<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @BeforeAll
    void start(@TempDir Path buckets) throws IOException, InterruptedException {
        server = S3Proxy.start(buckets);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void configure() {
        S3Settings s3 = server.settings("");
        settings.clear();
        settings.putAll(Map.of(
                "offprint.data-dir", directory.toString(),
                "offprint.files.free-megabytes", "0",
                "offprint.files.s3.endpoint", s3.endpoint().toString(),
                "offprint.files.s3.bucket", s3.bucket(),
                "offprint.files.s3.prefix", directory.getFileName().toString(),
                "offprint.files.s3.access-key", s3.accessKey(),
                "offprint.files.s3.secret-key", s3.secretKey()));
    }

    private SmallRyeConfig config() {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }

    private int run(String... arguments) {
        written.reset();
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        return FilesCommand.run(new ProgressLine(out, false), config(), arguments);
    }

    private String output() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private StoredBytes keep(String text) throws IOException {
        try (FileStore store = FileStores.open(config(), "disk");
                IncomingFile incoming = store.begin(1_000)) {
            incoming.write(text.getBytes(StandardCharsets.UTF_8));
            return incoming.store();
        }
    }

    private boolean has(String store, StoredBytes file) throws IOException {
        try (FileStore opened = FileStores.open(config(), store)) {
            return opened.has(file.hash());
        }
    }

    private Path path(StoredBytes file) throws IOException {
        try (FileStore store = FileStores.open(config(), "disk")) {
            return store.path(file.hash()).orElseThrow();
        }
    }

    @Test
    void the_command_line_can_move_files_from_disk_to_s3_and_back() throws IOException {
        StoredBytes one = keep("one");
        StoredBytes two = keep("two");
        assertEquals(0, run("--move-files", "disk", "s3"), this::output);
        assertTrue(output().contains("2 copied, 0 already present, 0 damaged"), output());
        assertTrue(output().contains("100 %, 0 MB, 2 of 2 files"), output());
        assertTrue(has("disk", one) && has("s3", one) && has("s3", two));
        assertEquals(0, run("--move-files", "disk", "s3", "--delete"));
        assertTrue(output().contains("0 copied, 2 already present, 0 damaged"), output());
        assertFalse(has("disk", one) || has("disk", two));
        assertEquals(0, run("--check-files", "s3"));
        assertTrue(output().contains("2 files checked, 0 of them damaged"), output());
        assertEquals(0, run("--move-files", "s3", "disk", "--delete"));
        assertTrue(has("disk", one) && has("disk", two) && !has("s3", one));
        assertFalse(output().contains(settings.get("offprint.files.s3.secret-key")), output());
    }

    @Test
    void a_file_check_that_finds_damaged_files_exits_with_code_1() throws IOException {
        StoredBytes damaged = keep("damaged");
        keep("sound");
        Files.writeString(path(damaged), "dAmaged");
        assertEquals(1, run("--check-files"));
        assertTrue(output().contains("The file " + damaged.hash() + " is damaged"), output());
        assertTrue(output().contains("2 files checked, 1 of them damaged"), output());
        assertEquals(1, run("--move-files", "disk", "s3"));
        assertTrue(output().contains("1 copied, 0 already present, 1 damaged"), output());
        assertFalse(has("s3", damaged));
    }

    private String backup(String... rows) throws Exception {
        String lines = "{\"backup\":{\"format\":1,\"product\":\"0.1.0\",\"schema\":\"15\",\"postgresql\":\"18\","
                + "\"store\":\"6c27b9a4-1111-7222-8333-444455556666\",\"takenAt\":\"2026-11-25T09:17:01.6Z\",\"position\":4,\"unknownTables\":[]}}\n"
                + Arrays.stream(rows)
                        .map(row -> "{\"file_content\":" + row + "}\n")
                        .collect(Collectors.joining());
        String sum = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8)));
        String end = "{\"end\":{\"rows\":{\"file_content\":" + rows.length + "},\"sha256\":\"" + sum + "\"}}\n";
        return Files.writeString(directory.resolve("backup.jsonl"), lines + end).toString();
    }

    @Test
    void a_file_check_with_a_backup_reports_missing_files_that_the_backup_contains() throws Exception {
        StoredBytes here = keep("here");
        StoredBytes damaged = keep("damaged");
        keep("of no matter");
        Files.writeString(path(damaged), "dAmaged");
        String missing = "a".repeat(64);
        String backup = backup(
                "{\"sha256\":\"" + here.hash() + "\",\"text\":null}",
                "{\"sha256\":\"" + damaged.hash() + "\"}",
                "{\"sha256\":\"" + missing + "\",\"size\":1}",
                "{\"sha256\":\"" + "b".repeat(64) + "\",\"text\":\"\\\\x3c\"}");
        assertEquals(1, run("--check-files", "--backup", backup), this::output);
        assertTrue(output().contains("3 files checked, 2 of them damaged or missing"), output());
        assertTrue(output().contains("The file " + missing + " is not in the store."), output());
        assertTrue(output().contains("The file " + damaged.hash() + " is damaged"), output());
        assertEquals(0, run("--check-files", "disk", "--backup", backup("{\"sha256\":\"" + here.hash() + "\"}")));
        Files.writeString(Path.of(backup), "no backup");
        assertEquals(4, run("--check-files", "--backup", backup));
        assertEquals(2, run("--check-files", "--backup", backup + "x"));
        assertEquals(2, run("--check-files", "--backup"));
        assertEquals(2, run("--move-files", "disk", "s3", "--backup", backup));
    }

    @Test
    void checking_or_moving_an_empty_file_store_succeeds() {
        assertEquals(0, run("--check-files"));
        assertEquals(0, run("--move-files", "disk", "s3"));
        assertTrue(output().contains("0 copied"), output());
    }

    @Test
    void wrong_arguments_and_missing_settings_of_the_files_command_are_reported() {
        for (String[] wrong : new String[][] {
            {"--move-files"},
            {"--move-files", "disk"},
            {"--move-files", "disk", "disk"},
            {"--move-files", "disk", "tape"},
            {"--move-files", "disk", "s3", "s3"},
            {"--check-files", "tape"},
            {"--check-files", "disk", "s3"},
            {"--check-files", "--delete"}
        }) {
            assertEquals(2, run(wrong), String.join(" ", wrong));
            assertTrue(output().startsWith("Usage:\n--move-files"), output());
        }
        settings.remove("offprint.files.s3.bucket");
        settings.remove("offprint.files.s3.secret-key");
        assertEquals(2, run("--check-files", "s3"));
        assertTrue(output().contains("OFFPRINT_FILES_S3_BUCKET"), output());
        assertTrue(output().contains("OFFPRINT_FILES_S3_SECRET_KEY"), output());
    }

    @Test
    void an_unreachable_file_store_makes_the_files_command_exit_with_code_3() throws IOException {
        StoredBytes file = keep("file");
        settings.put("offprint.files.s3.secret-key", "wrong");
        assertEquals(3, run("--move-files", "disk", "s3", "--delete"));
        assertTrue(output().contains("403") && output().contains("Run it again to resume"), output());
        assertTrue(has("disk", file));
    }
}
