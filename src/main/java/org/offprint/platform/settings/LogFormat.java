package org.offprint.platform.settings;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.offprint.kernel.json.Json;

/**
 * Format of lines that the service prints outside of its log, for example before the log is open.
 *
 * @param isJson whether each line is a JSON object
 */
public record LogFormat(boolean isJson) {

    private static final String SETTING = "offprint.log-json";

    /** Returns the configured format, or plain text if the setting is invalid. */
    public static LogFormat of(Config config) {
        return of(config.getOptionalValue(SETTING, String.class).orElse(""));
    }

    /**
     * Returns the format set by the environment variable {@code OFFPRINT_LOG_JSON}, for error messages if the
     * configuration cannot be read.
     */
    public static LogFormat ofEnvironment() {
        return of(String.valueOf(System.getenv("OFFPRINT_LOG_JSON")));
    }

    private static LogFormat of(String value) {
        return new LogFormat(value.strip().equalsIgnoreCase("true"));
    }

    /** Returns the message itself, or a line with a JSON object that contains it. */
    public String line(String level, String message) {
        if (!isJson) {
            return message;
        }
        Map<String, String> members = new LinkedHashMap<>();
        members.put("timestamp", Instant.now().toString());
        members.put("level", level);
        members.put("message", message);
        return new String(Json.write(members), StandardCharsets.UTF_8);
    }
}
