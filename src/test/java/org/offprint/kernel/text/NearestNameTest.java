package org.offprint.kernel.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    private static final List<String> KNOWN =
            List.of("limit", "cursor", "publishedFrom", "publishedUntil", "q", "sort");

    @ParameterizedTest
    @CsvSource({
        "lmit, limit",
        "limits, limit",
        "LIMIT, limit",
        "ilmit, limit",
        "cusror, cursor",
        "publishedfrom, publishedFrom",
        "published_from, publishedFrom",
        "publishFrom, publishedFrom",
        "srot, sort",
        "zzz,",
        "xyzzy,",
        "x,",
        "tilt,"
    })
    void the_most_similar_known_name_is_returned_only_if_it_is_similar_enough(String word, String nearest) {
        assertEquals(nearest, NearestName.to(word, KNOWN).orElse(null));
    }
}
