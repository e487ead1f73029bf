package org.offprint.formats.draft;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.offprint.kernel.text.Table;

/** Languages as reference managers name them: by code, in English, in their own words, as LaTeX does. */
final class CitedLanguages {

    private static final Map<String, String> LANGUAGES = languages();

    private CitedLanguages() {}

    /** The code of a language; null for one that is not known by name. */
    static String code(String said) {
        return LANGUAGES.get(said.strip().toLowerCase(Locale.ROOT));
    }

    private static Map<String, String> languages() {
        Map<String, String> languages = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            Locale language = Locale.forLanguageTag(code);
            languages.put(language.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
            languages.put(language.getDisplayLanguage(language).toLowerCase(Locale.ROOT), code);
            languages.putIfAbsent(language.getISO3Language(), code);
        }
        languages.putAll(Table.map("language-names.tsv"));
        return Map.copyOf(languages);
    }
}
