package org.offprint.search.lucene.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.offprint.search.lucene.mapping.FieldNames;

/**
 * A word or a pair of characters in a text.
 *
 * @param term the folded word, or the character or pair of characters
 * @param word the word in lower case, for stemmers; null for characters
 * @param others other terms that the token is found by in any language
 * @param start of the first character, from 0
 * @param end after the last one
 * @param joined the hyphenated word that begins here, without its hyphens; null where none does
 * @param parts how many tokens that has
 */
public record Token(
        String term, String word, List<String> others, int start, int end, String joined, int parts, int joinedEnd) {

    /** Returns the terms that it is found by in any language. */
    public List<String> exact() {
        List<String> exact = new ArrayList<>(1 + others.size());
        exact.add(term);
        exact.addAll(others);
        return exact;
    }

    /** Returns this token with more terms. */
    Token with(List<String> more) {
        List<String> all = new ArrayList<>(others);
        all.addAll(more);
        return new Token(term, word, all, start, end, joined, parts, joinedEnd);
    }

    /** Returns the positions from this token of a query to the next: a pair stands for both its characters. */
    public int distanceTo(Token next) {
        boolean isPair = word == null && term.codePointCount(0, term.length()) > 1;
        return isPair && next.start >= end ? 2 : 1;
    }

    /** Returns the stems in these languages without the word itself. */
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

    /** Returns the terms that its other forms have: its stems as words and as stems, and itself as their stem. */
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
