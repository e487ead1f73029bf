package org.offprint.kernel.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A country by its ISO 3166-1 alpha-2 code in capitals. The officially assigned ones, and {@code XK} for Kosovo, which
 * ROR and others use though it is only user-assigned.
 *
 * @param value two capital letters
 */
@Schema(
        type = SchemaType.STRING,
        pattern = "^[A-Z]{2}$",
        examples = "CN",
        description = "A country by its ISO 3166-1 alpha-2 code; `XK` is Kosovo.")
public record CountryCode(@JsonValue String value) {

    private static final Set<String> CODES = codes();
    private static final Map<String, String> SUGGESTIONS = suggestions();

    /**
     * Reads it in any of the spellings that {@link #parse} takes.
     *
     * @throws InvalidValueException {@code country-unknown}
     */
    public CountryCode {
        String pasted = Pasted.trimmed(value);
        value = pasted.toUpperCase(Locale.ROOT);
        if (!CODES.contains(value)) {
            String meant = SUGGESTIONS.get(value);
            throw new InvalidValueException(
                    "country-unknown",
                    Pasted.quoted(pasted) + " is not an ISO 3166-1 alpha-2 country code"
                            + (meant == null ? ", which is two letters such as CN." : "; did you mean " + meant + "?"));
        }
    }

    /**
     * Reads a country code in capitals or small letters.
     *
     * @throws InvalidValueException {@code country-unknown}; the message suggests a code for common wrong ones, for
     *     alpha-3 codes and for English names
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static CountryCode parse(String text) {
        return new CountryCode(text);
    }

    /** The country's name in this language, or in English where the platform knows none. */
    public String name(Locale language) {
        return value.equals("XK") ? "Kosovo" : new Locale("", value).getDisplayCountry(language);
    }

    @Override
    public String toString() {
        return value;
    }

    static boolean isKnown(String code) {
        return CODES.contains(code);
    }

    static String suggestion(String code) {
        return SUGGESTIONS.get(code);
    }

    private static Set<String> codes() {
        Set<String> codes = Arrays.stream(Locale.getISOCountries()).collect(Collectors.toSet());
        codes.add("XK");
        return Set.copyOf(codes);
    }

    private static Map<String, String> suggestions() {
        Map<String, String> meant = new HashMap<>(Map.of(
                "UK",
                "GB",
                "EN",
                "GB",
                "SCO",
                "GB",
                "ENGLAND",
                "GB",
                "SCOTLAND",
                "GB",
                "USA",
                "US",
                "EL",
                "GR",
                "SU",
                "RU",
                "KOSOVO",
                "XK"));
        meant.putAll(Map.of("YU", "RS", "CS", "RS", "TP", "TL", "BU", "MM", "ZR", "CD", "DD", "DE", "FX", "FR"));
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale("", code);
            meant.put(country.getISO3Country(), code);
            meant.put(country.getDisplayCountry(Locale.ENGLISH).toUpperCase(Locale.ROOT), code);
        }
        return Map.copyOf(meant);
    }
}
