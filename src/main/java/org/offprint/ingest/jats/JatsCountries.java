package org.offprint.ingest.jats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.offprint.identifiers.CountryCode;
import org.offprint.identifiers.InvalidValueException;

/** Countries by their names in the languages that most articles are in, and by those in wide use. */
public final class JatsCountries {

    private static final Map<String, String> COUNTRIES = countries();

    private JatsCountries() {}

    /** The code of a country that is said by code or name; null for none and for one that is not known. */
    public static String code(String said) {
        if (said == null) {
            return null;
        }
        String named =
                COUNTRIES.get(said.replaceAll("(?<![.;,\\s])[.;,\\s]+$", "").toLowerCase(Locale.ROOT));
        try {
            return CountryCode.parse(named == null ? said : named).value();
        } catch (InvalidValueException e) {
            return null;
        }
    }

    private static Map<String, String> countries() {
        Map<String, String> names = new LinkedHashMap<>();
        for (String code : Locale.getISOCountries()) {
            for (String language : List.of("en", "pt", "es", "fr", "de", "it")) {
                String name = new Locale("", code).getDisplayCountry(Locale.forLanguageTag(language));
                names.putIfAbsent(name.toLowerCase(Locale.ROOT), code);
            }
        }
        names.putAll(Map.of(
                "uk",
                "GB",
                "usa",
                "US",
                "u.s.a",
                "US",
                "united states of america",
                "US",
                "russian federation",
                "RU",
                "people's republic of china",
                "CN",
                "p.r. china",
                "CN",
                "pr china",
                "CN",
                "republic of korea",
                "KR"));
        names.putAll(Map.of(
                "korea",
                "KR",
                "england",
                "GB",
                "scotland",
                "GB",
                "wales",
                "GB",
                "northern ireland",
                "GB",
                "the netherlands",
                "NL",
                "viet nam",
                "VN",
                "turkey",
                "TR",
                "czech republic",
                "CZ",
                "islamic republic of iran",
                "IR"));
        return Map.copyOf(names);
    }
}
