package org.offprint.references.tokens;

import java.util.List;
import org.offprint.references.tokens.PrintedIdentifiers.Identifier;

/**
 * Tokens of a printed reference. A token is a run of letters, a run of digits, a single mark, a single Han, Kana or
 * Hangul character, or a whole identifier. Positions are UTF-16 offsets in the reference text.
 */
public final class ReferenceTokens {

    /** Maximum number of tokens of a reference. Text after the last token is ignored. */
    static final int MAX_TOKENS = 400;

    // Shapes of all tokens except punctuation marks and symbols, whose shape is the character itself.
    public static final int CAPITAL = 1;
    public static final int SMALL = 2;
    public static final int TWO_CAPITALS = 3;
    public static final int THREE_CAPITALS = 4;
    public static final int CAPITALS = 5;
    public static final int TITLE_CASE = 6;
    public static final int SMALLS = 7;
    public static final int MIXED = 8;
    public static final int UNCASED = 9;
    public static final int HAN = 10;
    public static final int KANA = 11;
    public static final int HANGUL = 12;
    public static final int YEAR = 13;
    public static final int IDENTIFIER = 14;
    public static final int ADDRESS = 15;
    /** Shape of a token with one digit. The next four shapes are for longer runs of digits. */
    public static final int DIGIT = 16;

    private static final int MAX_DIGIT_SHAPES = 5;
    private static final int FIRST_MARK = 32;

    private static final String IN = "In";
    private static final String SENTENCE_ENDS = ".?!\"";

    /** Minimum number of letters of "In" and the word that is joined with "In". */
    private static final int MIN_JOINED_LETTERS = 6;

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private final String text;
    private final int[] starts = new int[MAX_TOKENS];
    private final int[] ends = new int[MAX_TOKENS];
    private final int[] shapes = new int[MAX_TOKENS];
    private final long[] hashes = new long[MAX_TOKENS];
    private final boolean[] isAfterBlank = new boolean[MAX_TOKENS];
    private int size;
    private int readTo;

    private ReferenceTokens(String text) {
        this.text = text;
    }

    /**
     * Splits a reference text into tokens.
     *
     * @param identifiers identifiers in the text, in ascending order
     */
    public static ReferenceTokens of(String text, List<Identifier> identifiers) {
        ReferenceTokens tokens = new ReferenceTokens(text);
        tokens.cut(0, text.length(), identifiers);
        return tokens;
    }

    /** Splits a section of a reference text, such as its authors, into tokens. Identifiers are not recognized. */
    public static ReferenceTokens within(String text, int start, int end) {
        ReferenceTokens tokens = new ReferenceTokens(text);
        tokens.cut(start, end, List.of());
        return tokens;
    }

    /** Returns the number of tokens in the reference. */
    public int size() {
        return size;
    }

    /** Returns the whole text of the reference. */
    public String text() {
        return text;
    }

    /**
     * Returns the offset at which the parsed part of the reference text ends. Text after the first 400 tokens is
     * ignored.
     */
    public int readTo() {
        return readTo;
    }

    /** Returns the offset of the first character of a token. */
    public int start(int token) {
        return starts[token];
    }

    /** Returns the offset after the last character of a token. */
    public int end(int token) {
        return ends[token];
    }

    /** Returns the shape of a token, which is a constant of this class or the character of a punctuation mark. */
    public int shape(int token) {
        return shapes[token];
    }

    /** Returns the hash of a token's text in lower case. */
    public long hash(int token) {
        return hashes[token];
    }

    /** Returns whether a token is the first token of the reference or follows white space. */
    public boolean isAfterBlank(int token) {
        return isAfterBlank[token];
    }

    /** Returns the printed text of a token. */
    public String word(int token) {
        return text.substring(starts[token], ends[token]);
    }

    /** Returns the printed text of consecutive tokens, with single spaces and without invisible characters. */
    public String text(int first, int last) {
        StringBuilder tidied = new StringBuilder();
        text.substring(starts[first], ends[last]).codePoints().forEach(c -> {
            if (isBlank(c)) {
                if (tidied.length() > 0 && tidied.charAt(tidied.length() - 1) != ' ') {
                    tidied.append(' ');
                }
            } else if (Character.getType(c) != Character.FORMAT) {
                tidied.appendCodePoint(c);
            }
        });
        return tidied.toString().strip();
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    /** Returns whether a token is a punctuation mark or another symbol. */
    public boolean isMark(int token) {
        return shapes[token] >= FIRST_MARK;
    }

    /** Returns whether a token is a run of digits. */
    public boolean isNumber(int token) {
        return shapes[token] == YEAR || shapes[token] >= DIGIT && shapes[token] < FIRST_MARK;
    }

    /** Returns whether a token is an identifier or a URL. */
    public boolean isIdentifier(int token) {
        return shapes[token] == IDENTIFIER || shapes[token] == ADDRESS;
    }

    /** Returns the hash of a word, which equals the {@link #hash} of a token with the same text. */
    static long hashOf(String word) {
        long hash = OFFSET;
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ Character.toLowerCase(word.charAt(i))) * PRIME;
        }
        return hash;
    }

    private void cut(int from, int to, List<Identifier> identifiers) {
        int next = 0;
        boolean isBlankBefore = true;
        int place = from;
        while (place < to && size < MAX_TOKENS) {
            if (next < identifiers.size() && identifiers.get(next).from() <= place) {
                Identifier identifier = identifiers.get(next++);
                int shape = identifier.field() == ReferenceField.URL ? ADDRESS : IDENTIFIER;
                add(place, identifier.end(), shape, identifier.field().ordinal() + 1L, isBlankBefore);
                isBlankBefore = false;
                place = identifier.end();
                continue;
            }
            int most = next < identifiers.size()
                    ? Math.min(to, identifiers.get(next).from())
                    : to;
            int c = text.codePointAt(place);
            int end = place + Character.charCount(c);
            if (isBlank(c)) {
                isBlankBefore = true;
            } else if (Character.getType(c) != Character.FORMAT) {
                end = Character.isLetter(c)
                        ? word(place, most, isBlankBefore)
                        : isDigit(c) ? number(place, most, isBlankBefore) : mark(c, place, isBlankBefore);
                isBlankBefore = false;
            }
            place = end;
        }
        readTo = size < MAX_TOKENS ? to : ends[size - 1];
    }

    private int word(int place, int most, boolean isBlankBefore) {
        int first = text.codePointAt(place);
        int single = script(first);
        long hash = OFFSET;
        int capitals = 0;
        int smalls = 0;
        int letters = 0;
        int end = place;
        while (end < most) {
            int c = text.codePointAt(end);
            int width = Character.charCount(c);
            if (Character.isLetter(c)) {
                if (letters > 0 && (single > 0 || script(c) > 0)) {
                    break;
                }
                letters++;
                if (Character.isUpperCase(c) || Character.isTitleCase(c)) {
                    capitals++;
                } else if (Character.isLowerCase(c)) {
                    smalls++;
                }
            } else if (isApostrophe(c)) {
                boolean isWithin = end + 1 < most && Character.isLetter(text.charAt(end + 1));
                if (!isWithin) {
                    break;
                }
            } else if (Character.getType(c) != Character.NON_SPACING_MARK
                    && Character.getType(c) != Character.COMBINING_SPACING_MARK
                    && c != '\u00AD') {
                break;
            }
            if (c != '\u00AD') {
                hash = (hash ^ Character.toLowerCase(isApostrophe(c) ? '\'' : c)) * PRIME;
            }
            end += width;
        }
        boolean isTwoWords = letters >= MIN_JOINED_LETTERS && capitals == 2 && smalls == letters - 2;
        if (isTwoWords && isBlankBefore && isJoinedIn(place)) {
            add(place, place + IN.length(), TITLE_CASE, hashOf(IN), true);
            return place + IN.length();
        }
        int shape = single > 0 ? single : shape(letters, capitals, smalls, Character.isUpperCase(first));
        add(place, end, shape, hash, isBlankBefore);
        return end;
    }

    /**
     * Returns whether a word after the end of a sentence is "In" joined with a capitalized word, as in {@code
     * InProceedings}. Reference lists often lose the space before the italic title of a book.
     */
    private boolean isJoinedIn(int place) {
        return size > 0
                && SENTENCE_ENDS.indexOf(shapes[size - 1]) >= 0
                && text.startsWith(IN, place)
                && Character.isUpperCase(text.charAt(place + IN.length()));
    }

    private static int shape(int letters, int capitals, int smalls, boolean isCapital) {
        if (capitals + smalls < letters) {
            return UNCASED;
        }
        if (letters == 1) {
            return isCapital ? CAPITAL : SMALL;
        }
        if (smalls == 0) {
            return letters == 2 ? TWO_CAPITALS : letters == 3 ? THREE_CAPITALS : CAPITALS;
        }
        if (capitals == 0) {
            return SMALLS;
        }
        return isCapital && capitals == 1 ? TITLE_CASE : MIXED;
    }

    private int number(int place, int most, boolean isBlankBefore) {
        long hash = OFFSET;
        int end = place;
        int value = 0;
        while (end < most && isDigit(text.charAt(end))) {
            int digit = Character.digit(text.charAt(end), 10);
            value = Math.min(value * 10 + digit, 100_000);
            hash = (hash ^ ('0' + digit)) * PRIME;
            end++;
        }
        int digits = end - place;
        boolean isYear = digits == 4 && value >= 1500 && value < 2100;
        add(place, end, isYear ? YEAR : DIGIT + Math.min(digits, MAX_DIGIT_SHAPES) - 1, hash, isBlankBefore);
        return end;
    }

    private int mark(int c, int place, boolean isBlankBefore) {
        int plain = plain(c);
        int end = place + Character.charCount(c);
        add(place, end, Math.max(plain, FIRST_MARK), plain, isBlankBefore);
        return end;
    }

    /** Maps punctuation marks with the same use, such as all dashes, to one character. */
    private static int plain(int c) {
        return switch (c) {
            case '\u2018', '\u2019', '\u201A', '`', '\u00B4', '\u2032' -> '\'';
            case '\u201C',
                    '\u201D',
                    '\u201E',
                    '\u00AB',
                    '\u00BB',
                    '\u2033',
                    '\u300C',
                    '\u300D',
                    '\u300E',
                    '\u300F',
                    '\u300A',
                    '\u300B',
                    '\u2039',
                    '\u203A' -> '"';
            case '\u2010',
                    '\u2011',
                    '\u2012',
                    '\u2013',
                    '\u2014',
                    '\u2015',
                    '\u2212',
                    '\uFF0D',
                    '\u301C',
                    '~',
                    '\uFF5E' -> '-';
            case '\uFF0C', '\u3001', '\u060C' -> ',';
            case '\u3002', '\uFF0E', '\u00B7', '\u30FB' -> '.';
            case '\uFF1A' -> ':';
            case '\uFF1B' -> ';';
            case '\uFF08', '\u3014' -> '(';
            case '\uFF09', '\u3015' -> ')';
            case '\u3010', '\uFF3B' -> '[';
            case '\u3011', '\uFF3D' -> ']';
            default -> c;
        };
    }

    private void add(int start, int end, int shape, long hash, boolean isBlankBefore) {
        starts[size] = start;
        ends[size] = end;
        shapes[size] = shape;
        hashes[size] = hash;
        isAfterBlank[size] = isBlankBefore;
        size++;
    }

    /**
     * Returns the shape of a Han, Kana or Hangul character, which is always a separate token. Returns 0 for characters
     * of other scripts.
     */
    private static int script(int c) {
        if (c < 0x1100) {
            return 0;
        }
        if (Character.isIdeographic(c)) {
            return HAN;
        }
        if (c >= 0x3040 && c <= 0x30FF || c >= 0xFF66 && c <= 0xFF9D) {
            return KANA;
        }
        return c >= 0xAC00 && c <= 0xD7AF || c >= 0x1100 && c <= 0x11FF ? HANGUL : 0;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9' || c >= '\uFF10' && c <= '\uFF19';
    }

    private static boolean isApostrophe(int c) {
        return c == '\'' || c == '\u2019';
    }
}
