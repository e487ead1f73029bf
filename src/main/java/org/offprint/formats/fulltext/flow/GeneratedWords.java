package org.offprint.formats.fulltext.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.offprint.kernel.text.Table;

/**
 * Words that the renderer adds to a page, such as default headings, in the page language if it is supported, otherwise
 * in English.
 */
public final class GeneratedWords {

    private static final Map<String, Map<String, String>> LANGUAGES = read();

    private final Map<String, String> words;

    private GeneratedWords(Map<String, String> words) {
        this.words = words;
    }

    /**
     * Returns the generated words in a language.
     *
     * @param language language tag, for example {@code pt-BR}; may be null
     */
    public static GeneratedWords of(String language) {
        String primary = language == null ? "en" : language.split("-", 2)[0];
        return new GeneratedWords(LANGUAGES.getOrDefault(primary, LANGUAGES.get("en")));
    }

    /** Returns the generated word for a key such as {@code FIGURE}, or the name of the key if no word is defined. */
    public String of(Key key) {
        return words.getOrDefault(key.name().toLowerCase(Locale.ROOT), key.name());
    }

    private static Map<String, Map<String, String>> read() {
        Map<String, Map<String, String>> languages = new HashMap<>();
        for (List<String> row : Table.of("full-text-words.tsv", 3).rows()) {
            languages.computeIfAbsent(row.get(0), key -> new HashMap<>()).put(row.get(1), row.get(2));
        }
        return languages;
    }

    /** Key of a generated word, for example {@code FIGURE}. */
    public enum Key {
        FIGURE,
        TABLE,
        EQUATION,
        FORMULA,
        SECTION,
        APPENDIX,
        VIDEO,
        AUDIO,
        SUPPLEMENT,
        SUPPLEMENTS,
        BOX,
        NOTE,
        NOTES,
        REFERENCE,
        REFERENCES,
        ACKNOWLEDGEMENTS,
        REVIEW,
        RESPONSE,
        BACK,
        IMAGE,
        MISSING,
        DOWNLOAD,
        DESCRIPTION
    }
}
