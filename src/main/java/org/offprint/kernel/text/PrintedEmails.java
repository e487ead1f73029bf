package org.offprint.kernel.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Removes email addresses from printed text. */
public final class PrintedEmails {

    private static final Pattern ADDRESS = Pattern.compile(
            "[\\p{L}\\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}");

    /** Matches an email address with its introductory words, brackets and separators. */
    private static final Pattern INTRODUCED_ADDRESS =
            Pattern.compile("(?iu)[;,|]?[ \\t]{0,3}[(\\[<]?(?:\\b(?:e-?mails?(?: address(?:es)?)?"
                    + "|electronic address(?:es)?|corr?eio eletr[o\u00f4]nico|correo electr[o\u00f3]nico|courriel)[ \\t]{0,3}:?[ \\t]{0,3})?"
                    + "[(\\[<]?" + ADDRESS.pattern() + "[)\\]>]{0,2}(?:[ \\t]{0,3};(?=[ \\t]{0,3}$))?");

    private PrintedEmails() {}

    /**
     * Returns the text without email addresses and their introductory words. Paragraphs without letters or digits are
     * removed. Returns null if no paragraph remains.
     */
    public static String without(String words) {
        if (words == null || words.indexOf('@') < 0) {
            return words;
        }
        List<String> left = new ArrayList<>();
        for (String paragraph : words.split("\n\n")) {
            String without =
                    INTRODUCED_ADDRESS.matcher(paragraph).replaceAll("").strip();
            if (without.codePoints().anyMatch(Character::isLetterOrDigit)) {
                left.add(without);
            }
        }
        return left.isEmpty() ? null : String.join("\n\n", left);
    }
}
