package org.offprint.formats.print;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Escapes text for Typst files, so that Typst never reads text as markup or code. Characters that no font contains are
 * written as code points, for example {@code [U+0F40]}.
 */
final class TypstText {

    private static final String SPECIAL = "\\#$*_`<>@=-+/~[]\"'.:;&";

    /** Characters after which a long word may be divided. */
    private static final String DIVIDING = "_.&=,;:";

    private static final int LONG_WORD = 40;
    private static final char ZERO_WIDTH_SPACE = '\u200b';
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int MAX_NAMED_CHARACTERS = 10;

    private static final Pattern MISSING =
            Pattern.compile("the text [`\"]+([^`]{1,200}?)[`\"]+ could not be displayed");

    private static final Pattern ESCAPED = Pattern.compile("\\\\u\\{([0-9a-fA-F]{1,6})}");

    private final Set<Integer> missing;
    private final Set<Integer> replaced = new TreeSet<>();

    /**
     * Creates an escaper.
     *
     * @param missing characters that no font contains
     */
    TypstText(Set<Integer> missing) {
        this.missing = missing;
    }

    /** Returns the characters that no font contains according to the errors of Typst. */
    static Set<Integer> missingIn(String errors) {
        Set<Integer> found = new TreeSet<>();
        Matcher missing = MISSING.matcher(errors);
        while (missing.find()) {
            ESCAPED.matcher(missing.group(1))
                    .replaceAll(
                            code -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(code.group(1), 16))))
                    .codePoints()
                    .filter(character -> character >= 128)
                    .forEach(found::add);
        }
        return found;
    }

    /** Returns one remark for each script whose characters were written as code points. */
    List<String> remarks() {
        Map<UnicodeScript, List<Integer>> scripts = new TreeMap<>();
        replaced.forEach(character -> scripts.computeIfAbsent(UnicodeScript.of(character), script -> new ArrayList<>())
                .add(character));
        List<String> remarks = new ArrayList<>();
        scripts.forEach((script, characters) -> {
            String named = characters.stream()
                    .limit(MAX_NAMED_CHARACTERS)
                    .map("U+%04X"::formatted)
                    .collect(Collectors.joining(", "));
            String rest = characters.size() > MAX_NAMED_CHARACTERS ? " and others" : "";
            if (script == UnicodeScript.UNKNOWN) {
                remarks.add("The code points of the private-use characters " + named + rest
                        + " are printed, because these characters have no meaning outside of a font.");
                return;
            }
            remarks.add("No font contains the characters " + named + rest + " (script: "
                    + script.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                    + "), so their code points are printed. Install a font for this script, for example from Debian's"
                    + " package "
                    + (script == UnicodeScript.HAN
                                    || script == UnicodeScript.HANGUL
                                    || script == UnicodeScript.HIRAGANA
                                    || script == UnicodeScript.KATAKANA
                            ? "fonts-noto-cjk"
                            : "fonts-noto-core")
                    + ".");
        });
        return remarks;
    }

    /**
     * Returns text as markup, in which each special character is escaped. Adds zero-width spaces to long words, so that
     * Typst can divide them. URLs need no zero-width spaces, because Typst divides URLs.
     */
    String markup(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && text.charAt(end) != ' ') {
                end++;
            }
            boolean isDivided =
                    end - start > LONG_WORD && !text.substring(start, end).contains("://");
            visible(text.substring(start, end), character -> {
                if (character < 128 && SPECIAL.indexOf(character) >= 0) {
                    escaped.append('\\');
                }
                escaped.appendCodePoint(character);
                if (isDivided && DIVIDING.indexOf(character) >= 0) {
                    escaped.append(ZERO_WIDTH_SPACE);
                }
            });
            if (end < text.length()) {
                escaped.append(' ');
            }
            start = end + 1;
        }
        return escaped.toString();
    }

    /** Returns visible text as a string literal of Typst, in quotation marks. */
    String visibleLiteral(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16).append('"');
        visible(text, character -> appendLiteral(escaped, character));
        return escaped.append('"').toString();
    }

    /** Returns text that is not visible, for example a URL or an alternative text, as a string literal of Typst. */
    static String literal(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16).append('"');
        text.codePoints().filter(TypstText::isPermitted).forEach(character -> appendLiteral(escaped, character));
        return escaped.append('"').toString();
    }

    private static void appendLiteral(StringBuilder escaped, int character) {
        switch (character) {
            case '"', '\\' -> escaped.append('\\').appendCodePoint(character);
            case '\n' -> escaped.append("\\n");
            case '\r' -> escaped.append("\\r");
            case '\t' -> escaped.append("\\t");
            default -> escaped.appendCodePoint(character);
        }
    }

    /** Passes each character of the printed text to a consumer. */
    private void visible(String text, IntConsumer consumer) {
        text.codePoints().forEach(character -> {
            // PDF/A-2a permits a private-use character only with a replacement text.
            boolean isMissing = Character.getType(character) == Character.PRIVATE_USE || missing.contains(character);
            if (isMissing) {
                replaced.add(character);
                "[U+%04X]".formatted(character).codePoints().forEach(consumer);
            } else if (isPermitted(character)) {
                consumer.accept(character);
            }
        });
    }

    /**
     * Returns whether a character may be written to the PDF. Characters that embed or override a text direction are not
     * permitted, because such a character in one name would change the display order of other names.
     */
    private static boolean isPermitted(int character) {
        boolean isNoncharacter = (character & 0xFFFE) == 0xFFFE;
        boolean isDirection = character >= 0x202A && character <= 0x202E;
        if (isNoncharacter || isDirection || character == BYTE_ORDER_MARK) {
            return false;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character == '\n' || character == '\t' || character == '\r';
            case Character.SURROGATE, Character.PRIVATE_USE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
