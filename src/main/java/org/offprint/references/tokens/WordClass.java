package org.offprint.references.tokens;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.offprint.kernel.text.Table;

/**
 * Classes of words that have a special meaning in references, such as months or words for "edited by". A word may have
 * several classes.
 */
public enum WordClass {
    EDITOR,
    IN,
    VOLUME,
    NUMBER,
    PAGES,
    AND,
    ET_AL,
    PRESS,
    UNIVERSITY,
    JOURNAL,
    CONFERENCE,
    THESIS,
    REPORT,
    ACCESSED,
    EDITION,
    TRANSLATOR,
    PARTICLE,
    SUFFIX,
    SERIES,
    FORTHCOMING,
    ROLE,
    MONTH,
    PLACE;

    /** Bit sets of word classes, keyed by the hash of the word. */
    private static final Map<Long, Integer> WORDS = new HashMap<>();

    static {
        Map<String, WordClass> named = new HashMap<>();
        for (WordClass each : values()) {
            named.put(each.name().toLowerCase(Locale.ROOT).replace("_", ""), each);
        }
        for (List<String> row : Table.of("reference-keywords.tsv", 2).rows()) {
            WORDS.merge(
                    ReferenceTokens.hashOf(row.get(1)), named.get(row.get(0)).bit(), (a, b) -> a | b);
        }
    }

    /** Returns the word classes of a token as a bit set. Punctuation marks and numbers have no word class. */
    public static int bits(ReferenceTokens tokens, int token) {
        return tokens.isMark(token) || tokens.isNumber(token) ? 0 : WORDS.getOrDefault(tokens.hash(token), 0);
    }

    /** Returns the bit that represents this word class. */
    public int bit() {
        return 1 << ordinal();
    }

    /** Returns whether a token is a word of this class. */
    public boolean isAt(ReferenceTokens tokens, int token) {
        return (bits(tokens, token) & bit()) != 0;
    }

    /** Returns a signature that changes if a word or its classes change. */
    public static long signature() {
        long signature = 0;
        for (Map.Entry<Long, Integer> word : WORDS.entrySet()) {
            // Use a sum, which does not depend on the iteration order of the map.
            signature += word.getKey() * 31 + word.getValue();
        }
        return signature;
    }
}
