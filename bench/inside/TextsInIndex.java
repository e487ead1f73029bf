package org.offprint.search.embedded.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.offprint.search.SearchRequest;
import org.offprint.search.feed.ArticleText;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.feed.RealArticles;
import org.offprint.search.embedded.PageSearch;
import org.offprint.search.query.QuerySyntax;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;

/**
 * Measures the cost of indexing the texts of real articles: bytes, indexed articles per second in one thread, and the
 * response times of pages with highlights. Arguments: an empty directory, and the number of times that each article is
 * written with a new key.
 */
final class TextsInIndex {

    private static final List<String> QUERIES =
            List.of("cells", "gene expression", "\"statistical analysis\"", "fulltext:buffer", "students learning");

    private TextsInIndex() {}

    public static void main(String... arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int times = Integer.parseInt(arguments[1]);
        List<IndexRecord> with = withTexts();
        long words = 0;
        for (IndexRecord article : with) {
            for (ArticleText.Part part : article.fullText()) {
                words += part.words().length();
            }
        }
        System.out.printf(Locale.ROOT, "%d articles, %d characters of text each%n", with.size(), words / with.size());
        List<IndexRecord> without = withTexts();
        without.forEach(article -> article.fullText(null, null, null));
        write(directory.resolve("warming"), with, 1, "warming up, with texts");
        write(directory.resolve("without"), without, times, "without texts");
        write(directory.resolve("with"), with, times, "with texts");
    }

    private static List<IndexRecord> withTexts() throws IOException {
        return new ArrayList<>(RealArticles.read().values().stream()
                .filter(record -> record.source() != null)
                .toList());
    }

    private static void write(Path path, List<IndexRecord> articles, int times, String round) throws IOException {
        Map<String, ArticleText> texts = new java.util.HashMap<>();
        articles.forEach(article -> texts.put(article.source(), ArticleText.of(article.fullText())));
        try (OpenIndex index = OpenIndex.at(path)) {
            long began = System.nanoTime();
            for (int time = 0; time < times; time++) {
                for (IndexRecord article : articles) {
                    index.published().add(List.of(copy(article, time)));
                }
            }
            index.setReached(new Checkpoint(new UUID(1, 1), 1, java.time.Instant.EPOCH));
            index.commit();
            double seconds = (System.nanoTime() - began) / 1e9;
            index.setIdle(true);
            do {
                index.refresh();
                sleep();
            } while (index.isMerging());
            index.refresh();
            index.commit();
            int many = articles.size() * times;
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,d bytes per article, %.0f articles per second%n",
                    round,
                    size(path) / many,
                    many / seconds);
            for (String query : QUERIES) {
                ask(query, index, texts);
            }
        }
    }

    /** Copies all data of a record except its key. */
    private static IndexRecord copy(IndexRecord article, int time) {
        IndexRecord copy = new IndexRecord(
                RecordKind.ARTICLE,
                UUID.nameUUIDFromBytes((article.key() + time).getBytes()).toString());
        article.texts().forEach(written -> {
            if (written.parts().size() > 1) {
                copy.person(written.field(), written.parts().get(0), written.parts().get(1));
            } else {
                copy.text(written.field(), written.language(), written.parts().get(0));
            }
        });
        article.terms().forEach((field, values) -> values.forEach(value -> copy.term(field, value)));
        article.numbers().forEach(copy::sort);
        article.sortTexts().forEach(copy::sort);
        article.dates().forEach(copy::date);
        return article.source() == null
                ? copy
                : copy.fullText(article.source(), ArticleText.of(article.fullText()), null);
    }

    private static void ask(String query, OpenIndex index, Map<String, ArticleText> texts) throws IOException {
        for (boolean highlight : List.of(false, true)) {
            SearchRequest request = new SearchRequest(
                    Audience.READERS,
                    null,
                    RecordKind.ARTICLE,
                    QuerySyntax.parse(query, RecordKind.ARTICLE),
                    Map.of(),
                    SortOrder.RELEVANCE,
                    new SearchRequest.PagePosition.Start(),
                    20,
                    List.of(),
                    highlight);
            long total = 0;
            long began = 0;
            int rounds = 20;
            for (int i = -rounds; i < rounds; i++) {
                began = i == 0 ? System.nanoTime() : began;
                total = index.ask(Audience.READERS, snapshot -> new PageSearch(
                                snapshot, request, java.time.Duration.ofSeconds(30), sources -> texts)
                        .answer()
                        .total());
            }
            System.out.printf(
                    Locale.ROOT,
                    "  %s%s: %d found, %.1f ms%n",
                    query,
                    highlight ? " with highlights" : "",
                    total,
                    (System.nanoTime() - began) / 1e6 / rounds);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long size(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
