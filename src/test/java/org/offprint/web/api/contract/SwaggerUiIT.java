package org.offprint.web.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.SharedPostgresPrograms;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;

/** Tests Swagger UI in a real browser, in the way an editor would use it on a new service with the sample data. */
class SwaggerUiIT {

    private static final Path SCRIPT = Path.of("src/test/browser/swagger-ui.mjs");

    /** Directory into which {@code .ci/run} installs Playwright. */
    private static final Path LIBRARY = Path.of("target/browser/node_modules/playwright-core");

    private static final long TIMEOUT_SECONDS = 600;

    /** Maximum time until the page displays the tags. A machine with two idle cores needs less than one second. */
    private static final int MAX_MILLISECONDS_OF_PAGE = 10_000;

    private final Path data = TestDatabase.temporaryDirectory();

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(data);
    }

    @Test
    void an_editor_can_run_the_article_workflow_in_swagger_ui() throws Exception {
        Optional<Path> browser = program("chromium", "chromium-browser", "google-chrome");
        Optional<Path> node = program("node");
        assume(browser.isPresent(), "there is no Chromium");
        assume(node.isPresent(), "there is no Node.js");
        assume(Files.isDirectory(LIBRARY), "there is no playwright-core in " + LIBRARY.getParent());
        List<JsonNode> shown;
        String url;
        SharedPostgresPrograms.linkInto(data);
        Map<String, String> environment =
                Map.of("OFFPRINT_SAMPLE_DATA", "true", "OFFPRINT_ADMIN_KEY", Client.ADMIN_KEY);
        try (ServiceProcess service = ServiceProcess.start(data, environment).awaitReady()) {
            url = service.url();
            shown = walk(node.get(), url, browser.get());
        }
        JsonNode page = shown.get(0);
        assertTrue(page.path("firstTagAfterMilliseconds").asInt() < MAX_MILLISECONDS_OF_PAGE, page.toString());
        assertEquals("Service", page.at("/tags/0").asText(), page.toString());
        assertEquals("Articles", page.at("/tags/1").asText(), page.toString());
        assertTrue(!page.path("tags").toString().contains("Publishing"), page.toString());
        assertEquals(
                List.of(
                        "createArticle 201",
                        "createArticle 201",
                        "replaceContents 200",
                        "publishArticle 200",
                        "patchArticle 200",
                        "publishArticle 200",
                        "withdrawArticle 200",
                        "reinstateArticle 200",
                        "retractArticle 200",
                        "deleteArticle 204",
                        "getCurrentIssue 200"),
                shown.stream()
                        .filter(line -> line.has("operation"))
                        .map(line -> line.get("operation").textValue() + " "
                                + line.get("code").textValue())
                        .toList());
        assertEquals(
                "[\"" + url.substring("http://".length()) + "\"]",
                shown.get(shown.size() - 1).path("hosts").toString(),
                "requests of the page");
    }

    private List<JsonNode> walk(Path node, String url, Path browser) throws IOException, InterruptedException {
        Path output = data.resolve("browser.out");
        Process process = new ProcessBuilder(
                        node.toString(),
                        SCRIPT.toString(),
                        url,
                        Client.ADMIN_KEY,
                        LIBRARY.toAbsolutePath().toString(),
                        browser.toString())
                .redirectOutput(output.toFile())
                .redirectError(data.resolve("browser.err").toFile())
                .start();
        try {
            assertTrue(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS), "The browser does not exit.");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), () -> text(output) + text(data.resolve("browser.err")));
        return text(output)
                .lines()
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Skips the test and prints the reason if the condition is false. */
    private static void assume(boolean condition, String otherwise) {
        if (!condition) {
            System.out.println("Swagger UI is not tried in a browser: " + otherwise + ".");
        }
        assumeTrue(condition, otherwise);
    }

    /** Returns the path of the first of these programs that is found on the PATH. */
    private static Optional<Path> program(String... names) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(names)
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
