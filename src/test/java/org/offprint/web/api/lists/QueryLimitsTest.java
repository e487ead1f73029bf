package org.offprint.web.api.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.offprint.search.opensearch.TestCluster;
import org.offprint.web.api.Client;

/** Tests search queries that are designed to be expensive. */
@QuarkusTest
class QueryLimitsTest {

    private static final long LONGEST_MILLIS = 4_000;

    private final Client reader = Client.here().anonymous();

    private Client.Reply search(String q, String more) {
        long began = System.nanoTime();
        Client.Reply reply = reader.get("/v1/articles?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8) + more);
        long millis = (System.nanoTime() - began) / 1_000_000;
        assertTrue(millis < LONGEST_MILLIS, millis + " ms: " + q);
        return reply;
    }

    @Test
    void a_prefix_query_that_matches_too_many_terms_returns_503_with_advice() {
        assumeFalse(TestCluster.isWanted(), "With a cluster, only the search time is limited");
        SampleArticles library = new SampleArticles();
        ObjectNode article = library.article("Words", "2024", "letter");
        ArrayNode references = article.putArray("references");
        for (int i = 0; i < 50_001; i += 200) {
            String words = IntStream.range(i, i + 200)
                    .mapToObj(number -> "qzx" + Integer.toString(number, 36))
                    .collect(Collectors.joining(" "));
            references.addObject().put("text", words);
        }
        SampleArticles.published(article);
        Client.Reply refused = search("reference:qzx*", "");
        refused.expect(503);
        assertEquals("5", refused.header("Retry-After"));
        assertEquals("no-store", refused.header("Cache-Control"));
        assertEquals("application/problem+json", refused.header("Content-Type"));
        String detail = refused.body().get("detail").textValue();
        assertEquals("Too many words begin with qzx. Use a longer prefix.", detail);
        assertEquals(
                1,
                search("reference:qzx10*", "").expect(200).body().get("total").intValue());
    }

    @Test
    void search_queries_of_the_maximum_size_return_within_the_time_limit() {
        String beginnings = IntStream.range(0, 64)
                .mapToObj(i -> "" + (char) ('a' + i % 26) + (char) ('a' + i / 26) + "*")
                .collect(Collectors.joining(" OR "));
        search(beginnings, "&facets=year&facets=keyword:100&highlight=true&limit=100")
                .expect(200);
        String phrases = IntStream.range(0, 50).mapToObj(i -> "\"a of the in\"").collect(Collectors.joining(" OR "));
        search(phrases, "&highlight=true&limit=100").expect(200);
        String nots = IntStream.range(0, 64).mapToObj(i -> "-x" + i).collect(Collectors.joining(" "));
        search(nots, "&sort=title&limit=100").expect(200);
        search("((((((((a OR b) c) OR d) e) OR f) g) OR h) i)", "").expect(200);
        search("土".repeat(850), "&highlight=true").expect(200);
        search("\"" + "a-".repeat(480) + "\"", "&highlight=true").expect(200);
        search("é̀".repeat(400) + "*", "").expect(200);
    }

    @Test
    void a_word_that_is_too_long_for_the_index_matches_nothing() {
        SampleArticles library = new SampleArticles();
        SampleArticles.published(library.article("Long words", "2024", "letter"));
        String long201 = "x".repeat(201);
        for (String q : List.of(long201, "title:" + long201, "\"" + long201 + "\"", long201 + "*", "ー")) {
            assertEquals(0, search(q, "").expect(200).body().get("total").intValue(), q);
            assertTrue(search("-" + q, "").expect(200).body().get("total").intValue() > 0, q);
        }
        assertEquals(
                0,
                reader.get("/v1/journals?q=" + long201)
                        .expect(200)
                        .body()
                        .get("total")
                        .intValue());
    }

    @Test
    void search_queries_with_a_leading_wildcard_or_excessive_size_return_400() {
        search("*a", "").expect(400);
        search("a*b", "").expect(400);
        search("a*", "").expect(400);
        search("a ".repeat(65), "").expect(400);
        search("(".repeat(9) + "a" + ")".repeat(9), "").expect(400);
        search("a".repeat(1_001), "").expect(400);
        search("a", "&limit=101").expect(400);
        search("a", "&limit=100&page=101").expect(400);
        search("a", "&facets=keyword:101").expect(400);
    }
}
