package org.offprint.formats.text;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.parser.Parser;

/**
 * Cache of resolved HTML character references. Each reference is resolved only once, because some texts consist of
 * nothing but references.
 */
final class CharacterReferences {

    private static final int MAX_CACHED = 1_000;

    private final Map<String, String> known = new HashMap<>();

    /** Returns the character of a reference such as {@code &rsquo;}. Returns an unknown reference unchanged. */
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
