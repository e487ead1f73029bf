package org.offprint.formats.draft;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Languages as reference managers name them: by code, in English, in their own words, as LaTeX does. */
final class CitedLanguages {

    /** As LaTeX names them, and the codes of libraries that are not those of ISO 639-2/T. */
    private static final String OTHERS = "brazilian=pt-BR american=en-US british=en-GB ngerman=de alb=sq arm=hy baq=eu"
            + " bur=my chi=zh cze=cs dut=nl fre=fr geo=ka ger=de gre=el ice=is mac=mk mao=mi may=ms per=fa rum=ro scc=sr"
            + " scr=hr slo=sk tib=bo wel=cy";

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
        for (String other : OTHERS.split(" ")) {
            String[] pair = other.split("=");
            languages.put(pair[0], pair[1]);
        }
        return Map.copyOf(languages);
    }
}
