package org.offprint.kernel.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Transliterates non-ASCII letters to ASCII for slugs. The result is readable, but does not follow a romanization
 * standard.
 */
public final class Transliteration {

    private static final Map<Integer, String> LETTERS = letters();

    private Transliteration() {}

    /**
     * Returns the words of the text in lowercase ASCII letters and digits, joined by hyphens. Returns an empty string
     * if the text has no letters and digits.
     */
    public static String words(String text) {
        StringBuilder words = new StringBuilder();
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        composed.codePoints().forEach(c -> append(words, c));
        int end = words.length();
        return end > 0 && words.charAt(end - 1) == '-' ? words.substring(0, end - 1) : words.toString();
    }

    private static void append(StringBuilder words, int c) {
        String letters = LETTERS.get(c);
        if (letters != null) {
            words.append(letters);
        } else if (c < 0x80) {
            appendAscii(words, c);
        } else {
            appendParts(words, c);
        }
    }

    private static void appendParts(StringBuilder words, int c) {
        // Unicode compatibility decomposition separates accents from letters, and splits ligatures, superscripts and
        // full-width forms.
        String parts = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD);
        parts.toLowerCase(Locale.ROOT).codePoints().forEach(part -> {
            String letters = LETTERS.get(part);
            if (letters != null) {
                words.append(letters);
            } else if (Character.getType(part) != Character.NON_SPACING_MARK) {
                appendAscii(words, part);
            }
        });
    }

    private static void appendAscii(StringBuilder words, int c) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            words.append((char) c);
        } else if (!words.isEmpty() && words.charAt(words.length() - 1) != '-') {
            words.append('-');
        }
    }

    private static Map<Integer, String> letters() {
        Map<Integer, String> letters = new HashMap<>();
        add(letters, "ß ss ø o æ ae œ oe ł l đ d ð d þ th ı i ħ h ŋ ng ĸ k ŧ t ə e");
        add(
                letters,
                "а a б b в v г g ґ g д d е e ё e є ie ж zh з z и i й i і i ї i к k л l м m н n о o п p р r с s т t");
        add(letters, "у u ў u ф f х kh ц ts ч ch ш sh щ shch ы y э e ю yu я ya");
        add(letters, "ђ dj ј j љ lj њ nj ћ c џ dz ѓ g ќ k ѕ dz ә a ғ g қ k ң n ө o ұ u ү u һ h");
        add(
                letters,
                "α a β b γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o");
        // Silent characters within words are omitted, such as the hard sign, the soft sign and apostrophes.
        for (char silent : "ъь'\u2019\u2018\u02BC\u02BB\u02B9\u00AD\u200B".toCharArray()) {
            letters.put((int) silent, "");
        }
        // The micro sign represents the Greek letter mu in formulas.
        letters.put((int) '\u00B5', "m");
        return Map.copyOf(letters);
    }

    private static void add(Map<Integer, String> letters, String pairs) {
        String[] words = pairs.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            letters.put(words[i].codePointAt(0), words[i + 1]);
        }
    }
}
