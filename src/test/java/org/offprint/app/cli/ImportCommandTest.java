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

/** Files are sent from the command line, and whoever watches sees how it goes; the exit code says how it ended. */
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
    void what_goes_into_a_file_is_text_alone() throws IOException {
        assertEquals(0, run(false, Fixtures.ADMIN_KEY, file(journal("Plain")), "--to", here()));
        assertTrue(output().contains("100 %, 1 of 1 records, 0 failed"), output());
        assertTrue(output().contains("done, 1 created, 0 updated, 0 unchanged, 0 failed"), output());
        assertFalse(output().codePoints().anyMatch(c -> c < ' ' && c != '\n'), output());
    }

    @Test
    void a_terminal_gets_a_bar_that_is_drawn_on_its_line_and_never_broken() throws IOException {
        assertEquals(0, run(true, Fixtures.ADMIN_KEY, file(journal("Bar")), "--to", here() + "/"));
        String drawn = "\r\u001b[K\u001b[?7l";
        assertTrue(output().contains(drawn + "[####################] 100 %, 1 of 1 records"), output());
        assertEquals(output().split("\\[\\?7l", -1).length, output().split("\\[\\?7h", -1).length, output());
        assertTrue(output().endsWith("1 created, 0 updated, 0 unchanged, 0 failed\n"), output());
    }

    @Test
    void failures_are_listed_and_end_it_with_1() throws IOException {
        String file = file(journal("Good"), "{\"kind\":\"journal\",\"titel\":\"x\"}");
        assertEquals(1, run(false, Fixtures.ADMIN_KEY, file, "--to", here()));
        assertTrue(output().contains("line 2 /titel: There is no member titel; did you mean title?"), output());
        assertEquals(1, run(false, Fixtures.ADMIN_KEY, file, "--to", here(), "--format=nonsense"));
        assertTrue(output().contains("The request has invalid parameters"), output());
    }

    @Test
    void wrong_arguments_a_wrong_key_and_a_file_that_is_not_there_end_it_with_2() throws IOException {
        String file = file(journal("Never"));
        assertEquals(2, run(false, Fixtures.ADMIN_KEY, file));
        assertTrue(output().startsWith("Usage: --import"), output());
        assertEquals(2, run(false, Fixtures.ADMIN_KEY, file, "--to", here(), "--publsh=true"));
        assertEquals(2, run(false, null, file, "--to", here()));
        assertEquals(2, run(false, Fixtures.ADMIN_KEY, folder.resolve("none").toString(), "--to", here()));
        assertTrue(output().contains("cannot be read"), output());
        assertEquals(2, run(false, "not-a-key", file, "--to", here()));
        assertTrue(output().contains("A valid API key is required"), output());
    }

    @Test
    void a_service_that_does_not_answer_ends_it_with_3() throws IOException {
        // Bound, so that nobody else takes it meanwhile; nobody listens there.
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String address = "http://localhost:" + bound.getLocalPort();
            assertEquals(3, run(false, Fixtures.ADMIN_KEY, file(journal("Away")), "--to", address));
        }
        assertTrue(output().contains("does not answer"), output());
    }
}
