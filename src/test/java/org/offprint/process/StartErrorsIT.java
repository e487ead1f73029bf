package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.platform.database.embedded.TestPostgresServer;

/** Tests common configuration errors. The service must print one line, exit with code 1, and create no files. */
class StartErrorsIT {

    private final Path directory = TestDatabase.temporaryDirectory();
    private final Path data = directory.resolve("data-dir");

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(directory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OFFPRINT_ADMIN_KEY | short | OFFPRINT_ADMIN_KEY (offprint.admin-key) has 5 characters",
                "OFFPRINT_METRICS_KEY | short | OFFPRINT_METRICS_KEY (offprint.metrics-key) has 5 characters",
                "OFFPRINT_PUBLIC_URL | journal.example | OFFPRINT_PUBLIC_URL (offprint.public-url) is journal.example",
                "OFFPRINT_LOG_JSON | maybe | OFFPRINT_LOG_JSON (offprint.log-json) is maybe; it must be true or false",
                "OFFPRINT_SEARCH_LONGEST | soon | OFFPRINT_SEARCH_LONGEST (offprint.search.longest) is soon; it must be a duration",
                "QUARKUS_HTTP_PORT | many | QUARKUS_HTTP_PORT (quarkus.http.port) is many; it must be a whole number",
                "QUARKUS_HTTP_PORT | 70000 | QUARKUS_HTTP_PORT (quarkus.http.port) is 70000; it must be a whole number",
                "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES | ::1 | QUARKUS_HTTP_PROXY_TRUSTED_PROXIES (quarkus.http.proxy.trusted-proxies) is ::1; it must be a comma-separated list of IPv4 addresses",
                "QUARKUS_DATASOURCE_JDBC_MAX_SIZE | 1 | QUARKUS_DATASOURCE_JDBC_MAX_SIZE (quarkus.datasource.jdbc.max-size) is 1; it must not be less than",
                "QUARKUS_DATASOURCE_JDBC_URL | jdbc:mysql://localhost/o | it must be a PostgreSQL JDBC URL, for example jdbc:postgresql://",
                "QUARKUS_DATASOURCE_JDBC_URL | jdbc:postgresql://127.0.0.1:1/o?password=hidden | 127.0.0.1:1/o is unreachable or rejected the login",
            })
    void the_error_message_for_an_invalid_setting_contains_the_name_of_the_setting(
            String variable, String value, String message) throws IOException {
        assertRefused(Map.of(variable, value), message);
    }

    @Test
    void all_configuration_errors_are_reported_together() {
        Map<String, String> environment = Map.of(
                "OFFPRINT_LOG_JSON", "maybe",
                "OFFPRINT_OAI_HOST", "localhost",
                "OFFPRINT_ACESS_LOG", "true",
                "JAVA_TOOL_OPTIONS", "-Doffprint.serch.longest=1S");
        try (ServiceProcess service = ServiceProcess.start(data, environment)) {
            assertEquals(1, service.awaitExit());
            assertEquals(
                    List.of(
                            "OFFPRINT_ACESS_LOG is not a setting of the service and is ignored. Did you mean"
                                    + " OFFPRINT_ACCESS_LOG?",
                            "Offprint cannot start. offprint.serch.longest is not a setting of the service. Did you"
                                    + " mean offprint.search.longest?",
                            "Offprint cannot start. OFFPRINT_LOG_JSON (offprint.log-json) is maybe; it must be true or"
                                    + " false.",
                            "Offprint cannot start. OFFPRINT_OAI_HOST (offprint.oai.host) is localhost; it must be a"
                                    + " domain name with a dot, such as journal.example."),
                    service.output()
                            .lines()
                            .filter(line -> !line.startsWith("Picked up"))
                            .toList());
            assertFalse(Files.exists(data));
        }
    }

    @Test
    void the_error_message_for_an_occupied_port_contains_the_port_number() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            assertRefused(Map.of("QUARKUS_HTTP_PORT", port), "Port " + port + " of 127.0.0.1 is unavailable");
        }
    }

    @Test
    void a_wrong_database_password_is_reported() throws IOException {
        try (TestPostgresServer database = TestPostgresServer.start(directory.resolve("other"))) {
            Map<String, String> environment = new HashMap<>(database.environment());
            environment.put("QUARKUS_DATASOURCE_PASSWORD", "wrong");
            assertRefused(environment, "password authentication failed");
        }
    }

    private void assertRefused(Map<String, String> environment, String message) throws IOException {
        try (ServiceProcess service = ServiceProcess.start(data, environment)) {
            assertEquals(1, service.awaitExit());
            String output = service.output();
            assertTrue(output.startsWith("Offprint cannot start. ") && output.contains(message), output);
            assertEquals(1, output.lines().count(), output);
            assertFalse(output.contains("hidden"), output);
            assertFalse(Files.exists(data));
        }
    }
}
