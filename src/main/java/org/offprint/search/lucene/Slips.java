package org.offprint.search.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.TermQuery;
import org.offprint.search.lucene.Nearby.Near;

/** What words stand for when one letter of each is wrong, missing, too many or out of order. */
final class Slips {

    private static final int MOST_FORMS = 50;
    private static final int SHORTEST = 3;

    private final IndexReader reader;
    private final int kept;
    private final long deadline;
    private final Map<String, Nearby> words = new HashMap<>();

    /**
     * @param kept how many letters at the beginning of a word must be right
     * @param deadline time of {@link System#nanoTime} after which no more are looked for
     */
    Slips(IndexReader reader, int kept, long deadline) {
        this.reader = reader;
        this.kept = kept;
        this.deadline = deadline;
    }

    /** Adds what this field has; nothing for a word that is too short to be known again. */
    void add(String word, String field, BooleanQuery.Builder any) throws IOException {
        int letters = word.codePointCount(0, word.length());
        if (letters < SHORTEST) {
            return;
        }
        Nearby nearby = words.computeIfAbsent(word, absent -> new Nearby(absent, 1, kept));
        for (Near near : nearby.in(reader, field, MOST_FORMS, deadline)) {
            if (!near.word().equals(word)) {
                // As near as it is: of a short word one letter is much.
                float likeness = 1 - 1f / letters;
                any.add(new BoostQuery(new TermQuery(new Term(field, near.word())), likeness), Occur.SHOULD);
            }
        }
    }
}
