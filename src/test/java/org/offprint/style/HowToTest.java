package org.offprint.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Checks that every path, package, class, member and test named on the how-to and architecture pages and in
 * CONTRIBUTING.md exists. A page lists names that its reader creates in a comment: {@code <!-- creates: ReferWriter
 * src/… -->}.
 */
class HowToTest {

    private static final Path HOW_TO = Path.of("docs/how-to");

    private static final Path ARCHITECTURE = Path.of("docs/architecture");

    private static final Path SOURCES = Path.of("src/main/java/org/offprint");

    /** Names in backticks that look like classes but are header fields, SQL, or types of libraries. */
    private static final Set<String> OTHER_NAMES = Set.of(
            "ConfigMapping",
            "Host",
            "JsonInclude",
            "Link",
            "ListRecords",
            "LOCKED",
            "MediaType",
            "PermitAll",
            "QuarkusTest",
            "RawString",
            "SHARE",
            "SharedArchiveFile");

    private static final Pattern JAVA_SAMPLE = Pattern.compile("(?s)```java\\n(.*?)```");

    /**
     * Matches the name of a member, which contains a capital letter after the first letter, or of a constant, which
     * consists of capital letters.
     */
    private static final Pattern MEMBER =
            Pattern.compile("(?<![\\w./{$=-])(?:[a-z]+(?:[A-Z][a-z0-9]*)+|[A-Z]{3,}(?:_[A-Z]+)*)(?![\\w./-])");

    private static final Pattern SAMPLE_NAME = Pattern.compile("\\b[A-Za-z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+\\b");

    private static final Pattern STRING = Pattern.compile("\"[^\"\\n]*\"");

    private static final Pattern WORD = Pattern.compile("\\w+");

    private static final Pattern CODE_BLOCK = Pattern.compile("(?s)```.*?```");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static final Pattern PATH = Pattern.compile("(?:src|docs|openapi|bench|\\.ci)/[\\w./-]*\\w");

    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

    private static final Pattern TEST_OPTION = Pattern.compile("-D(?:it\\.)?test='?([\\w,]+)");

    private static final Pattern PACKAGE = Pattern.compile(
            "(?:kernel|platform|journal|references|search|formats|services|imports|web|app)(?:\\.[a-z]+)+");

    /** Matches the name of a class with its package. The package is relative to {@code org.offprint} or to a wing. */
    private static final Pattern QUALIFIED_CLASS = Pattern.compile("((?:[a-z]+\\.)+[A-Z]\\w*).*");

    private static final Pattern CLASS =
            Pattern.compile("(?<![\\w/{.-])[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+(?![\\w/-])");

    private static final Pattern SINGLE_WORD = Pattern.compile("[A-Z][a-z]+");

    private static final Pattern CREATED = Pattern.compile("<!-- creates: ([^>]*) -->");

    private static final Pattern TYPE =
            Pattern.compile("\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)(?=[\\s<({])");

    private static final Set<String> TYPES = new TreeSet<>();

    /** All words that occur in the Java sources, the contract and the build file. */
    private static final Set<String> WORDS = new HashSet<>();

    private static final List<Path> WINGS = new ArrayList<>();

    @BeforeAll
    static void readTypes() throws IOException {
        try (Stream<Path> wings = Files.list(SOURCES)) {
            wings.forEach(WINGS::add);
        }
        for (Path folder : List.of(Path.of("src/main/java"), Path.of("src/test/java"), Path.of("bench"))) {
            for (Path file : files(folder, ".java")) {
                String source = Files.readString(file);
                TYPES.addAll(matches(TYPE, source));
                WORDS.addAll(matches(WORD, source));
            }
        }
        WORDS.addAll(matches(WORD, Files.readString(Path.of("openapi/openapi.yaml"))));
        WORDS.addAll(matches(WORD, Files.readString(Path.of("pom.xml"))));
    }

    @Test
    void every_name_on_a_how_to_page_exists_in_the_project() throws IOException {
        List<Path> pages = new ArrayList<>(files(HOW_TO, ".md"));
        pages.add(Path.of("CONTRIBUTING.md"));
        assertExisting(pages);
    }

    @Test
    void every_name_on_an_architecture_page_exists_in_the_project() throws IOException {
        List<Path> pages = new ArrayList<>(files(ARCHITECTURE, ".md"));
        pages.add(Path.of("docs/architecture.md"));
        assertExisting(pages);
    }

    private static void assertExisting(List<Path> pages) throws IOException {
        assertTrue(pages.size() > 3, pages.toString());
        List<String> missing = new ArrayList<>();
        for (Path page : pages) {
            String text = Files.readString(page);
            Set<String> created = new TreeSet<>();
            matches(CREATED, text).forEach(names -> created.addAll(List.of(names.split("\\s+"))));
            for (String name : missing(page, text)) {
                if (!created.contains(name)) {
                    missing.add(page + ": " + name);
                }
            }
        }
        assertEquals(List.of(), missing, "Correct these names, or list them as created by the page.");
    }

    private static Set<String> missing(Path page, String text) {
        Set<String> missing = new TreeSet<>();
        for (String tests : matches(TEST_OPTION, text)) {
            List.of(tests.split(",")).forEach(test -> check(TYPES.contains(test), test, missing));
        }
        for (String sample : matches(JAVA_SAMPLE, text)) {
            for (String name : matches(SAMPLE_NAME, STRING.matcher(sample).replaceAll(""))) {
                check(WORDS.contains(name), name, missing);
            }
        }
        String prose = CODE_BLOCK.matcher(text).replaceAll("");
        for (String link : matches(LINK, prose)) {
            check(Files.exists(page.toAbsolutePath().resolveSibling(link)), link, missing);
        }
        for (String code : matches(CODE, prose)) {
            for (String path : matches(PATH, code)) {
                check(Files.exists(Path.of(path)), path, missing);
            }
            for (String name : matches(CLASS, code)) {
                check(TYPES.contains(name) || OTHER_NAMES.contains(name), name, missing);
            }
            for (String name : matches(MEMBER, code)) {
                check(WORDS.contains(name) || OTHER_NAMES.contains(name), name, missing);
            }
            if (SINGLE_WORD.matcher(code).matches()) {
                check(TYPES.contains(code) || OTHER_NAMES.contains(code), code, missing);
            }
            if (PACKAGE.matcher(code).matches()) {
                check(Files.isDirectory(SOURCES.resolve(code.replace('.', '/'))), code, missing);
            }
            Matcher qualified = QUALIFIED_CLASS.matcher(code);
            if (qualified.matches()) {
                check(isClass(qualified.group(1)), qualified.group(1), missing);
            }
        }
        return missing;
    }

    private static boolean isClass(String name) {
        String file = name.replace('.', '/') + ".java";
        return Files.exists(SOURCES.resolve(file)) || WINGS.stream().anyMatch(wing -> Files.exists(wing.resolve(file)));
    }

    private static void check(boolean exists, String name, Set<String> missing) {
        if (!exists) {
            missing.add(name);
        }
    }

    /** Returns the first group of each match, or the whole match if the pattern has no group. */
    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.groupCount() == 0 ? match.group() : match.group(1))
                .toList();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
