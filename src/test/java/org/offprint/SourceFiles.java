package org.offprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Source files of the program and the top-level classes that each of them uses, including copied constants. */
final class SourceFiles {

    /** Comments and string literals, whose class names do not count as uses. */
    private static final Pattern PROSE = Pattern.compile(
            "(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*+\"|'(?:\\\\.|[^'\\\\])'" + "|/\\*.*?\\*/|//[^\n]*");

    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (static )?org\\.offprint[\\w.]*?\\.([A-Z]\\w*)(\\.[\\w.]+)?;");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])[A-Z]\\w*");

    private SourceFiles() {}

    private record Source(String folder, String code) {}

    /**
     * Returns the names of the classes that each class uses, keyed by the simple name of the using class. Simple names
     * are unique.
     */
    static Map<String, Set<String>> uses() {
        Map<String, Source> sources = read();
        Map<String, Set<String>> uses = new TreeMap<>();
        sources.forEach((name, source) -> {
            Set<String> imported = new HashSet<>();
            Set<String> used = new HashSet<>();
            IMPORT.matcher(source.code()).results().forEach(each -> {
                imported.add(each.group(2));
                if (each.group(1) != null || each.group(3) != null) {
                    used.add(each.group(2));
                }
            });
            String body = source.code().replaceAll("(?m)^import .*", "");
            NAME.matcher(body)
                    .results()
                    .map(MatchResult::group)
                    .filter(each -> imported.contains(each)
                            || sources.containsKey(each)
                                    && sources.get(each).folder().equals(source.folder()))
                    .forEach(used::add);
            used.retainAll(sources.keySet());
            used.remove(name);
            uses.put(name, used);
        });
        return uses;
    }

    private static Map<String, Source> read() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> sources = files.filter(
                            file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .toList();
            return sources.stream()
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), SourceFiles::read));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Source read(Path file) {
        try {
            String code = PROSE.matcher(Files.readString(file)).replaceAll(" ");
            return new Source(
                    PACKAGE.matcher(code).results().findFirst().orElseThrow().group(1), code);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
