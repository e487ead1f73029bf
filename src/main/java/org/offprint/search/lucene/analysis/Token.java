package org.offprint.search.lucene.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.offprint.search.lucene.mapping.FieldNames;

/**
 * Token of a text: a word or a pair of characters.
 *
 * @param term the folded word, or the character or pair of characters
 * @param word the word in lower case, for stemmers; null for characters
 * @param others additional terms by which the token is found in any language
 * @param start offset of the first character, from 0
 * @param end offset after the last character
 * @param joined the hyphenated word that begins with this token, without hyphens; null if there is none
 * @param parts number of tokens in the hyphenated word
 */
public record Token(
        String term, String word, List<String> others, int start, int end, String joined, int parts, int joinedEnd) {

    /** Returns the terms by which this token is found in any language. */
    public List<String> exact() {
        List<String> exact = new ArrayList<>(1 + others.size());
        exact.add(term);
        exact.addAll(others);
        return exact;
    }

    /** Returns a copy of this token with additional terms. */
    Token with(List<String> more) {
        List<String> all = new ArrayList<>(others);
        all.addAll(more);
        return new Token(term, word, all, start, end, joined, parts, joinedEnd);
    }

    /**
     * Returns the number of index positions from this query token to the next one. A pair of characters covers two
     * positions, one per character.
     */
    public int distanceTo(Token next) {
        boolean isPair = word == null && term.codePointCount(0, term.length()) > 1;
        return isPair && next.start >= end ? 2 : 1;
    }

    /** Returns the stems of the token's word in the given languages, excluding the word itself. */
    public List<String> stems(Collection<String> languages) {
        if (word == null || languages.isEmpty()) {
            return List.of();
        }
        List<String> stems = new ArrayList<>(2);
        for (String language : languages) {
            Stemming.add(language, word, term, stems);
        }
        stems.remove(term);
        return stems;
    }

    /**
     * Returns the index terms for other forms of the word. Each stem is returned both as a word term and as a stem
     * term, and the word itself as a stem term.
     */
    public List<String> stemmed(Collection<String> languages) {
        List<String> stemmed = new ArrayList<>();
        if (word != null) {
            for (String stem : stems(languages)) {
                stemmed.add(stem);
                stemmed.add(FieldNames.stem(stem));
            }
            stemmed.add(FieldNames.stem(term));
        }
        return stemmed;
    }
}
