package org.offprint.formats.text;

import java.util.Map;
import java.util.MissingResourceException;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.text.Table;

/** Converts language tags to the three-letter language codes that libraries use. */
public final class LanguageCodes {

    /**
     * ISO 639-2/B codes, keyed by the terminological code of the same language. The table lists only languages with two
     * different codes, because Java supports only the terminological code.
     */
    private static final Map<String, String> BIBLIOGRAPHIC = Table.map("languages-of-libraries.tsv");

    private LanguageCodes() {}

    /**
     * Returns the three-letter ISO 639-2/B code of the language, for example {@code ger}. Returns {@code und} if the
     * language has no ISO 639-2/B code.
     */
    public static String bibliographic(LanguageTag language) {
        try {
            String code = language.locale().getISO3Language();
            return code.isEmpty() ? "und" : BIBLIOGRAPHIC.getOrDefault(code, code);
        } catch (MissingResourceException e) {
            return "und";
        }
    }
}
