package org.offprint.formats.text;

import java.util.Map;
import java.util.MissingResourceException;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.text.Table;

/** Converts language tags to the language codes of libraries. */
public final class LanguageCodes {

    /**
     * Codes of ISO 639-2/B that differ from the terminological code of the same language. Java supports only the
     * terminological code.
     */
    private static final Map<String, String> BIBLIOGRAPHIC = Table.map("languages-of-libraries.tsv");

    private LanguageCodes() {}

    /**
     * Returns the three-letter code of ISO 639-2/B, for example {@code ger}; {@code und} if the language has no such
     * code.
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
