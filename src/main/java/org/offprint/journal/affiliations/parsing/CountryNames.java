package org.offprint.journal.affiliations.parsing;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.offprint.kernel.identifiers.CountryCode;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.text.FoldedText;
import org.offprint.kernel.text.Table;

/** Country names in many languages, from the Unicode CLDR data included in Java. */
public final class CountryNames {

    /** Maximum number of words in a country name. */
    private static final int MAX_WORDS = 8;

    private static final List<String> LANGUAGES = List.of(
            "en", "fr", "es", "pt", "de", "it", "nl", "pl", "cs", "sv", "da", "nb", "fi", "hu", "ro", "tr", "el", "ru",
            "uk", "bg", "sr", "hr", "ar", "fa", "he", "hi", "th", "vi", "id", "ms", "zh", "zh-Hant", "ja", "ko", "ca",
            "lt", "lv", "et", "sk", "sl");

    private static final Map<String, String> BY_NAME = read();

    /** Words that turn a country name into the name of a different place, as in New Jersey or New Mexico. */
    private static final Set<String> PLACE_PREFIXES = Set.of("new", "north", "south", "west", "east", "papua", "nova");

    /** Territories that affiliations also name with their country. */
    private static final Map<String, String> TERRITORIES = Map.of("PR", "US", "HK", "CN", "MO", "CN");

    /** Name of Colombia in some languages that is usually the name of a place in another country. */
    private static final String COLUMBIA = "columbia";

    private CountryNames() {}

    /** Returns whether a country is the same as the named country, or a territory of the named country. */
    public static boolean isWithin(String country, String named) {
        return named.equals(country) || named.equals(TERRITORIES.getOrDefault(country, country));
    }

    private static Map<String, String> read() {
        Map<String, String> names = new HashMap<>();
        for (String language : LANGUAGES) {
            for (String code : Locale.getISOCountries()) {
                String name = new Locale("", code).getDisplayCountry(Locale.forLanguageTag(language));
                names.putIfAbsent(key(name), code);
                names.putIfAbsent(key(name.replace("&", "and")), code);
            }
        }
        Table.map("country-names.tsv").forEach((name, code) -> names.put(key(name), code));
        names.remove(COLUMBIA);
        return names;
    }

    private static String key(String name) {
        return String.join(" ", FoldedText.words(FoldedText.folded(name)));
    }

    /** Returns the code of a country given by name or code, or null if the country is null or unknown. */
    public static String code(String said) {
        if (said == null) {
            return null;
        }
        List<String> words = FoldedText.words(FoldedText.folded(said));
        boolean hasArticle = words.size() > 1 && words.get(0).equals("the");
        String named = named(hasArticle ? words.subList(1, words.size()) : words);
        try {
            return CountryCode.parse(named == null ? said : named).value();
        } catch (InvalidValueException e) {
            return null;
        }
    }

    /** Returns the code of the country whose name consists of the given normalized words, or null if there is none. */
    public static String named(List<String> words) {
        return words.isEmpty() || words.size() > MAX_WORDS ? null : BY_NAME.get(String.join(" ", words));
    }

    /** Returns the number of words in the country name at the end of the list, or 0 if there is none. */
    static int lengthAtEnd(List<String> words) {
        for (int length = Math.min(MAX_WORDS, words.size()); length > 0; length--) {
            int from = words.size() - length;
            boolean isOther = from > 0 && PLACE_PREFIXES.contains(words.get(from - 1));
            if (!isOther && named(words.subList(from, words.size())) != null) {
                return length;
            }
        }
        return 0;
    }

    /**
     * Returns the number of leading characters that form a Chinese or Japanese country name, or 0 if there are none.
     */
    static int lengthAtStart(String han) {
        for (int length = Math.min(8, han.length()); length > 1; length--) {
            if (named(FoldedText.words(han.substring(0, length))) != null) {
                return length;
            }
        }
        return 0;
    }
}
