package org.offprint.web.api.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.search.query.QuerySyntax;
import org.offprint.web.api.Client;

/** Tests that the response to a random query is fast, and that every suggested query is valid. */
@QuarkusTest
class QueryFuzzTest {

    private static final int TRIES = Nightly.or(300, 1_500);
    private static final long LONGEST_MILLIS = 5_000;
    private static final List<String> LISTS =
            List.of("articles", "issues", "journals", "affiliations", "contributors", "keywords");
    private static final List<String> PIECES = List.of(
            "a",
            "of",
            "the",
            "soil",
            "Öl",
            "土壤",
            "カ",
            "x-y",
            "C++",
            "1",
            "2025",
            "OR",
            "AND",
            "-",
            "(",
            ")",
            "\"",
            "“",
            "”",
            "«",
            ":",
            "*",
            " ",
            " ",
            " ",
            "\u3000",
            ".",
            "title:",
            "titel:",
            "author:",
            "year:",
            "journal:",
            "keyword:",
            "10.5555/a(b)c",
            "https://example.org/a?b=c",
            "0000-0002-1825-0097",
            "05dxps055",
            "2049-3630",
            "\\",
            "'",
            "&",
            "~2",
            "^3",
            "[",
            "]",
            "{",
            "<b>",
            "😀",
            "\u200B",
            "\u0301",
            "%",
            "+",
            "?",
            "/",
            "!",
            "|",
            "ß",
            "İ",
            "ﬁ",
            "a*",
            "ab*");

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = 1 + random.nextInt(random.nextInt(20) == 0 ? 150 : 9); left > 0; left--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    @Test
    void random_queries_cause_no_server_errors_and_no_slow_responses() {
        new SampleArticles();
        Client reader = Client.here().anonymous();
        Random random = new Random(5);
        int answered = 0;
        for (int i = 0; i < TRIES; i++) {
            String text = random(random);
            String list = "/v1/" + LISTS.get(random.nextInt(LISTS.size()));
            String more = random.nextBoolean() ? "&highlight=true" : random.nextBoolean() ? "&syntax=words" : "";
            long start = System.nanoTime();
            Client.Reply reply = reader.get(list + "?q=" + encoded(text) + more);
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(millis < LONGEST_MILLIS, millis + " ms: " + list + " " + text);
            if (text.isBlank()) {
                assertEquals(400, reply.status(), text);
            } else if (more.contains("words") && text.length() <= QuerySyntax.MAX_LENGTH) {
                assertEquals(200, reply.status(), text + reply);
            } else {
                assertTrue(reply.status() == 200 || reply.status() == 400, text + reply);
            }
            answered += reply.status() == 200 ? 1 : 0;
            JsonNode suggestion = reply.body().at("/errors/0/suggestion");
            if (reply.status() == 400 && suggestion.isTextual()) {
                reader.get(list + "?q=" + encoded(suggestion.textValue())).expect(200);
            }
        }
        assertTrue(answered > TRIES / 5, answered + "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
