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
 * Country, identified by its ISO 3166-1 alpha-2 code in uppercase. In addition to the officially assigned codes, {@code
 * XK} is accepted for Kosovo, a user-assigned code used by ROR and other registries.
 *
 * @param value two uppercase letters
 */
@Schema(
        type = SchemaType.STRING,
        pattern = "^[A-Z]{2}$",
        examples = "CN",
        description = "Country as an ISO 3166-1 alpha-2 code, for example `CN`. `XK` is Kosovo. Lower-case"
                + " letters are accepted.")
public record CountryCode(@JsonValue String value) {

    private static final Set<String> CODES = codes();
    private static final Map<String, String> SUGGESTIONS = suggestions();

    /**
     * Normalizes the country code. Accepts the same forms as {@link #parse}.
     *
     * @throws InvalidValueException {@code country-unknown}
     */
    public CountryCode {
        String pasted = PastedText.trimmed(value);
        value = pasted.toUpperCase(Locale.ROOT);
        if (!CODES.contains(value)) {
            String meant = SUGGESTIONS.get(value);
            throw new InvalidValueException(
                    "country-unknown",
                    PastedText.quoted(pasted) + " is not an ISO 3166-1 alpha-2 country code"
                            + (meant == null ? ". Use two letters, for example CN." : "; did you mean " + meant + "?"));
        }
    }

    /**
     * Parses a country code in uppercase or lowercase.
     *
     * @throws InvalidValueException {@code country-unknown}; for common mistakes, alpha-3 codes and English country
     *     names, the message suggests the correct code
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static CountryCode parse(String text) {
        return new CountryCode(text);
    }

    /**
     * Returns the name of the country in the given language, or in English if the Java platform does not provide a
     * translation.
     */
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
