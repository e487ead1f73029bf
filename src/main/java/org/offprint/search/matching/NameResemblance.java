package org.offprint.search.matching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.journal.affiliations.parsing.ComparedWords;
import org.offprint.journal.affiliations.parsing.CountryNames;
import org.offprint.journal.affiliations.parsing.OrganizationTerms;
import org.offprint.journal.affiliations.parsing.PrintedAffiliation;
import org.offprint.journal.affiliations.parsing.RegionNames;
import org.offprint.journal.affiliations.parsing.RegionNames.NamedRegion;

/**
 * Scores how likely a printed affiliation refers to an organization. The score depends on whether the text between two
 * commas is the organization's name, how distinctive the name is, and whether the places match. The weights are based
 * on real affiliations (docs/affiliations.md).
 */
final class NameResemblance {

    private static final double WHOLE_SEGMENT = 0.8;
    /** Whole name that begins or ends next to a department or a place instead of a comma. */
    private static final double SEPARATE_WORDS = 0.78;

    private static final double SEGMENT_EDGE = 0.6;
    private static final double WITHIN_SEGMENT = 0.45;
    private static final double SOME_WORDS = 0.4;
    private static final double SAME_COUNTRY = 0.08;
    private static final double OTHER_COUNTRY = -0.4;
    private static final double SAME_CITY = 0.1;
    private static final double SAME_REGION = 0.04;
    private static final double OTHER_REGION = -0.2;
    private static final double INDISTINCT = -0.15;
    /** Penalty for a name of one word if both the city and the country match. */
    private static final double INDISTINCT_IN_PLACE = -0.08;
    /** Bonus for a whole name that contains the city of the organization, if the country matches. */
    private static final double CITY_IN_NAME = 0.04;
    /** Penalty for a name whose words are in a different order, as in "Oxford University". */
    private static final double REORDERED = -0.08;
    /** Bonus for a distinctive name at the end of an affiliation that names no place. */
    private static final double DISTINCTIVE = 0.08;

    private static final double INACTIVE = -0.1;
    private static final int SHORTEST_ACRONYM = 3;
    private static final int LONGEST_ACRONYM = 12;
    private static final Cache<String, List<String>> COMPARED =
            Caffeine.newBuilder().maximumSize(20_000).build();

    private final PrintedPhrases phrases;
    private final List<String> words;
    private final String country;
    private final String text;
    private final Set<NamedRegion> regions;

    NameResemblance(PrintedAffiliation printed, PrintedPhrases phrases) {
        this.phrases = phrases;
        words = phrases.words();
        country = printed.country();
        text = String.join(", ", printed.segments());
        regions = RegionNames.in(printed.segments(), country);
    }

    /**
     * Organization with a score for its resemblance to a printed affiliation.
     *
     * @param name name of the organization that matches the affiliation
     * @param from index of the first word of the name in the affiliation
     * @param isWhole whether the name is the whole text between two commas
     */
    record ScoredOrganization(JsonNode affiliation, double score, String name, int from, int length, boolean isWhole) {

        boolean overlaps(ScoredOrganization other) {
            return from < other.from + other.length && other.from < from + length;
        }

        /** Returns whether the name is directly before or after the matching name of another organization. */
        boolean adjoins(ScoredOrganization other) {
            return length > 0 && (from + length == other.from || other.from + other.length == from);
        }

        /** Returns whether the matching name of another organization contains this name and further words. */
        boolean isInside(ScoredOrganization other) {
            return from >= other.from && from + length <= other.from + other.length && length < other.length;
        }
    }

    /**
     * Returns the best match among the names of an organization and of the organizations merged into it. A merged
     * organization is scored by its own city, region and country. Returns null if no name resembles the affiliation.
     *
     * @param merged organizations merged into {@code affiliation}
     */
    ScoredOrganization of(JsonNode affiliation, List<JsonNode> merged) {
        ScoredOrganization best = of(affiliation);
        for (JsonNode other : merged) {
            ObjectNode shown = ((ObjectNode) other).deepCopy();
            shown.set("status", affiliation.path("status"));
            ScoredOrganization found = of(shown);
            if (found != null && (best == null || found.score() > best.score())) {
                best = new ScoredOrganization(
                        affiliation, found.score(), found.name(), found.from(), found.length(), found.isWhole());
            }
        }
        return best;
    }

    private ScoredOrganization of(JsonNode affiliation) {
        ScoredOrganization best = null;
        Map<String, Double> names = new LinkedHashMap<>();
        affiliation.path("acronyms").forEach(name -> names.put(name.asText(), INDISTINCT));
        affiliation.path("names").forEach(name -> names.put(name.asText(), acronymPenalty(name.asText())));
        names.put(
                affiliation.path("name").asText(),
                acronymPenalty(affiliation.path("name").asText()));
        for (Map.Entry<String, Double> name : names.entrySet()) {
            ScoredOrganization found = of(affiliation, name.getKey(), name.getValue());
            boolean isBetter = found != null
                    && (best == null
                            || found.score() > best.score()
                            || found.score() == best.score() && found.length() > best.length());
            best = isBetter ? found : best;
        }
        return best;
    }

    /**
     * Returns the score penalty for an acronym, or 0 if the name is not an acronym. Short names in capitals are treated
     * as acronyms, even if they are stored as names.
     */
    private static double acronymPenalty(String name) {
        return name.length() <= LONGEST_ACRONYM
                        && name.codePoints().anyMatch(Character::isUpperCase)
                        && name.codePoints().noneMatch(Character::isLowerCase)
                ? INDISTINCT
                : 0;
    }

    /**
     * Returns the words of a name or place, normalized for comparison. Results are cached, because the same names and
     * places occur often.
     */
    private static List<String> compared(String name) {
        return COMPARED.get(name, ComparedWords::significantWords);
    }

    /**
     * Returns the organization with the score of the given name, or null if the name does not match. The value {@code
     * little}, which is negative for acronyms, is added to the score.
     */
    private ScoredOrganization of(JsonNode affiliation, String name, double little) {
        List<String> wanted = compared(name);
        if (wanted.isEmpty()) {
            return null;
        }
        ScoredOrganization best = best(affiliation, name, wanted, little);
        List<String> reordered = PrintedPhrases.reordered(wanted);
        ScoredOrganization other = reordered == null ? null : best(affiliation, name, reordered, REORDERED);
        best = best == null || other != null && other.score() > best.score() ? other : best;
        return best == null ? partialMatch(affiliation, name, wanted) : best;
    }

    /** Returns the organization with the score of the most likely position of a name, or null if there is none. */
    private ScoredOrganization best(JsonNode affiliation, String name, List<String> wanted, double little) {
        ScoredOrganization best = null;
        int at = Collections.indexOfSubList(words, wanted);
        while (at >= 0) {
            ScoredOrganization found = at(at, affiliation, name, wanted, little);
            best = best == null || found.score() > best.score() ? found : best;
            int next = Collections.indexOfSubList(words.subList(at + 1, words.size()), wanted);
            at = next < 0 ? -1 : at + 1 + next;
        }
        return best;
    }

    private ScoredOrganization at(int at, JsonNode affiliation, String name, List<String> wanted, double little) {
        int until = at + wanted.size();
        boolean isUniversity = wanted.contains(OrganizationTerms.UNIVERSITY);
        boolean starts = phrases.isComma(at);
        boolean ends = phrases.isComma(until) || phrases.isUniversity(wanted, until);
        boolean isSeparate = wanted.size() > 1
                && (starts || phrases.followsDepartment(at))
                && (ends || phrases.precedesDepartment(until, isUniversity, places(affiliation)));
        double base = starts && ends
                ? WHOLE_SEGMENT
                : isSeparate ? SEPARATE_WORDS : starts || ends ? SEGMENT_EDGE : WITHIN_SEGMENT;
        boolean isWhole = starts && ends || isSeparate;
        double place = place(affiliation, at, until);
        double score = base + weight(wanted, little, name, place) + place;
        score += isSystem(affiliation) && !isSystem(name) ? INDISTINCT : 0;
        score += isWhole && isTelling(wanted, until) ? DISTINCTIVE : 0;
        score += isWhole && isNamedAfterCity(wanted, affiliation) ? CITY_IN_NAME : 0;
        return new ScoredOrganization(affiliation, bounded(score), name, at, wanted.size(), isWhole);
    }

    /**
     * Returns whether an organization is a system of universities, such as "University of Texas System". The name of the
     * system without "system" usually means one of the universities.
     */
    private static boolean isSystem(JsonNode affiliation) {
        return isSystem(affiliation.path("name").asText(""));
    }

    private static boolean isSystem(String name) {
        List<String> words = compared(name);
        return words.contains(OrganizationTerms.UNIVERSITY)
                && words.get(words.size() - 1).equals("system");
    }

    private boolean isNamedAfterCity(List<String> wanted, JsonNode affiliation) {
        List<String> city = compared(affiliation.path("city").asText(""));
        return country != null
                && country.equals(affiliation.path("country").asText(null))
                && wanted.size() > city.size() + 1
                && !city.isEmpty()
                && Collections.indexOfSubList(wanted, city) >= 0;
    }

    private List<List<String>> places(JsonNode affiliation) {
        List<List<String>> places = new ArrayList<>();
        for (String member : List.of("city", "region")) {
            places.add(compared(affiliation.path(member).asText("")));
        }
        return places;
    }

    /**
     * Returns whether a name identifies an organization without the city and country, because the affiliation ends with
     * the name and the name is distinctive: it has several rare words, or is the name of a university with a rare word.
     */
    private boolean isTelling(List<String> wanted, int until) {
        if (country != null || until < words.size()) {
            return false;
        }
        long rare = rareWords(wanted);
        return rare > 1 || rare == 1 && wanted.contains(OrganizationTerms.UNIVERSITY);
    }

    /**
     * Returns the organization with the score of a partly matching name. Returns null if the affiliation contains fewer
     * than half of the distinctive words of the name.
     */
    private ScoredOrganization partialMatch(JsonNode affiliation, String name, List<String> wanted) {
        Set<String> telling = new HashSet<>(wanted);
        telling.removeAll(OrganizationTerms.INDISTINCT_WORDS);
        long there = telling.stream().filter(words::contains).count();
        if (telling.isEmpty() || there * 2 < telling.size() || there == 0) {
            return null;
        }
        double share = (double) wanted.stream().filter(words::contains).count() / wanted.size();
        double score = SOME_WORDS * share + place(affiliation, 0, 0);
        return new ScoredOrganization(affiliation, bounded(score), name, 0, 0, false);
    }

    private static double bounded(double score) {
        return Math.round(Math.max(0, Math.min(1, score)) * 100) / 100.0;
    }

    /**
     * Returns the score penalty for acronyms and single words, which are ambiguous, and for names that many
     * organizations share.
     */
    private double weight(List<String> wanted, double little, String name, double place) {
        boolean saysLittle =
                OrganizationTerms.INDISTINCT_WORDS.containsAll(wanted) || place < SAME_CITY && rareWords(wanted) == 0;
        boolean isShort = wanted.size() == 1 || wanted.size() < 4 && ComparedWords.isHan(wanted.get(0));
        boolean isPrintedSo = little == 0 || name.length() >= SHORTEST_ACRONYM && text.contains(name);
        if (wanted.size() == 1 && !saysLittle && isPrintedSo && place >= SAME_COUNTRY + SAME_CITY) {
            return INDISTINCT_IN_PLACE;
        }
        return little + (saysLittle ? INDISTINCT : 0) + (isShort ? INDISTINCT : 0);
    }

    private static long rareWords(List<String> words) {
        return words.stream()
                .filter(word -> !OrganizationTerms.INDISTINCT_WORDS.contains(word)
                        && !OrganizationTerms.SUBJECTS.contains(word)
                        && !ComparedWords.isOne(word, OrganizationTerms.INSTITUTES))
                .count();
    }

    private double place(JsonNode affiliation, int from, int until) {
        double score = 0;
        String held = affiliation.path("country").asText(null);
        List<String> region = compared(affiliation.path("region").asText(""));
        String regionKey = String.join(" ", region);
        boolean isSameRegion = regions.stream()
                .anyMatch(each -> each.country().equals(held) && each.name().equals(regionKey));
        boolean isAbbreviated = regions.stream()
                .anyMatch(each -> each.country().equals(held)
                        && each.isAbbreviated()
                        && each.name().equals(regionKey));
        boolean isRegionNamed = isAbbreviated || isPlaceNamed(region, from, until);
        // A region can have the name of a country, such as Georgia.
        boolean isRegionCountry = isSameRegion && country != null && country.equals(CountryNames.named(region));
        if (country != null && held != null && !isRegionCountry) {
            score += country.equals(held) ? SAME_COUNTRY : CountryNames.isWithin(held, country) ? 0 : OTHER_COUNTRY;
        } else if (isSameRegion && isRegionNamed) {
            score += SAME_COUNTRY;
        } else if (country == null && isElsewhere(held)) {
            score += OTHER_COUNTRY;
        }
        score += isPlaceNamed(compared(affiliation.path("city").asText("")), from, until) ? SAME_CITY : 0;
        score += isRegionNamed ? SAME_REGION : 0;
        List<String> name = words.subList(from, until);
        boolean isOtherRegion = !isSameRegion
                && !region.isEmpty()
                && rareWords(name) < 2
                && regions.stream().anyMatch(each -> each.country().equals(held) && !isIn(name, each));
        score += isOtherRegion ? OTHER_REGION : 0;
        return score + (affiliation.path("status").asText().equals("active") ? 0 : INACTIVE);
    }

    private static boolean isIn(List<String> name, NamedRegion region) {
        return !region.isAbbreviated()
                && Collections.indexOfSubList(name, List.of(region.name().split(" "))) >= 0;
    }

    /** Returns whether the affiliation names a region, in full, of other countries only. */
    private boolean isElsewhere(String held) {
        return regions.stream().anyMatch(each -> !each.isAbbreviated())
                && regions.stream().noneMatch(each -> each.country().equals(held));
    }

    /** Returns whether the affiliation contains the name of a place outside the words of the organization's name. */
    private boolean isPlaceNamed(List<String> wanted, int from, int until) {
        if (wanted.isEmpty()) {
            return false;
        }
        return Collections.indexOfSubList(words.subList(0, from), wanted) >= 0
                || Collections.indexOfSubList(words.subList(until, words.size()), wanted) >= 0;
    }
}
