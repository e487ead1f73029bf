package org.offprint.formats.text;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts plain text to HTML. Some systems export plain text with remains of HTML markup, for example {@code <i>} for
 * a species name or {@code &rsquo;} for an apostrophe. Only known tags are treated as markup.
 */
public final class InlineMarkup {

    private static final Pattern REFERENCE =
            Pattern.compile("&amp;(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});");

    private static final Pattern TAG = Pattern.compile(
            "&lt;(/?)(?:jats:)?(i|b|u|em|strong|sub|sup|inf|sc|scp|italic|bold|underline|tt)\\s{0,9}&gt;",
            Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> ALIASES = Map.of("inf", "sub", "scp", "sc");

    private InlineMarkup() {}

    /** Converts plain text to HTML. Known HTML tags in the text are preserved. */
    public static String html(String text) {
        return restored(SourceText.html(text));
    }

    /** Restores known tags in HTML-escaped text. */
    public static String restored(String escaped) {
        if (escaped.indexOf('&') < 0) {
            return escaped;
        }
        CharacterReferences references = new CharacterReferences();
        String decoded = REFERENCE
                .matcher(escaped)
                .replaceAll(found -> Matcher.quoteReplacement(
                        SourceText.html(references.of("&" + found.group().substring("&amp;".length())))));
        return TAG.matcher(decoded).replaceAll(found -> {
            String name = found.group(2).toLowerCase(Locale.ROOT);
            return "<" + found.group(1) + ALIASES.getOrDefault(name, name) + ">";
        });
    }
}
