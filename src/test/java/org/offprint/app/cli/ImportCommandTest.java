package org.offprint.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offprint.web.api.Fixtures;

/** Tests imports from the command line, with their progress output and exit codes. */
@QuarkusTest
class ImportCommandTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private int run(boolean isTerminal, String key, String... arguments) {
        written.reset();
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        return ImportCommand.run(
                new ImportProgress(out, isTerminal),
                key,
                Stream.concat(Stream.of("--import"), Arrays.stream(arguments)).toArray(String[]::new));
    }

    private String output() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private static String here() {
        return "http://localhost:" + RestAssured.port;
    }

    private String file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("records.jsonl"), String.join("\n", lines) + "\n")
                .toString();
    }

    private static String journal(String title) {
        return "{\"kind\":\"journal\",\"title\":\"" + Fixtures.unique(title) + "\",\"language\":\"en\"}";
    }

    @Test
    void progress_output_of_the_import_command_to_a_file_is_plain_text() throws IOException {
        assertEquals(0, run(false, Fixtures.ADMIN_KEY, file(journal("Plain")), "--to", here()));
        assertTrue(output().contains("100 %, 1 of 1 records, 0 failed"), output());
        assertTrue(output().contains("done, 1 created, 0 updated, 0 unchanged, 0 failed"), output());
        assertFalse(output().codePoints().anyMatch(c -> c < ' ' && c != '\n'), output());
    }

    @Test
    void progress_output_of_the_import_command_to_a_terminal_redraws_a_bar_on_one_line() throws IOException {
        assertEquals(0, run(true, Fixtures.ADMIN_KEY, file(journal("Bar")), "--to", here() + "/"));
        String drawn = "\r\u001b[K\u001b[?7l";
        assertTrue(output().contains(drawn + "[####################] 100 %, 1 of 1 records"), output());
        assertEquals(output().split("\\[\\?7l", -1).length, output().split("\\[\\?7h", -1).length, output());
        assertTrue(output().endsWith("1 created, 0 updated, 0 unchanged, 0 failed\n"), output());
    }

    @Test
    void an_import_command_with_failed_records_lists_the_records_and_exits_with_code_1() throws IOException {
        String file = file(journal("Good"), "{\"kind\":\"journal\",\"titel\":\"x\"}");
        assertEquals(1, run(false, Fixtures.ADMIN_KEY, file, "--to", here()));
        assertTrue(output().contains("line 2 /titel: There is no member titel; did you mean title?"), output());
        assertEquals(1, run(false, Fixtures.ADMIN_KEY, file, "--to", here(), "--format=nonsense"));
        assertTrue(output().contains("The request has invalid parameters"), output());
    }

    @Test
    void an_import_command_with_wrong_arguments_exits_with_code_2() throws IOException {
        String file = file(journal("Never"));
        assertEquals(2, run(false, Fixtures.ADMIN_KEY, file));
        assertTrue(output().startsWith("Usage:\n--import"), output());
        assertEquals(2, run(false, Fixtures.ADMIN_KEY, file, "--to", here(), "--publsh=true"));
        assertEquals(2, run(false, null, file, "--to", here()));
        assertEquals(2, run(false, Fixtures.ADMIN_KEY, folder.resolve("none").toString(), "--to", here()));
        assertTrue(output().contains("cannot be read"), output());
        assertEquals(2, run(false, "not-a-key", file, "--to", here()));
        assertTrue(output().contains("A valid API key is required"), output());
    }

    @Test
    void an_import_command_to_an_unreachable_service_exits_with_code_3() throws IOException {
        // The port is bound so that no other process can use it, but nothing listens on it.
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String address = "http://localhost:" + bound.getLocalPort();
            assertEquals(3, run(false, Fixtures.ADMIN_KEY, file(journal("Away")), "--to", address));
        }
        assertTrue(output().contains("does not answer"), output());
    }
}
