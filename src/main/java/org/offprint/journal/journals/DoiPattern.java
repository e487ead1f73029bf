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
 * Pattern of a journal's DOI suffixes, with literal characters and with tokens in braces that are replaced for each
 * record. Suffixes should be short and opaque, because information in a suffix can become wrong later (Crossref,
 * "Constructing your DOIs").
 */
public final class DoiPattern {

    /** DOI pattern of journals that do not specify one. */
    public static final DoiPattern DEFAULT = new DoiPattern("{journal}.{random}");

    /** Maximum length of a DOI suffix, in characters (Crossref's schema, {@code doi_t}). */
    public static final int MAX_SUFFIX_LENGTH = 200;

    /** Characters allowed in a DOI suffix in addition to letters and digits (Crossref, "Constructing your DOIs"). */
    private static final String PUNCTUATION = "-._;()/";

    /** Digits of Crockford's base 32, in lowercase. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    /**
     * Crockford's check symbol for remainder 36. The check symbols for remainders 32 to 35 are not allowed in a DOI
     * suffix.
     */
    private static final char LAST_CHECK = 'u';

    private static final int CHECK_MODULUS = 37;
    private static final int BITS = 40;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    /** Token of a DOI pattern, which is replaced by a value for each record. */
    public enum Token {
        /** Token for the slug of the journal. */
        JOURNAL,
        /** Token for eight random characters and a check character. */
        RANDOM,
        /** Token for the next number in the journal's sequence. */
        SEQUENCE,
        YEAR,
        VOLUME,
        ISSUE,
        /** Token for the id of the record. */
        ID;

        String term() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** DOI pattern tokens whose values are unique to each record. */
    private static final Set<Token> RECORD_TOKENS = EnumSet.of(Token.RANDOM, Token.SEQUENCE, Token.ID);

    /** DOI pattern tokens whose values distinguish the issues of a journal. */
    private static final Set<Token> ISSUE_TOKENS = EnumSet.of(Token.VOLUME, Token.ISSUE, Token.YEAR);

    /** DOI pattern tokens whose values an editor can correct after the DOI was minted. */
    private static final Set<Token> CHANGEABLE_TOKENS = EnumSet.of(Token.VOLUME, Token.ISSUE);

    /** Error in a DOI pattern, with a machine-readable code and a human-readable message. */
    public record Fault(String code, String message) {}

    private record Part(String literal, Token token) {}

    /** Parses a DOI pattern. Call {@link #faults} to get the errors in the pattern. */
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
                        "Use lower-case letters, digits and -._;()/ instead of " + Character.toString(c) + ".")));
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
                "{" + name + (isClosed ? "}" : "")
                        + " is not a token. Use {journal}, {random}, {sequence}, {year}, {volume}, {issue} or {id}."));
    }

    private static boolean isAllowed(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c < 128 && PUNCTUATION.indexOf(c) >= 0;
    }

    /** Returns all errors in the DOI pattern for the given kind of record, or an empty list if there are none. */
    public List<Fault> faults(DoiRegister.OwnerKind kind) {
        List<Fault> all = new ArrayList<>(faults);
        boolean isOfIssues = kind == DoiRegister.OwnerKind.ISSUE;
        boolean tellsApart = names(RECORD_TOKENS) || isOfIssues && names(ISSUE_TOKENS);
        if (!tellsApart && faults.isEmpty()) {
            all.add(new Fault(
                    "doi-pattern-constant",
                    "DOIs must be unique. Use {random}, {sequence} or {id}"
                            + (isOfIssues ? ", or {volume}, {issue} or {year}." : ".")));
        }
        return all;
    }

    /**
     * Returns whether the DOI pattern contains values that an editor can correct later. A minted DOI keeps the original
     * values.
     */
    public boolean isChangeable() {
        return names(CHANGEABLE_TOKENS);
    }

    private boolean names(Set<Token> tokens) {
        return parts.stream().anyMatch(part -> part.token() != null && tokens.contains(part.token()));
    }

    /** Returns whether the DOI pattern contains the given token. */
    boolean names(Token token) {
        return names(EnumSet.of(token));
    }

    /** Returns whether filling the pattern again yields a different DOI suffix. */
    boolean varies() {
        return names(EnumSet.of(Token.RANDOM, Token.SEQUENCE));
    }

    /**
     * Creates a DOI suffix from the pattern.
     *
     * @param values returns the value of each token except {@code RANDOM}, or null if the record has no such value
     * @return the suffix; empty if a value is missing, or if the suffix would be too long
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
        return suffix.length() > MAX_SUFFIX_LENGTH ? Optional.empty() : Optional.of(suffix.toString());
    }

    /**
     * Returns 40 random bits as eight digits of Crockford's base 32, followed by a check symbol (modulo 37). Random
     * numbers whose check symbol is not allowed in a DOI suffix are skipped.
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
