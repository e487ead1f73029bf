package org.offprint.formats.text;

import java.util.Map;
import java.util.MissingResourceException;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.text.Table;

/** Languages by the codes of libraries. */
public final class LanguageCodes {

    /** ISO 639-2/B where it differs from the terminological code; the platform knows the latter alone. */
    private static final Map<String, String> BIBLIOGRAPHIC = Table.map("languages-of-libraries.tsv");

    private LanguageCodes() {}

    /** The three letters of ISO 639-2/B, such as {@code ger}; {@code und} for a language without any. */
    public static String bibliographic(LanguageTag language) {
        try {
            String code = language.locale().getISO3Language();
            return code.isEmpty() ? "und" : BIBLIOGRAPHIC.getOrDefault(code, code);
        } catch (MissingResourceException e) {
            return "und";
        }
    }
}
