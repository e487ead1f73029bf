package org.offprint.search.lucene.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tokenizes names of people. A name is found by family and given name in either order, by initials, and with umlauts
 * written as two letters. Name parts before and after an apostrophe or space are found both joined and separate, for
 * example O'Brien, D'Angelo and Le Clerc.
 */
public final class NameTokens {

    /** Maximum length in letters of a name particle, for example "van". Longer words are treated as separate names. */
    private static final int LONGEST_PARTICLE = 4;

    private NameTokens() {}

    /**
     * Returns the tokens of a name. The given and family name of a person are returned in both orders, the name of an
     * organization only in its original order.
     */
    public static List<Token> tokens(List<String> parts) {
        if (parts.size() < 2) {
            return parts.stream()
                    .flatMap(part -> TextTokenizer.ofText(part).stream())
                    .map(token -> withVariants(token, false))
                    .toList();
        }
        List<Token> given = TextTokenizer.ofText(parts.get(0));
        List<Token> family = TextTokenizer.ofText(parts.get(1));
        if (isOfCharacters(given) && isOfCharacters(family)) {
            // Chinese, Japanese and Korean names are written with the family name first and without a space. A space in
            // a query does not separate pairs of characters.
            return TextTokenizer.ofText(parts.get(1) + parts.get(0));
        }
        List<Token> givenVaried =
                given.stream().map(token -> withVariants(token, true)).toList();
        List<Token> tokens = new ArrayList<>(givenVaried);
        for (int i = 0; i < family.size(); i++) {
            Token varied = withVariants(family.get(i), false);
            String joined = i > 0 && i == family.size() - 1 ? joined(family) : null;
            tokens.add(joined == null ? varied : varied.with(List.of(joined)));
        }
        tokens.addAll(givenVaried);
        return tokens;
    }

    private static boolean isOfCharacters(List<Token> tokens) {
        return !tokens.isEmpty() && tokens.stream().allMatch(token -> token.word() == null);
    }

    /**
     * Joins a family name that consists of particles and one more word into a single word. Returns null for any other
     * name.
     */
    private static String joined(List<Token> family) {
        StringBuilder joined = new StringBuilder();
        for (Token token : family) {
            boolean isLast = token == family.get(family.size() - 1);
            if (token.word() == null || !isLast && token.term().length() > LONGEST_PARTICLE) {
                return null;
            }
            joined.append(token.term());
        }
        return joined.toString();
    }

    private static Token withVariants(Token token, boolean isGiven) {
        List<String> others = new ArrayList<>();
        String contracted = Folding.contracted(token.term());
        if (contracted != null) {
            others.add(contracted);
        }
        if (token.word() != null) {
            others.addAll(aroundApostrophe(token));
        }
        if (isGiven && token.word() != null) {
            int initial = token.term().offsetByCodePoints(0, 1);
            if (initial < token.term().length()) {
                others.add(token.term().substring(0, initial));
            }
        }
        return token.with(others);
    }

    /**
     * Returns the words before and after an apostrophe, both separate and joined. Omits words that the token already
     * has.
     */
    private static List<String> aroundApostrophe(Token token) {
        int at = token.word().indexOf('\'');
        if (at <= 0 || at == token.word().length() - 1) {
            return List.of();
        }
        String before = Folding.fold(token.word().substring(0, at));
        String behind = Folding.fold(token.word().substring(at + 1));
        // The possessive s after the name of an organization is not a separate word.
        Stream<String> words =
                behind.equals("s") ? Stream.of(before + behind) : Stream.of(before, behind, before + behind);
        return words.filter(word -> !word.isEmpty() && !word.equals(token.term()))
                .distinct()
                .toList();
    }
}
