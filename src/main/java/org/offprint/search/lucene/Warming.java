package org.offprint.search.lucene;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.offprint.search.Kind;
import org.offprint.search.Query;
import org.offprint.search.TextField;

/** Asks once what is dear when it is asked for the first time, so that nobody who searches waits for it. */
final class Warming {

    /** Two words that are nowhere and long enough for two slips. */
    private static final List<String> NOWHERE = List.of("qzxwvjkqzx", "jxqvzkwjxq");

    private static final int TIMES = 3;
    private static final Duration LONGEST = Duration.ofMillis(200);

    private Warming() {}

    static void of(Snapshot snapshot) throws IOException {
        for (int i = 0; i < TIMES; i++) {
            for (String word : NOWHERE) {
                new Suggesting(snapshot, EnumSet.allOf(Kind.class), 10).of(word);
                new Spelling(snapshot, Kind.ARTICLE, LONGEST).instead(new Query.Word(TextField.ANY, word), other -> 0);
            }
        }
    }
}
