package org.offprint.search.lucene.documents;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.feed.IndexRecord.Written;
import org.offprint.search.lucene.analysis.NameTokens;
import org.offprint.search.lucene.analysis.TextTokenizer;
import org.offprint.search.lucene.analysis.Token;
import org.offprint.search.lucene.mapping.FieldWeight;
import org.offprint.search.schema.FullTextField;

/**
 * All beginnings of the words of a title or name, each a term of its own, so that what somebody has typed so far is looked
 * up and not searched for. A term's frequency is what it is worth: the best are then found without looking at all.
 */
public final class PrefixTerms {

    /** Of a longer word the rest does not matter. */
    static final int LONGEST = 24;

    /** Stands behind a word that is whole. */
    public static final char END = '\u0002';

    /** What the first word of a title gains, and any word of a person's name: more than a million articles do. */
    private static final int FIRST = 24;

    private PrefixTerms() {}

    /** The terms of an entry that is suggested, with their frequency. */
    public static Map<String, int[]> of(IndexRecord record) {
        Map<String, int[]> terms = new HashMap<>();
        int worth = 1 + rank(record.articles());
        for (Written written : record.texts()) {
            if (written.field() == FullTextField.TITLE || written.field() == FullTextField.NAME) {
                boolean isPerson = written.parts().size() > 1;
                List<Token> tokens = FieldWeight.isName(written.field())
                        ? NameTokens.tokens(written.parts())
                        : TextTokenizer.ofText(written.parts().get(0));
                for (int i = 0; i < tokens.size(); i++) {
                    add(tokens.get(i), worth + (i == 0 || isPerson ? FIRST : 0), terms);
                }
            }
        }
        return terms;
    }

    /** How much so many articles are worth: twice as many count one more. */
    public static int rank(long articles) {
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
        for (int letters = 0; letters < LONGEST && end < word.length(); letters++) {
            end = word.offsetByCodePoints(end, 1);
            put(word.substring(0, end), worth, terms);
        }
        if (end == word.length()) {
            put(word + END, worth, terms);
        }
    }

    private static void put(String term, int worth, Map<String, int[]> terms) {
        int[] known = terms.computeIfAbsent(term, absent -> new int[1]);
        known[0] = Math.max(known[0], worth);
    }

    /** The beginning that is looked up for this word. */
    public static String of(String word) {
        return word.codePointCount(0, word.length()) <= LONGEST
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST));
    }
}
