package org.offprint.formats.draft;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.offprint.kernel.text.Table;

/** Language names used by reference managers: codes, English names, native names and the names of LaTeX. */
final class CitedLanguages {

    private static final Map<String, String> LANGUAGES = languages();

    private CitedLanguages() {}

    /** Returns the code of a language, or null if the name is unknown. */
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
