package org.offprint.search.query;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.search.schema.RecordKind;

/** Tests the query parser with random combinations of query fragments and characters. */
class RandomQueriesTest {

    private static final int TRIES = Nightly.or(5_000, 50_000);
    private static final List<String> PIECES = List.of(
            "a",
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
            "NOT",
            "-",
            "－",
            "--",
            "(",
            ")",
            "（",
            "）",
            "\"",
            "“",
            "”",
            "„",
            "«",
            "»",
            "「",
            "」",
            "《",
            "》",
            ":",
            "：",
            "*",
            "＊",
            " ",
            " ",
            " ",
            "\u3000",
            "\t",
            ".",
            ",",
            "。",
            "title:",
            "titel:",
            "author:",
            "year:",
            "type:",
            "volume:",
            "cites:",
            "funder:",
            "license:",
            "foo:",
            "doi:",
            "orcid:",
            "10.5555/a",
            "10.5555/a(b)c",
            "https://doi.org/10.5555/x%29%22%20y",
            "https://example.org/a?b=c",
            "http://",
            "0000-0002-1825-0097",
            "05dxps055",
            "2049-3630",
            "issn:20493630",
            "review-article",
            "CC-BY-4.0",
            "\\",
            "'",
            "&",
            "|",
            "~",
            "^",
            "[",
            "]",
            "<b>",
            "😀",
            "\u200B",
            "\u0301",
            "é",
            "%",
            "+",
            "?",
            "/");

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        boolean anything = random.nextInt(4) == 0;
        for (int left = 1 + random.nextInt(random.nextInt(20) == 0 ? 200 : 9); left > 0; left--) {
            if (anything) {
                text.appendCodePoint(random.nextBoolean() ? 32 + random.nextInt(95) : 1 + random.nextInt(0x11000));
            } else {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }

    @Test
    void every_random_query_is_either_parsed_or_rejected_with_a_valid_position() {
        Random random = new Random(1);
        int queries = 0;
        int suggestions = 0;
        for (int i = 0; i < TRIES; i++) {
            String text = random(random);
            RecordKind kind = RecordKind.values()[random.nextInt(RecordKind.values().length)];
            try {
                QuerySyntax.parse(text, kind);
                queries++;
            } catch (QuerySyntaxException e) {
                assertTrue(e.position() >= 0 && e.position() <= text.length(), text);
                if (e.suggestion() != null) {
                    suggestions++;
                    QuerySyntax.parse(e.suggestion(), kind);
                }
            }
        }
        assertTrue(queries > TRIES / 10 && suggestions > TRIES / 3, queries + " " + suggestions);
    }

    @Test
    void a_parsed_query_is_unchanged_after_it_is_written_and_parsed_again() {
        Random random = new Random(2);
        for (int i = 0; i < TRIES; i++) {
            String text = random(random);
            SearchQuery query;
            try {
                query = QuerySyntax.parse(text, RecordKind.ARTICLE);
            } catch (QuerySyntaxException e) {
                continue;
            }
            String written = QuerySyntax.write(query, RecordKind.ARTICLE);
            if (written.length() <= QuerySyntax.MAX_LENGTH) {
                SearchQuery again =
                        assertDoesNotThrow(() -> QuerySyntax.parse(written, RecordKind.ARTICLE), text + "\n" + written);
                assertEquals(query, again, () -> text + "\n" + written);
                assertEquals(
                        written, QuerySyntax.write(QuerySyntax.parse(written, RecordKind.ARTICLE), RecordKind.ARTICLE));
            }
        }
    }

    @Test
    void plain_text_is_never_rejected_as_a_query() {
        Random random = new Random(3);
        for (int i = 0; i < TRIES; i++) {
            String text = random(random).replaceAll("[\\ud800-\\udfff\u0000]", "");
            text = text.substring(0, Math.min(text.length(), QuerySyntax.MAX_LENGTH));
            text = text.substring(0, Math.min(text.length(), QuerySyntax.MAX_LENGTH));
            SearchQuery query = QuerySyntax.words(text, RecordKind.ARTICLE);
            assertTrue(leaves(query).stream()
                    .allMatch(leaf -> leaf instanceof SearchQuery.Word
                            || leaf instanceof SearchQuery.Identifier
                            || leaf instanceof SearchQuery.Not));
            String written = QuerySyntax.write(query, RecordKind.ARTICLE);
            if (!(query instanceof SearchQuery.Not)
                    && leaves(query).size() <= SearchQueryParser.MAX_CLAUSES
                    && written.length() <= 1_000) {
                QuerySyntax.parse(written, RecordKind.ARTICLE);
            }
        }
    }

    @Test
    void queries_of_maximum_length_are_parsed_quickly() {
        Random random = new Random(4);
        long start = System.nanoTime();
        for (String piece : PIECES) {
            for (String other : Set.of("", " ", "(", "\"", "a", "-")) {
                String text = (piece + other).repeat(QuerySyntax.MAX_LENGTH / (piece + other).length());
                try {
                    QuerySyntax.parse(text, RecordKind.ARTICLE);
                } catch (QuerySyntaxException e) {
                    assertTrue(e.position() <= text.length());
                }
                QuerySyntax.words(text, RecordKind.values()[random.nextInt(4)]);
            }
        }
        assertTrue(System.nanoTime() - start < 20_000_000_000L);
    }

    private static List<SearchQuery> leaves(SearchQuery query) {
        if (query instanceof SearchQuery.And and) {
            return and.parts();
        }
        return query instanceof SearchQuery.Or or ? or.parts() : new ArrayList<>(List.of(query));
    }
}
