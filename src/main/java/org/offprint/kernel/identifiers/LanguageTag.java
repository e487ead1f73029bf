package org.offprint.kernel.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Language tag (BCP 47, RFC 5646) in canonical case: {@code en}, {@code pt-BR}, {@code zh-Hans}.
 *
 * @param value language tag in canonical case
 */
@Schema(
        type = SchemaType.STRING,
        format = "bcp47",
        pattern = "^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
        maxLength = LanguageTag.MAX_LENGTH,
        examples = {"en", "pt-BR", "zh-Hans"},
        description = "Language as a BCP 47 tag, for example `en` or `pt-BR`. The language and the region must"
                + " be registered. At most 60 characters.")
public record LanguageTag(@JsonValue String value) {

    /** Maximum length of a language tag, in characters. All language tags in use are shorter. */
    public static final int MAX_LENGTH = 60;

    /**
     * Registered language codes for which the Java platform has no name, for example {@code mul} for multiple
     * languages.
     */
    private static final Set<String> EXTRA_LANGUAGES = Set.of("cmn", "mul", "mis", "und", "zxx");

    private static final Set<String> EXTRA_REGIONS = Set.of("EU", "UN");
    private static final Map<String, String> TWO_LETTER_CODES = twoLetterCodes();

    /**
     * Normalizes the language tag. Accepts the same forms as {@link #parse}.
     *
     * @throws InvalidValueException {@code language-format}, {@code language-unknown} or {@code language-region}
     */
    public LanguageTag {
        value = canonical(PastedText.trimmed(value));
    }

    /**
     * Parses a language tag in any case, with hyphens or underscores. An ISO 639-2 code such as {@code eng} or {@code
     * ger} is replaced with the two-letter code that BCP 47 requires. A deprecated language code is replaced with its
     * successor.
     *
     * @throws InvalidValueException {@code language-format} if the tag is not well-formed; {@code language-unknown} if
     *     its first part is not a registered language; {@code language-region} if its region is not a country
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static LanguageTag parse(String text) {
        return new LanguageTag(text);
    }

    /** Returns the language code without script and region, for example {@code zh} for {@code zh-Hans}. */
    public String language() {
        return value.split("-", 2)[0];
    }

    /** Returns the Java locale of the language tag. */
    public Locale locale() {
        return Locale.forLanguageTag(value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String canonical(String pasted) {
        Locale locale = locale(pasted);
        String language = locale.getLanguage().isEmpty() ? "und" : locale.getLanguage();
        if (!isRegistered(language) || locale.toLanguageTag().startsWith("x-")) {
            throw new InvalidValueException(
                    "language-unknown",
                    PastedText.quoted(pasted)
                            + " does not begin with a registered language. Use a tag such as en, de or zh-Hans.");
        }
        String region = locale.getCountry();
        if (region.length() == 2 && !CountryCode.isKnown(region) && !EXTRA_REGIONS.contains(region)) {
            String meant = CountryCode.suggestion(region);
            throw new InvalidValueException(
                    "language-region",
                    "The region " + region + " of the language tag " + PastedText.quoted(pasted)
                            + " is not an ISO 3166-1 code" + (meant == null ? "." : "; did you mean " + meant + "?"));
        }
        return locale.toLanguageTag();
    }

    private static Locale locale(String pasted) {
        String[] parts = pasted.replace('_', '-').split("-", 2);
        String language = TWO_LETTER_CODES.getOrDefault(parts[0].toLowerCase(Locale.ROOT), parts[0]);
        try {
            if (pasted.isEmpty() || pasted.length() > MAX_LENGTH) {
                throw new IllformedLocaleException();
            }
            return new Locale.Builder()
                    .setLanguageTag(parts.length == 1 ? language : language + "-" + parts[1])
                    .build();
        } catch (IllformedLocaleException e) {
            throw new InvalidValueException(
                    "language-format",
                    PastedText.quoted(pasted)
                            + " is not a language tag (BCP 47). Use a tag such as en, pt-BR or zh-Hans.");
        }
    }

    private static boolean isRegistered(String language) {
        return EXTRA_LANGUAGES.contains(language)
                || !new Locale(language).getDisplayLanguage(Locale.ENGLISH).equals(language);
    }

    private static Map<String, String> twoLetterCodes() {
        Map<String, String> shorter = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            // Java's list of languages still contains deprecated codes such as iw. The class Locale converts them to
            // their successors.
            shorter.put(new Locale(code).getISO3Language(), new Locale(code).getLanguage());
        }
        // Bibliographic ISO 639-2/B codes, used by libraries, that differ from the terminological ISO 639-2/T codes.
        shorter.putAll(Map.of(
                "alb", "sq", "arm", "hy", "baq", "eu", "bur", "my", "chi", "zh", "cze", "cs", "dut", "nl", "fre", "fr",
                "geo", "ka", "ger", "de"));
        shorter.putAll(Map.of(
                "gre", "el", "ice", "is", "mac", "mk", "mao", "mi", "may", "ms", "per", "fa", "rum", "ro", "slo", "sk",
                "tib", "bo", "wel", "cy"));
        return Map.copyOf(shorter);
    }
}
