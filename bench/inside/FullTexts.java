package org.offprint.formats.fulltext;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.formats.fulltext.source.SourceArticle;

/**
 * Measures the processor time of rendering real articles as full text, including reading the files. Writes the pages as
 * files for validation: {@code FullTexts <folder for pages, or -> <folders of JATS files>}.
 */
final class FullTexts {

    private static final int ROUNDS = 5;

    private FullTexts() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            try (Stream<Path> found = Files.walk(Path.of(arguments[i]))) {
                found.filter(file -> file.toString().matches(".*\\.(xml|jats)")).sorted().forEach(files::add);
            }
        }
        for (int round = 1; round <= ROUNDS; round++) {
            List<Long> times = new ArrayList<>();
            long html = 0;
            for (Path file : files) {
                byte[] bytes = Files.readAllBytes(file);
                long begun = now();
                FullText text = FullText.of(SourceArticle.read(new ByteArrayInputStream(bytes)), FullTexts::asset);
                times.add(now() - begun);
                html += text.html().length();
            }
            times.sort(null);
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %d articles, processor time: median %.1f ms, p90 %.1f ms, max %.1f ms; %d kB"
                            + " of HTML each%n",
                    round,
                    files.size(),
                    times.get(files.size() / 2) / 1e6,
                    times.get(files.size() * 9 / 10) / 1e6,
                    times.get(files.size() - 1) / 1e6,
                    html / files.size() / 1000);
        }
        if (!arguments[0].equals("-")) {
            write(files, Path.of(arguments[0]));
        }
    }

    private static void write(List<Path> files, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path file : files) {
            SourceArticle source = SourceArticle.read(Files.newInputStream(file));
            page(FullText.of(source, FullTexts::asset), folder.resolve(file.getFileName() + ".html"));
            int number = 0;
            for (var translation : source.translations()) {
                FullText text = FullText.ofTranslation(source, translation, FullTexts::asset);
                page(text, folder.resolve(file.getFileName() + "." + ++number + ".html"));
            }
        }
    }

    private static void page(FullText text, Path file) throws IOException {
        String language = text.language() == null ? "en" : text.language();
        Files.writeString(
                file,
                "<!DOCTYPE html><html lang=\"" + language + "\"><head><meta charset=\"utf-8\"><title>Full text</title></head>"
                        + "<body><main><h1>Full text</h1>" + text.html() + "</main></body></html>");
    }

    private static Optional<Asset> asset(String href) {
        return Optional.of(new Asset("/files/" + Integer.toHexString(href.hashCode()), "image/png", 800, 600, 12_345L, null));
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
