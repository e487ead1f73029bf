package org.offprint.search.matching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.journal.affiliations.parsing.ComparedWords;
import org.offprint.journal.affiliations.parsing.OrganizationTerms;
import org.offprint.journal.affiliations.parsing.PrintedAffiliation;

/**
 * Scores how likely a printed affiliation refers to an organization. The score depends on whether the text between two
 * commas is the organization's name, how distinctive the name is, and whether the places match. The weights are based
 * on real affiliations (docs/affiliations.md).
 */
final class NameResemblance {

    private static final double WHOLE_SEGMENT = 0.8;
    private static final double SEGMENT_EDGE = 0.6;
    private static final double WITHIN_SEGMENT = 0.45;
    private static final double SOME_WORDS = 0.4;
    private static final double SAME_COUNTRY = 0.08;
    private static final double OTHER_COUNTRY = -0.4;
    private static final double SAME_CITY = 0.1;
    private static final double SAME_REGION = 0.04;
    private static final double INDISTINCT = -0.15;
    private static final double INACTIVE = -0.1;
    private static final int LONGEST_ACRONYM = 12;
    private static final Cache<String, List<String>> COMPARED =
            Caffeine.newBuilder().maximumSize(20_000).build();

    private final PrintedPhrases phrases;
    private final List<String> words;
    private final String country;

    NameResemblance(PrintedAffiliation printed, PrintedPhrases phrases) {
        this.phrases = phrases;
        words = phrases.words();
        country = printed.country();
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
     * little}, which is negative for less distinctive names, is added to the score.
     */
    private ScoredOrganization of(JsonNode affiliation, String name, double little) {
        List<String> wanted = compared(name);
        if (wanted.isEmpty()) {
            return null;
        }
        ScoredOrganization best = null;
        int at = Collections.indexOfSubList(words, wanted);
        while (at >= 0) {
            boolean starts = phrases.isComma(at);
            boolean ends = phrases.isComma(at + wanted.size()) || phrases.isUniversity(wanted, at + wanted.size());
            double base = starts && ends ? WHOLE_SEGMENT : starts || ends ? SEGMENT_EDGE : WITHIN_SEGMENT;
            double score = base + little + weight(wanted) + place(affiliation, at, at + wanted.size());
            if (best == null || score > best.score()) {
                best = new ScoredOrganization(affiliation, bounded(score), name, at, wanted.size(), starts && ends);
            }
            int next = Collections.indexOfSubList(words.subList(at + 1, words.size()), wanted);
            at = next < 0 ? -1 : at + 1 + next;
        }
        return best == null ? partialMatch(affiliation, name, wanted) : best;
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

    /** Returns the score penalty for single words, which are ambiguous, and for names that many organizations share. */
    private double weight(List<String> wanted) {
        boolean saysLittle = OrganizationTerms.INDISTINCT_WORDS.containsAll(wanted);
        boolean isShort = wanted.size() == 1 || wanted.size() < 4 && ComparedWords.isHan(wanted.get(0));
        return (saysLittle ? INDISTINCT : 0) + (isShort ? INDISTINCT : 0);
    }

    private double place(JsonNode affiliation, int from, int until) {
        double score = 0;
        String held = affiliation.path("country").asText(null);
        if (country != null && held != null) {
            score += country.equals(held) ? SAME_COUNTRY : OTHER_COUNTRY;
        }
        score += isPlaceNamed(affiliation.path("city").asText(""), from, until) ? SAME_CITY : 0;
        score += isPlaceNamed(affiliation.path("region").asText(""), from, until) ? SAME_REGION : 0;
        return score + (affiliation.path("status").asText().equals("active") ? 0 : INACTIVE);
    }

    /** Returns whether the affiliation contains the name of a place outside the words of the organization's name. */
    private boolean isPlaceNamed(String place, int from, int until) {
        List<String> wanted = compared(place);
        if (wanted.isEmpty()) {
            return false;
        }
        return Collections.indexOfSubList(words.subList(0, from), wanted) >= 0
                || Collections.indexOfSubList(words.subList(until, words.size()), wanted) >= 0;
    }
}
