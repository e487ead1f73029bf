package org.offprint.search.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offprint.search.SearchAnswer;
import org.offprint.search.embedded.index.TestIndex;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.feed.RealArticles;
import org.offprint.search.query.QuerySyntax;
import org.offprint.search.schema.RecordKind;

/** Tests the ranking of real articles. The file queries.txt lists the expected results of each query. */
class RelevanceTest {

    private static final int SHOWN = 10;

    /** Minimum average ranking quality, where 1 is perfect. */
    private static final double AT_LEAST = 0.9;

    private static final Map<String, String> DOIS = new HashMap<>();
    private static TestIndex index;

    /**
     * Query with its expected results.
     *
     * @param first DOIs, one of which must rank first
     * @param also DOIs of other relevant results
     */
    private record ExpectedResult(String query, List<String> first, List<String> also) {

        static ExpectedResult read(String line) {
            String[] parts = line.split("\\|", -1);
            return new ExpectedResult(parts[0].strip(), dois(parts[1]), parts.length < 3 ? List.of() : dois(parts[2]));
        }

        private static List<String> dois(String text) {
            return Stream.of(text.strip().split("\\s+"))
                    .filter(doi -> !doi.isEmpty())
                    .map(doi -> doi.toLowerCase(Locale.ROOT))
                    .toList();
        }

        int gain(String doi) {
            return first.contains(doi) ? 3 : also.contains(doi) ? 1 : 0;
        }

        /** Returns the normalized discounted cumulative gain of the first ten hits. */
        double ndcg(List<String> hits) {
            List<Integer> best = new ArrayList<>();
            first.forEach(doi -> best.add(3));
            also.forEach(doi -> best.add(1));
            return sum(hits.stream().map(this::gain).toList()) / sum(best);
        }

        private static double sum(List<Integer> gains) {
            double sum = 0;
            for (int i = 0; i < Math.min(SHOWN, gains.size()); i++) {
                sum += gains.get(i) / (Math.log(i + 2) / Math.log(2));
            }
            return sum;
        }
    }

    @BeforeAll
    static void fill() throws IOException {
        Map<String, IndexRecord> articles = RealArticles.read();
        index = new TestIndex();
        articles.forEach((doi, record) -> DOIS.put(record.key(), doi));
        index.addAll(articles.values());
        assertTrue(articles.size() > 700, articles.size() + " articles");
    }

    @AfterAll
    static void close() {
        if (index != null) {
            index.close();
        }
    }

    private static List<ExpectedResult> queries() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                RelevanceTest.class.getResourceAsStream("/search/queries.txt"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(ExpectedResult::read)
                    .toList();
        }
    }

    private static List<String> found(String query) {
        return index.answer(TestIndex.request(QuerySyntax.parse(query, RecordKind.ARTICLE))).hits().stream()
                .map(SearchAnswer.Hit::key)
                .limit(SHOWN)
                .map(DOIS::get)
                .toList();
    }

    @Test
    void the_ranking_of_real_articles_has_the_required_quality() throws IOException {
        List<ExpectedResult> queries = queries();
        List<String> wrong = new ArrayList<>();
        double sum = 0;
        for (ExpectedResult wanted : queries) {
            Stream.concat(wanted.first().stream(), wanted.also().stream())
                    .forEach(doi -> assertTrue(DOIS.containsValue(doi), doi + " is missing from the articles"));
            List<String> hits = found(wanted.query());
            double ndcg = wanted.ndcg(hits);
            sum += ndcg;
            if (hits.isEmpty() || !wanted.first().contains(hits.get(0))) {
                wrong.add(wanted.query() + ": " + hits);
            }
            System.out.printf(Locale.ROOT, "%.3f  %s%n", ndcg, wanted.query());
        }
        double average = sum / queries.size();
        System.out.printf(
                Locale.ROOT,
                "nDCG@%d of %d queries in %d articles: %.3f%n",
                SHOWN,
                queries.size(),
                DOIS.size(),
                average);
        assertEquals(List.of(), wrong);
        assertTrue(average >= AT_LEAST, average + " on average");
    }
}
