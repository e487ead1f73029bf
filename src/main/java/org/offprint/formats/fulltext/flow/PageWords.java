package org.offprint.formats.fulltext.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.offprint.kernel.text.Table;

/** Words that a page has of its own, in its language where it is one of those there are, else in English. */
public final class PageWords {

    private static final Map<String, Map<String, String>> LANGUAGES = read();

    private final Map<String, String> words;

    private PageWords(Map<String, String> words) {
        this.words = words;
    }

    /** @param language such as {@code pt-BR}; may be null */
    static PageWords of(String language) {
        String primary = language == null ? "en" : language.split("-", 2)[0];
        return new PageWords(LANGUAGES.getOrDefault(primary, LANGUAGES.get("en")));
    }

    /** The word for a key such as {@code figure}; the key itself where there is none. */
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

    /** One of the words. */
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
