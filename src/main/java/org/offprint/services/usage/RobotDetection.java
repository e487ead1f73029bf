package org.offprint.services.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.text.Table;

/**
 * Detects robots by user agent, using built-in patterns and, if configured, a file with COUNTER's list of robots. The
 * file contains JSON as published by COUNTER, or one pattern per line. Patterns are compiled once, and results are
 * cached by user agent.
 * <p>The work per user agent is limited, regardless of the configured file. User agents are truncated to 512
 * characters. Patterns that repeat a group, or contain more than one unlimited repetition, are ignored.
 */
@Singleton
public class RobotDetection {

    private static final Logger LOG = Logger.getLogger(RobotDetection.class);
    private static final String SETTING = "OFFPRINT_USAGE_ROBOTS (offprint.usage.robots)";
    private static final long MAX_FILE_BYTES = 1 << 20;
    private static final int MAX_PATTERNS = 5_000;
    private static final int MAX_PATTERN_LENGTH = 500;
    private static final int MAX_REPETITIONS = 1;
    private static final int CACHE_SIZE = 20_000;

    private final List<Pattern> patterns;
    private final String list;
    private final Cache<String, Boolean> cache =
            Caffeine.newBuilder().maximumSize(CACHE_SIZE).build();

    RobotDetection(@ConfigProperty(name = "offprint.usage.robots") Optional<String> file) {
        List<String> listed = file.map(name -> read(Path.of(name))).orElse(List.of());
        patterns = Stream.concat(Table.words("usage-robots.txt").stream(), listed.stream())
                .flatMap(pattern -> compiled(pattern).stream())
                .toList();
        list = file.map(name ->
                        Path.of(name).getFileName() + ", " + listed.size() + " patterns, of " + modified(Path.of(name)))
                .orElse(null);
    }

    /** Returns the file name and date of the configured COUNTER robot list; null if there is none. */
    public String list() {
        return list;
    }

    /** Returns whether a user agent is a robot. A missing user agent is treated as a robot. */
    boolean include(String userAgent) {
        String agent = userAgent == null ? "" : userAgent;
        return cache.get(agent, asked -> patterns.stream()
                .anyMatch(pattern -> pattern.matcher(asked).find()));
    }

    private static List<String> read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw unusable(file + " has more than " + MAX_FILE_BYTES + " bytes.");
            }
            String text = Files.readString(file);
            List<String> found = text.stripLeading().startsWith("[") ? ofJson(text, file) : ofLines(text);
            if (found.isEmpty() || found.size() > MAX_PATTERNS) {
                throw unusable(file + " has " + found.size() + " patterns; it must have 1 to " + MAX_PATTERNS + ".");
            }
            return found;
        } catch (IOException e) {
            throw unusable("the file " + file + " cannot be read.");
        }
    }

    private static List<String> ofLines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("# "))
                .toList();
    }

    private static List<String> ofJson(String text, Path file) {
        List<String> found = new ArrayList<>();
        JsonNode entries;
        try {
            entries = Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            throw unusable(file + " is not valid JSON.");
        }
        for (JsonNode entry : entries) {
            String pattern = entry.path("pattern").textValue();
            if (pattern == null) {
                throw unusable(file + " has an entry without a pattern.");
            }
            found.add(pattern);
        }
        return found;
    }

    /** Compiles a robot pattern. Returns empty and logs a warning if the pattern is invalid or may be slow to match. */
    static Optional<Pattern> compiled(String pattern) {
        try {
            if (pattern.length() <= MAX_PATTERN_LENGTH && isBounded(pattern)) {
                return Optional.of(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
            }
            LOG.warnf(
                    "A robot pattern is ignored because it is too long, repeats a group or has more than %d"
                            + " repetition: %s",
                    MAX_REPETITIONS, truncated(pattern));
        } catch (PatternSyntaxException e) {
            LOG.warnf(
                    "A robot pattern is ignored because it is not a valid regular expression: %s", truncated(pattern));
        }
        return Optional.empty();
    }

    private static String truncated(String pattern) {
        return pattern.substring(0, Math.min(pattern.length(), 100));
    }

    private static boolean isBounded(String pattern) {
        int repetitions = 0;
        boolean inClass = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '[') {
                inClass = true;
                // A closing bracket at the start of a character class is a literal character.
                i += pattern.startsWith("]", i + 1) || pattern.startsWith("^]", i + 1) ? 1 : 0;
            } else if (c == ')' && i + 1 < pattern.length() && "*+{".indexOf(pattern.charAt(i + 1)) >= 0) {
                return false;
            } else if (c == '*' || c == '+' || c == '{' && pattern.indexOf(",}", i) == pattern.indexOf('}', i) - 1) {
                repetitions++;
            }
        }
        return repetitions <= MAX_REPETITIONS;
    }

    private static String modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant().toString().substring(0, 10);
        } catch (IOException e) {
            return "an unknown day";
        }
    }

    private static ConfigurationException unusable(String what) {
        return new ConfigurationException(SETTING + " cannot be used: " + what);
    }
}
