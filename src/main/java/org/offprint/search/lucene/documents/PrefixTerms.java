package org.offprint.search.lucene.documents;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.feed.IndexRecord.IndexedText;
import org.offprint.search.lucene.analysis.NameTokens;
import org.offprint.search.lucene.analysis.TextTokenizer;
import org.offprint.search.lucene.analysis.Token;
import org.offprint.search.lucene.mapping.FieldWeight;
import org.offprint.search.schema.FullTextField;

/**
 * Indexes the prefixes of words in a title or name as separate terms. A suggestion is then found by a term lookup
 * instead of a prefix search. The frequency of a prefix term is the weight of the record, so that the top hits are
 * found without reading all hits.
 */
public final class PrefixTerms {

    /** Maximum length of an indexed prefix, in letters. */
    static final int MAX_LENGTH = 24;

    /** Marks the end of a term that is a whole word, as opposed to a prefix of a word. */
    public static final char END_MARKER = '\u0002';

    /**
     * Suggestion weight that is added for the first word of a title and for any word of a person's name. The added
     * weight exceeds that of a million articles.
     */
    public static final int FIRST_WORD_WEIGHT = 24;

    /** Suggestion weight that is added if a typed word is a whole word of the record. */
    public static final float WHOLE_WORD_WEIGHT = 40;

    private PrefixTerms() {}

    /** Returns the prefix terms of a suggested record with their term frequencies. */
    public static Map<String, int[]> of(IndexRecord record) {
        Map<String, int[]> terms = new HashMap<>();
        int worth = minWeight(record);
        for (IndexedText written : record.texts()) {
            if (written.field() == FullTextField.TITLE || written.field() == FullTextField.NAME) {
                boolean isPerson = written.parts().size() > 1;
                List<Token> tokens = FieldWeight.isName(written.field())
                        ? NameTokens.tokens(written.parts())
                        : TextTokenizer.ofText(written.parts().get(0));
                for (int i = 0; i < tokens.size(); i++) {
                    add(tokens.get(i), worth + (i == 0 || isPerson ? FIRST_WORD_WEIGHT : 0), terms);
                }
            }
        }
        return terms;
    }

    /** Returns the minimum weight of each prefix term of a suggested record. */
    public static int minWeight(IndexRecord record) {
        return 1 + weightOfArticles(record.articles());
    }

    /**
     * Returns the suggestion weight for a number of articles. Doubling the number of articles adds one to the weight.
     */
    public static int weightOfArticles(long articles) {
        return 64 - Long.numberOfLeadingZeros(articles);
    }

    private static void add(Token token, int worth, Map<String, int[]> terms) {
        token.exact().forEach(word -> add(word, worth, terms));
        if (token.joined() != null) {
            add(token.joined(), worth, terms);
        }
    }

    private static void add(String word, int worth, Map<String, int[]> terms) {
        int end = 0;
        for (int letters = 0; letters < MAX_LENGTH && end < word.length(); letters++) {
            end = word.offsetByCodePoints(end, 1);
            put(word.substring(0, end), worth, terms);
        }
        if (end == word.length()) {
            put(word + END_MARKER, worth, terms);
        }
    }

    private static void put(String term, int worth, Map<String, int[]> terms) {
        int[] known = terms.computeIfAbsent(term, absent -> new int[1]);
        known[0] = Math.max(known[0], worth);
    }

    /** Returns the prefix term to look up for a typed word. */
    public static String of(String word) {
        return word.codePointCount(0, word.length()) <= MAX_LENGTH
                ? word
                : word.substring(0, word.offsetByCodePoints(0, MAX_LENGTH));
    }
}
