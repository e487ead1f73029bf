package org.offprint.formats.text;

import java.util.Map;
import java.util.MissingResourceException;
import org.offprint.identifiers.LanguageTag;

/** Languages by the codes of libraries. */
public final class LanguageCodes {

    /** ISO 639-2/B where it differs from the terminological code; the platform knows the latter alone. */
    private static final Map<String, String> BIBLIOGRAPHIC = Map.ofEntries(
            Map.entry("sqi", "alb"),
            Map.entry("hye", "arm"),
            Map.entry("eus", "baq"),
            Map.entry("mya", "bur"),
            Map.entry("zho", "chi"),
            Map.entry("cmn", "chi"),
            Map.entry("ces", "cze"),
            Map.entry("nld", "dut"),
            Map.entry("fra", "fre"),
            Map.entry("kat", "geo"),
            Map.entry("deu", "ger"),
            Map.entry("ell", "gre"),
            Map.entry("isl", "ice"),
            Map.entry("mkd", "mac"),
            Map.entry("mri", "mao"),
            Map.entry("msa", "may"),
            Map.entry("fas", "per"),
            Map.entry("ron", "rum"),
            Map.entry("slk", "slo"),
            Map.entry("bod", "tib"),
            Map.entry("cym", "wel"));

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
