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
 * Tells robots by their user agent: by patterns of our own and by the list of COUNTER where a file holds it (JSON as
 * COUNTER publishes it, or a pattern a line). Patterns are compiled once, and what was found of an agent is remembered.
 * The work for one agent is bounded whatever the file says: agents have 512 characters at most, and a pattern that repeats
 * a group, or has more than one repetition without an end, is left out.
 */
@Singleton
public class Robots {

    private static final Logger LOG = Logger.getLogger(Robots.class);
    private static final String SETTING = "OFFPRINT_USAGE_ROBOTS (offprint.usage.robots)";
    private static final long LARGEST_FILE = 1 << 20;
    private static final int MOST_PATTERNS = 5_000;
    private static final int LONGEST_PATTERN = 500;
    private static final int MOST_REPETITIONS = 1;
    private static final int REMEMBERED = 20_000;

    private final List<Pattern> patterns;
    private final String list;
    private final Cache<String, Boolean> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Robots(@ConfigProperty(name = "offprint.usage.robots") Optional<String> file) {
        List<String> listed = file.map(name -> read(Path.of(name))).orElse(List.of());
        patterns = Stream.concat(Table.words("usage-robots.txt").stream(), listed.stream())
                .flatMap(pattern -> compiled(pattern).stream())
                .toList();
        list = file.map(name ->
                        Path.of(name).getFileName() + ", " + listed.size() + " patterns, of " + modified(Path.of(name)))
                .orElse(null);
    }

    /** Says which list of COUNTER is used, and of which day; null for none. */
    public String list() {
        return list;
    }

    /** Reports whether this is no person's browser; one that does not name itself is none. */
    boolean include(String userAgent) {
        String agent = userAgent == null ? "" : userAgent;
        return known.get(agent, asked -> patterns.stream()
                .anyMatch(pattern -> pattern.matcher(asked).find()));
    }

    private static List<String> read(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw unusable(file + " has more than " + LARGEST_FILE + " bytes.");
            }
            String text = Files.readString(file);
            List<String> found = text.stripLeading().startsWith("[") ? ofJson(text, file) : ofLines(text);
            if (found.isEmpty() || found.size() > MOST_PATTERNS) {
                throw unusable(file + " has " + found.size() + " patterns; it must have 1 to " + MOST_PATTERNS + ".");
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
            throw unusable(file + " is no JSON.");
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

    /** Compiles a pattern; one that could take long, or that cannot be read, is told and left out. */
    static Optional<Pattern> compiled(String pattern) {
        try {
            if (pattern.length() <= LONGEST_PATTERN && isBounded(pattern)) {
                return Optional.of(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
            }
            LOG.warnf(
                    "A pattern of robots is left out: it is too long, repeats a group or has more than %d repetition: %s",
                    MOST_REPETITIONS, shown(pattern));
        } catch (PatternSyntaxException e) {
            LOG.warnf("A pattern of robots is left out because it cannot be read: %s", shown(pattern));
        }
        return Optional.empty();
    }

    private static String shown(String pattern) {
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
                // A bracket that closes at once is one of the characters.
                i += pattern.startsWith("]", i + 1) || pattern.startsWith("^]", i + 1) ? 1 : 0;
            } else if (c == ')' && i + 1 < pattern.length() && "*+{".indexOf(pattern.charAt(i + 1)) >= 0) {
                return false;
            } else if (c == '*' || c == '+' || c == '{' && pattern.indexOf(",}", i) == pattern.indexOf('}', i) - 1) {
                repetitions++;
            }
        }
        return repetitions <= MOST_REPETITIONS;
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
