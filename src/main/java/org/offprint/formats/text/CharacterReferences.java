package org.offprint.formats.text;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.parser.Parser;

/**
 * Cache of resolved HTML character references such as {@code &rsquo;}. Resolving each reference only once speeds up
 * texts that consist mainly of character references.
 */
final class CharacterReferences {

    private static final int MAX_CACHED = 1_000;

    private final Map<String, String> known = new HashMap<>();

    /**
     * Returns the character for a character reference such as {@code &rsquo;}. Unknown character references are
     * returned unchanged.
     */
    String of(String reference) {
        String character = known.get(reference);
        if (character == null) {
            character = Parser.unescapeEntities(reference, true);
            if (known.size() < MAX_CACHED) {
                known.put(reference, character);
            }
        }
        return character;
    }
}
