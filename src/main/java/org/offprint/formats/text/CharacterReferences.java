package org.offprint.formats.text;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.parser.Parser;

/** Characters that a text names as HTML does; each is looked up once, for some texts are nothing but ampersands. */
final class CharacterReferences {

    private static final int MOST = 1_000;

    private final Map<String, String> known = new HashMap<>();

    /** Returns the character of a reference such as {@code &rsquo;}; an unknown one as it is. */
    String of(String reference) {
        String character = known.get(reference);
        if (character == null) {
            character = Parser.unescapeEntities(reference, true);
            if (known.size() < MOST) {
                known.put(reference, character);
            }
        }
        return character;
    }
}
