package org.offprint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.offprint.ArchitectureTest.Wing;

/**
 * Compares the code maps in the documentation with the first sentences of the package descriptions. With {@code
 * -Dmap.write}, the test writes the code maps instead.
 */
class CodeMapTest {

    private static final Path SOURCES = Path.of("src/main/java/org/offprint");

    private static final Pattern SENTENCE = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    private static final Pattern JAVADOC_LINE = Pattern.compile("\\R *\\* ?");

    @Test
    void every_package_has_a_description() throws IOException {
        List<String> missing = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(Files::isDirectory)
                    .filter(folder -> !folder.equals(SOURCES))
                    .filter(folder -> description(folder).isEmpty())
                    .forEach(folder -> missing.add(folder.toString()));
        }
        assertEquals(List.of(), missing, "Add a package-info.java with one sentence.");
    }

    @Test
    void the_code_maps_in_the_documentation_match_the_package_descriptions() throws IOException {
        Map<Path, String> wrong = new LinkedHashMap<>();
        compare(wrong, Path.of("README.md"), "wings", wings(false));
        compare(wrong, Path.of("docs/architecture.md"), "wings", wings(true));
        for (Wing wing : ArchitectureTest.WINGS) {
            compare(wrong, Path.of("docs/architecture", wing.name() + ".md"), "folders", folders(wing));
        }
        assertEquals(Map.of(), wrong, "Run ./mvnw test -Dtest=CodeMapTest -Dmap.write");
    }

    private static void compare(Map<Path, String> wrong, Path page, String name, String map) throws IOException {
        String text = Files.readString(page);
        Matcher block = Pattern.compile(
                        "(<!-- " + name + ":[^\\n]*-->\\n)(.*?)(<!-- /" + name + " -->)", Pattern.DOTALL)
                .matcher(text);
        if (!block.find()) {
            wrong.put(page, "has no block named " + name);
        } else if (System.getProperty("map.write") != null) {
            Files.writeString(page, text.substring(0, block.end(1)) + map + text.substring(block.start(3)));
        } else if (!block.group(2).equals(map)) {
            wrong.put(page, "differs from the package descriptions");
        }
    }

    private static String wings(boolean withUses) {
        StringBuilder table = new StringBuilder(
                withUses ? "| wing | contents | may use |\n|---|---|---|\n" : "| wing | contents |\n|---|---|\n");
        for (Wing wing : ArchitectureTest.WINGS) {
            String page = (withUses ? "architecture/" : "docs/architecture/") + wing.name() + ".md";
            table.append("| [`").append(wing.name()).append("`](").append(page).append(") | ");
            table.append(description(SOURCES.resolve(wing.name()))).append(" |");
            if (withUses) {
                table.append(' ').append(String.join(", ", wing.uses())).append(" |");
            }
            table.append('\n');
        }
        return table.toString();
    }

    private static String folders(Wing wing) throws IOException {
        StringBuilder table = new StringBuilder("| folder | contents |\n|---|---|\n");
        Path root = SOURCES.resolve(wing.name());
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isDirectory)
                    .filter(folder -> !folder.equals(root))
                    .sorted()
                    .forEach(folder -> table.append("| `")
                            .append(root.relativize(folder).toString().replace('/', '.'))
                            .append("` | ")
                            .append(description(folder))
                            .append(" |\n"));
        }
        return table.toString();
    }

    /**
     * Returns the first sentence of the package description without Javadoc tags, or an empty string if there is no
     * description.
     */
    private static String description(Path folder) {
        try {
            Path file = folder.resolve("package-info.java");
            Matcher javadoc = SENTENCE.matcher(Files.exists(file) ? Files.readString(file) : "");
            if (!javadoc.find()) {
                return "";
            }
            String text = JAVADOC_LINE.matcher(javadoc.group(1)).replaceAll(" ").strip();
            int end = text.indexOf(". ");
            return (end < 0 ? text : text.substring(0, end + 1)).replaceAll("\\{@\\w+ ([^}]*)}", "`$1`");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
