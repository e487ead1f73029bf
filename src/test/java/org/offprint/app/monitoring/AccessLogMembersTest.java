package org.offprint.app.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class AccessLogMembersTest {

    private static ExtLogRecord filtered(String category, String message) {
        ExtLogRecord record = new ExtLogRecord(
                Level.INFO, message, ExtLogRecord.FormatStyle.NO_FORMAT, AccessLogMembersTest.class.getName());
        record.setLoggerName(category);
        assertTrue(new AccessLogMembers().isLoggable(record));
        return record;
    }

    @Test
    void each_part_of_an_access_log_line_becomes_a_member_of_the_json_log() {
        ExtLogRecord record = filtered(
                AccessLogMembers.CATEGORY,
                "192.0.2.7 GET /v1/articles 200 5120 bytes 12 ms 9f2c4e6a 4bf92f3577b34da6a3ce929d0e0e4736 \"Mozilla/5.0 (X11; \\\"odd\\\") bytes 1 ms\"");
        Map<String, String> expected = Map.of(
                "client", "192.0.2.7",
                "method", "GET",
                "path", "/v1/articles",
                "status", "200",
                "bytes", "5120",
                "milliseconds", "12",
                "requestId", "9f2c4e6a",
                "traceId", "4bf92f3577b34da6a3ce929d0e0e4736",
                "userAgent", "Mozilla/5.0 (X11; \"odd\") bytes 1 ms");
        expected.forEach((name, value) -> assertEquals(value, record.getMdc(name), name));
    }

    @Test
    void a_request_without_a_trace_has_no_trace_id_in_the_json_log() {
        ExtLogRecord record = filtered(
                AccessLogMembers.CATEGORY, "192.0.2.7 GET /v1/articles 200 5120 bytes 12 ms 9f2c4e6a - \"curl/8\"");
        assertEquals("curl/8", record.getMdc("userAgent"));
        assertEquals(null, record.getMdc("traceId"));
    }

    @Test
    void log_lines_that_are_not_in_the_access_log_are_not_split_into_members() {
        for (ExtLogRecord record : new ExtLogRecord[] {
            filtered("org.offprint.app.Offprint", "a b c d e f g h i j"),
            filtered(AccessLogMembers.CATEGORY, "too short")
        }) {
            assertEquals(null, record.getMdc("method"));
        }
    }

    @Test
    void the_access_log_pattern_matches_the_order_of_the_log_members() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(Path.of("src/main/resources/application.properties"))));
        assertEquals(
                "%{d,client} %m %R %s %b bytes %D ms %{o,X-Request-Id} %{d,traceId} \"%{d,userAgent}\"",
                properties.getProperty("quarkus.http.access-log.pattern"));
    }
}
