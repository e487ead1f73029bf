package org.offprint.journal.journals;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The pattern of a journal's DOIs behind the prefix: characters that stay, and tokens in braces that are filled in for
 * each record. Suffixes should be short and opaque, because what they say becomes wrong later (Crossref, "Constructing
 * your DOIs").
 */
public final class DoiPattern {

    /** The pattern of a journal that states none. */
    public static final DoiPattern USUAL = new DoiPattern("{journal}.{random}");

    /** The most characters of a suffix (Crossref's schema, {@code doi_t}). */
    public static final int LONGEST_SUFFIX = 200;

    /** Characters of a suffix beside letters and digits (Crossref, "Constructing your DOIs"). */
    private static final String MARKS = "-._;()/";

    /** Crockford's base 32 in small letters. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    /** The check symbol of Crockford's for 36; those for 32 to 35 are no characters of a suffix. */
    private static final char LAST_CHECK = 'u';

    private static final int CHECK_MODULUS = 37;
    private static final int BITS = 40;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    /** Values that a pattern may name. */
    public enum Token {
        /** The slug of the journal. */
        JOURNAL,
        /** Eight characters by chance and a check character. */
        RANDOM,
        /** The next number of the journal. */
        SEQUENCE,
        YEAR,
        VOLUME,
        ISSUE,
        /** The id of the record. */
        ID;

        String term() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Tokens that differ from record to record. */
    private static final Set<Token> OF_A_RECORD = EnumSet.of(Token.RANDOM, Token.SEQUENCE, Token.ID);

    /** Tokens that tell one issue from another. */
    private static final Set<Token> OF_AN_ISSUE = EnumSet.of(Token.VOLUME, Token.ISSUE, Token.YEAR);

    /** Tokens whose value an editor may correct after the DOI was made. */
    private static final Set<Token> CHANGEABLE = EnumSet.of(Token.VOLUME, Token.ISSUE);

    /** A fault of a pattern: its code, and a sentence for people. */
    public record Fault(String code, String message) {}

    private record Part(String literal, Token token) {}

    /** Reads a pattern; what is wrong with it is among its {@linkplain #faults faults}. */
    public DoiPattern(String text) {
        this.text = text;
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            int end = open < 0 ? text.length() : open;
            literal(text.substring(at, end));
            at = end;
            if (open >= 0) {
                int close = text.indexOf('}', open);
                String name = close < 0 ? text.substring(open + 1) : text.substring(open + 1, close);
                token(name, close >= 0);
                at = close < 0 ? text.length() : close + 1;
            }
        }
    }

    private void literal(String literal) {
        if (!literal.isEmpty()) {
            parts.add(new Part(literal, null));
        }
        literal.codePoints()
                .filter(c -> !isAllowed(c))
                .findFirst()
                .ifPresent(c -> faults.add(new Fault(
                        "doi-pattern-characters",
                        "A DOI is made of small letters, digits and -._;()/ here, not of " + Character.toString(c)
                                + ".")));
    }

    private void token(String name, boolean isClosed) {
        for (Token token : Token.values()) {
            if (isClosed && token.term().equals(name)) {
                parts.add(new Part(null, token));
                return;
            }
        }
        faults.add(new Fault(
                "doi-pattern-token",
                "{" + name + (isClosed ? "}" : "") + " is none of {journal}, {random}, {sequence}, {year}, {volume},"
                        + " {issue} and {id}."));
    }

    private static boolean isAllowed(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c < 128 && MARKS.indexOf(c) >= 0;
    }

    /** Returns all that is wrong with the pattern; empty where DOIs can be made by it. */
    public List<Fault> faults(DoiRegister.Holder kind) {
        List<Fault> all = new ArrayList<>(faults);
        boolean isOfIssues = kind == DoiRegister.Holder.ISSUE;
        boolean tellsApart = names(OF_A_RECORD) || isOfIssues && names(OF_AN_ISSUE);
        if (!tellsApart && faults.isEmpty()) {
            all.add(new Fault(
                    "doi-pattern-constant",
                    "Two records would have the same DOI: name {random}, {sequence} or {id}"
                            + (isOfIssues ? ", or volume, issue or year." : ".")));
        }
        return all;
    }

    /** Reports whether the pattern names what an editor may correct later, while a DOI stays as it is. */
    public boolean isChangeable() {
        return names(CHANGEABLE);
    }

    private boolean names(Set<Token> tokens) {
        return parts.stream().anyMatch(part -> part.token() != null && tokens.contains(part.token()));
    }

    /** Reports whether the pattern names this value. */
    boolean names(Token token) {
        return names(EnumSet.of(token));
    }

    /** Reports whether another try makes another suffix. */
    boolean varies() {
        return names(EnumSet.of(Token.RANDOM, Token.SEQUENCE));
    }

    /**
     * Makes a suffix.
     *
     * @param values of tokens other than the random one; null for a value that the record has not
     * @return empty where a value is missing, or the suffix would be too long
     */
    Optional<String> fill(Function<Token, String> values) {
        StringBuilder suffix = new StringBuilder();
        for (Part part : parts) {
            String piece = part.literal() != null
                    ? part.literal()
                    : part.token() == Token.RANDOM ? random() : values.apply(part.token());
            if (piece == null || piece.isEmpty()) {
                return Optional.empty();
            }
            suffix.append(piece);
        }
        return suffix.length() > LONGEST_SUFFIX ? Optional.empty() : Optional.of(suffix.toString());
    }

    /**
     * Returns 40 bits by chance as eight characters of Crockford's base 32, and their check symbol (modulo 37). Numbers
     * whose check symbol is no character of a suffix are passed over.
     */
    static String random() {
        long number;
        do {
            number = RANDOM.nextLong() >>> Long.SIZE - BITS;
        } while (number % CHECK_MODULUS >= ALPHABET.length() && number % CHECK_MODULUS != CHECK_MODULUS - 1);
        StringBuilder text = new StringBuilder();
        for (int shift = BITS - 5; shift >= 0; shift -= 5) {
            text.append(ALPHABET.charAt((int) (number >>> shift & 31)));
        }
        int check = (int) (number % CHECK_MODULUS);
        return text.append(check == CHECK_MODULUS - 1 ? LAST_CHECK : ALPHABET.charAt(check))
                .toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
