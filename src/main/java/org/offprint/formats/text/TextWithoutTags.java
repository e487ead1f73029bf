package org.offprint.formats.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts HTML or JATS markup in JSON strings to plain text. JSON sources contain, for example, {@code &amp;} for an
 * ampersand, or {@code <italic>} for a species name. Only known tags are removed; any other text in angle brackets is
 * preserved.
 */
public final class TextWithoutTags {

    private static final String TAG_NAMES =
            "i|b|u|em|strong|sub|sup|sc|scp|tt|italic|bold|underline|monospace|roman|sans-serif|etal|email|uri|ext-link";

    private static final Pattern TAG =
            Pattern.compile("</?(?:jats:)?(?:" + TAG_NAMES + ")(?:\\s[^<>]{0,2000})?/?>", Pattern.CASE_INSENSITIVE);

    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});");

    private TextWithoutTags() {}

    /** Removes known tags from a string and resolves its character references. */
    public static String of(String text) {
        String plain = text.indexOf('<') < 0 ? text : TAG.matcher(text).replaceAll("");
        return plain.indexOf('&') < 0 ? plain : unescaped(plain);
    }

    private static String unescaped(String text) {
        CharacterReferences references = new CharacterReferences();
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(references.of(found.group())));
    }

    /**
     * Converts every string in a JSON object to plain text.
     *
     * @param except members that are not converted, because their markup is interpreted later
     */
    public static void within(ObjectNode object, Set<String> except) {
        object.properties().forEach(member -> {
            if (!except.contains(member.getKey())) {
                member.setValue(of(member.getValue()));
            }
        });
    }

    private static JsonNode of(JsonNode value) {
        if (value.isTextual()) {
            String plain = of(value.textValue());
            return plain.equals(value.textValue()) ? value : TextNode.valueOf(plain);
        }
        if (value instanceof ObjectNode object) {
            within(object, Set.of());
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, of(array.get(i)));
            }
        }
        return value;
    }
}
