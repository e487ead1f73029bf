package org.offprint.journal.affiliations.parsing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.kernel.text.FoldedText;
import org.offprint.kernel.text.Table;

/** States and provinces that affiliations name instead of a country, or by an abbreviation. */
public final class RegionNames {

    private static final int MAX_WORDS = 4;
    private static final Map<String, List<NamedRegion>> BY_NAME = read();

    private RegionNames() {}

    /**
     * Region in a printed affiliation.
     *
     * @param country country code of the region
     * @param name name of the region, normalized for comparison
     * @param isAbbreviated whether the affiliation contains an abbreviation of the name
     */
    public record NamedRegion(String country, String name, boolean isAbbreviated) {}

    private static Map<String, List<NamedRegion>> read() {
        Map<String, List<NamedRegion>> names = new HashMap<>();
        for (List<String> row : Table.of("regions.tsv", 3).rows()) {
            String name = ComparedWords.comparisonKey(row.get(1));
            add(key(row.get(1)), new NamedRegion(row.get(0), name, false), names);
            for (String abbreviation : row.get(2).split(" ")) {
                add(abbreviation, new NamedRegion(row.get(0), name, true), names);
            }
        }
        return names;
    }

    private static void add(String key, NamedRegion region, Map<String, List<NamedRegion>> names) {
        names.computeIfAbsent(key, any -> new ArrayList<>()).add(region);
    }

    private static String key(String name) {
        return String.join(" ", FoldedText.words(FoldedText.folded(name)));
    }

    /**
     * Returns the regions that the segments of a printed affiliation name. A word of two letters is an abbreviation only
     * at the end of a segment or before a postal code.
     *
     * @param country country code of the affiliation, or null if the affiliation names no country
     */
    public static Set<NamedRegion> in(List<String> segments, String country) {
        Set<NamedRegion> regions = new HashSet<>();
        for (String segment : segments) {
            List<String> words = FoldedText.words(segment);
            for (int from = 0; from < words.size(); from++) {
                for (int until = from + 1; until <= Math.min(words.size(), from + MAX_WORDS); until++) {
                    addRegions(words, from, until, country, regions);
                }
            }
        }
        return regions;
    }

    private static void addRegions(List<String> words, int from, int until, String country, Set<NamedRegion> regions) {
        if (!Character.isUpperCase(words.get(from).codePointAt(0))) {
            return;
        }
        List<NamedRegion> named = BY_NAME.get(key(String.join(" ", words.subList(from, until))));
        boolean isCode = until == from + 1 && words.get(from).length() == 2;
        boolean isLast =
                until == words.size() || Character.isDigit(words.get(until).codePointAt(0));
        for (NamedRegion region : named == null || isCode && !isLast ? List.<NamedRegion>of() : named) {
            if (country == null || country.equals(region.country()) || !region.isAbbreviated()) {
                regions.add(region);
            }
        }
    }
}
