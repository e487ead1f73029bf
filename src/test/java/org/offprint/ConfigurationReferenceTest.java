package org.offprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offprint.platform.settings.Setting;
import org.offprint.platform.settings.Settings;

/** Checks that docs/configuration.md lists exactly the properties that the code reads, with their defaults. */
class ConfigurationReferenceTest {

    private static final Path CODE = Path.of("src/main/java");
    private static final Path PROPERTIES = Path.of("src/main/resources/application.properties");
    private static final Path REFERENCE = Path.of("docs/configuration.md");

    private static final String NAME = "\"(offprint\\.[a-z][a-z0-9.-]*)\"";
    private static final Pattern INJECTED =
            Pattern.compile("@ConfigProperty\\(\\s*name = " + NAME + "(?:,\\s*defaultValue = \"([^\"]*)\")?\\s*\\)");
    private static final Pattern ASKED = Pattern.compile(
            "\\.(?:getOptionalValue|getValue|getConfigValue|getOptionalValues|getValues)\\(\\s*" + NAME);
    /** Matches a table row with a property, its environment variable, default and meaning. */
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(offprint\\.[a-z0-9.-]+)` \\| `(OFFPRINT_[A-Z0-9_]+)` \\| (.*?) \\| (.+?) \\|$");

    private record Row(String variable, String initial, String meaning) {}

    @Test
    void the_configuration_reference_lists_exactly_the_properties_that_the_code_reads() {
        assertEquals(new TreeSet<>(read().keySet()), new TreeSet<>(documented().keySet()));
        assertTrue(documented().size() >= 6, "The table could not be parsed");
    }

    @Test
    void documented_defaults_of_settings_equal_the_defaults_in_the_code() {
        Map<String, Row> documented = documented();
        read().forEach((name, initial) -> {
            assertTrue(documented.containsKey(name), name + " is not in docs/configuration.md");
            if (!initial.isEmpty()) {
                assertEquals("`" + initial + "`", documented.get(name).initial(), name);
            } else {
                assertFalse(documented.get(name).initial().startsWith("`"), name + " has no default");
            }
        });
    }

    @Test
    void the_settings_table_equals_the_configuration_reference() {
        Map<String, Row> documented = documented();
        assertEquals(
                documented.keySet(),
                Settings.OWN.stream().map(Setting::property).collect(Collectors.toCollection(TreeSet::new)));
        assertEquals(documented.size(), Settings.OWN.size(), "A setting is in the table twice");
        for (Setting setting : Settings.OWN) {
            Row row = documented.get(setting.property());
            assertEquals(row.variable(), setting.variable());
            if (row.initial().startsWith("`")) {
                assertEquals(Optional.empty(), setting.problem(row.initial().replace("`", "")));
            }
        }
    }

    @Test
    void environment_variables_are_named_after_their_properties() {
        documented().forEach((name, row) -> {
            assertEquals(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), row.variable());
            assertTrue(row.meaning().length() > 20, name);
        });
    }

    @Test
    void the_code_reads_properties_only_by_literal_names() {
        sources().forEach((file, source) -> {
            assertFalse(
                    source.contains("@ConfigMapping"),
                    file + " reads properties in a way that this test does not detect");
            assertFalse(source.matches("(?s).*@ConfigProperty\\(\\s*name = [A-Z].*"), file.toString());
        });
    }

    /**
     * Returns the default of each property that the code reads, or an empty string for a property without a default.
     */
    private static Map<String, String> read() {
        Map<String, String> read = new TreeMap<>();
        sources().values().forEach(source -> {
            ASKED.matcher(source).results().forEach(match -> read.putIfAbsent(match.group(1), ""));
            INJECTED.matcher(source)
                    .results()
                    .forEach(match -> read.merge(
                            match.group(1),
                            match.group(2) == null ? "" : match.group(2),
                            (a, b) -> a.isEmpty() ? b : a));
        });
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(PROPERTIES)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<String> names = new TreeSet<>(properties.stringPropertyNames());
        names.stream()
                .filter(name -> name.startsWith("offprint."))
                .forEach(name -> read.put(name, properties.getProperty(name)));
        // Settings of the framework can also refer to properties of the service.
        Pattern.compile("\\$\\{(offprint\\.[a-z.-]+)")
                .matcher(properties.toString())
                .results()
                .map(match -> match.group(1))
                .forEach(name -> read.putIfAbsent(name, ""));
        return read;
    }

    private static Map<Path, String> sources() {
        try (var files = Files.walk(CODE)) {
            Map<Path, String> sources = new TreeMap<>();
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                sources.put(file, Files.readString(file));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Row> documented() {
        try {
            Map<String, Row> rows = new TreeMap<>();
            for (MatchResult row :
                    ROW.matcher(Files.readString(REFERENCE)).results().toList()) {
                rows.put(row.group(1), new Row(row.group(2), row.group(3), row.group(4)));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
