package org.offprint.formats.jats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.reading.Unplaced;
import org.offprint.kernel.identifiers.SharedData;

/**
 * Tests that each kind of unplaced value occurs in only a few real articles. Run with {@code -Dunplaced} to list the
 * kinds, or with {@code -Dunplaced=<part of a kind>} to list the values of matching kinds.
 */
class UnplacedShareTest {

    /** Maximum percentage of articles that may report the same kind of unplaced value. */
    private static final double MOST = 5;

    @Test
    void each_kind_of_unplaced_value_occurs_in_few_real_jats_articles() throws Exception {
        Map<String, Integer> articles = new HashMap<>();
        List<Path> files = files();
        for (Path file : files) {
            Set<String> kinds = new HashSet<>();
            for (Unplaced each : unplaced(file)) {
                kinds.add(each.kind());
                show(file, each);
            }
            kinds.forEach(kind -> articles.merge(kind, 1, Integer::sum));
        }
        Comparator<Map.Entry<String, Integer>> mostFirst = Map.Entry.comparingByValue(Comparator.reverseOrder());
        if ("".equals(System.getProperty("unplaced"))) {
            articles.entrySet().stream()
                    .sorted(mostFirst)
                    .limit(100)
                    .forEach(kind -> System.out.printf(
                            "%5.1f %% %4d  %s%n",
                            100.0 * kind.getValue() / files.size(), kind.getValue(), kind.getKey()));
        }
        articles.forEach((kind, count) -> assertTrue(
                100.0 * count / files.size() < MOST, count + " of " + files.size() + " articles report " + kind));
    }

    private static List<Unplaced> unplaced(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ImportReadings.all("jats", in).get(0).unplaced();
        }
    }

    private static void show(Path file, Unplaced each) {
        String wanted = System.getProperty("unplaced", "");
        if (!wanted.isEmpty() && each.kind().contains(wanted)) {
            System.out.println(file.getFileName() + " " + each.where() + " :: " + each.text());
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.present("jats"))) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }
}
