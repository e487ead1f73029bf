package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.NightlyOnly;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.Workers;

/** Tests that each line of the standard output and the standard error is a JSON object if the log is JSON. */
class JsonLogIT {

    private static final Map<String, String> JSON = Map.of("OFFPRINT_LOG_JSON", "true");

    private final Path data = TestDatabase.temporaryDirectory();

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(data);
    }

    @Test
    void startup_with_the_sample_journal_and_shutdown_log_only_json() {
        Map<String, String> environment = with(
                Map.of("OFFPRINT_SAMPLE_DATA", "true", "OFFPRINT_ACCESS_LOG", "true", "OFFPRINT_ACESS_LOG", "true"));
        try (ServiceProcess service = ServiceProcess.start(data, environment)) {
            awaitReady(service);
            Client.at(service.url()).anonymous().get("/v1/journals").expect(200);
            service.stop();
            List<JsonNode> lines = lines(service);
            assertContains(lines, "OFFPRINT_ACESS_LOG is not a setting");
            assertContains(lines, "The data directory is " + data);
            assertContains(lines, SampleDataIT.ADDED);
            assertContains(lines, "GET /v1/journals 200");
            assertContains(lines, " by service, hash ");
            assertContains(lines, "Authorization: Bearer");
            assertContains(lines, "Swagger UI: " + service.url() + "/docs");
            assertTrue(message(lines.get(lines.size() - 1)).contains("stopped"), service::output);
        }
    }

    @NightlyOnly
    @Test
    void startup_after_a_kill_logs_only_json() {
        try (ServiceProcess killed = ServiceProcess.start(data, JSON)) {
            killed.awaitReady();
            killed.kill9();
            lines(killed);
        }
        try (ServiceProcess service = ServiceProcess.start(data, JSON)) {
            awaitReady(service);
            lines(service);
        }
    }

    @Test
    void a_failed_startup_logs_only_json() throws IOException {
        assertRefused(Map.of("OFFPRINT_ADMIN_KEY", "short"), "OFFPRINT_ADMIN_KEY");
        assertRefused(
                Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/o"),
                "127.0.0.1:1/o is unreachable");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            assertRefused(Map.of("QUARKUS_HTTP_PORT", port), "Port " + port);
        }
    }

    /** Starts a service with these settings and an unknown setting, which also causes a warning. */
    private void assertRefused(Map<String, String> environment, String message) {
        Map<String, String> all = with(environment);
        all.put("OFFPRINT_ACESS_LOG", "true");
        try (ServiceProcess service = ServiceProcess.start(data.resolve("data-dir"), all)) {
            assertEquals(1, service.awaitExit());
            List<JsonNode> lines = lines(service);
            assertContains(lines, "OFFPRINT_ACESS_LOG is not a setting");
            JsonNode last = lines.get(lines.size() - 1);
            assertEquals("ERROR", last.path("level").asText());
            assertTrue(
                    message(last).startsWith("Offprint cannot start. ")
                            && message(last).contains(message),
                    message(last));
        }
    }

    private static Map<String, String> with(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(JSON);
        return all;
    }

    private static void awaitReady(ServiceProcess service) {
        service.awaitReady();
        Workers.await(
                Duration.ofSeconds(60),
                "the service is ready",
                () -> Client.at(service.url())
                                .anonymous()
                                .get("/q/health/ready")
                                .status()
                        == 200);
    }

    /** Parses the output, in which each line must be a JSON object with a time, a level and a message. */
    private static List<JsonNode> lines(ServiceProcess service) {
        return service.output()
                .lines()
                // The Java runtime prints this line if the class data archive belongs to another build.
                .filter(line -> !line.contains("[warning][cds"))
                .map(JsonLogIT::parsed)
                .toList();
    }

    private static JsonNode parsed(String line) {
        try {
            JsonNode parsed = Json.parse(line.getBytes(StandardCharsets.UTF_8));
            assertTrue(
                    parsed.isObject() && parsed.has("timestamp") && parsed.has("level") && parsed.has("message"), line);
            return parsed;
        } catch (RuntimeException e) {
            throw new AssertionError("This line is not JSON: " + line, e);
        }
    }

    private static String message(JsonNode line) {
        return line.path("message").asText();
    }

    private static void assertContains(List<JsonNode> lines, String text) {
        assertTrue(lines.stream().anyMatch(line -> message(line).contains(text)), () -> text + " in " + lines);
    }
}
