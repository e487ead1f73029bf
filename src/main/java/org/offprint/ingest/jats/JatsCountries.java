package org.offprint.ingest.jats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.offprint.identifiers.CountryCode;
import org.offprint.identifiers.InvalidValueException;

/** Countries by their names in the languages that most articles are in, and by those in wide use. */
public final class JatsCountries {

    /** The code, and a name beside those of the locales. */
    private static final List<String> ALSO_CALLED = List.of(
            "GB uk",
            "GB england",
            "GB scotland",
            "GB wales",
            "GB northern ireland",
            "GB great britain",
            "US us",
            "US usa",
            "US united states of america",
            "RU russian federation",
            "CN people's republic of china",
            "CN pr china",
            "CN mainland china",
            "KR republic of korea",
            "KR korea",
            "NL netherlands",
            "NL holland",
            "VN viet nam",
            "TR turkey",
            "TR t\u00fcrkiye",
            "TR turkiye",
            "CZ czech republic",
            "SK slovak republic",
            "IR islamic republic of iran",
            "SA kingdom of saudi arabia",
            "AE uae");

    private static final Map<String, String> COUNTRIES = countries();

    private JatsCountries() {}

    /** The code of a country that is said by code or name; null for none and for one that is not known. */
    public static String code(String said) {
        if (said == null) {
            return null;
        }
        String named = COUNTRIES.get(plain(said));
        try {
            return CountryCode.parse(named == null ? said : named).value();
        } catch (InvalidValueException e) {
            return null;
        }
    }

    /** Without dots, articles and what else the same name is written with or without. */
    private static String plain(String said) {
        return said.toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'')
                .replace("&", "and")
                .replaceAll("[.;,]+", " ")
                .replaceAll("\\s+", " ")
                .strip()
                .replaceFirst("^the ", "")
                .replaceAll("(?<=\\b\\p{L}) (?=\\p{L}\\b)", "");
    }

    private static Map<String, String> countries() {
        Map<String, String> names = new LinkedHashMap<>();
        for (String code : Locale.getISOCountries()) {
            for (String language : List.of("en", "pt", "es", "fr", "de", "it")) {
                String name = new Locale("", code).getDisplayCountry(Locale.forLanguageTag(language));
                names.putIfAbsent(plain(name), code);
            }
        }
        for (String also : ALSO_CALLED) {
            names.put(also.substring(3), also.substring(0, 2));
        }
        return Map.copyOf(names);
    }
}
