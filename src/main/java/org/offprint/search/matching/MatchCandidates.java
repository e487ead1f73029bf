package org.offprint.search.matching;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.offprint.journal.affiliations.parsing.ComparedWords;
import org.offprint.journal.affiliations.parsing.CountryNames;
import org.offprint.journal.affiliations.parsing.PrintedAffiliation;
import org.offprint.kernel.json.Json;
import org.offprint.search.SearchAnswer;
import org.offprint.search.matching.NameResemblance.ScoredOrganization;

/** Candidate organizations for one printed affiliation. */
final class MatchCandidates {

    /** Maximum number of parent levels to follow upwards from an organization. */
    private static final int MAX_PARENT_LEVELS = 5;
    /**
     * Number of unrelated organizations in an affiliation at which no candidate is a certain match, because the
     * affiliation refers equally to all of them.
     */
    private static final int LISTED = 2;
    /**
     * Minimum score of a certain match. A candidate with this score is rarely wrong if no other organization scores as
     * high.
     */
    private static final double SURE = 0.88;

    /** Minimum score of an organization whose whole name is in the affiliation and whose country matches. */
    private static final double LIKELY = 0.5;
    /**
     * Minimum score of an organization whose whole name, of several words, is in the affiliation and whose country does
     * not contradict it. Such an organization is as likely to be meant as the best candidate.
     */
    private static final double EQUALLY_LIKELY = 0.75;

    /** Maximum number of letters in a name that is too short to be significant. */
    private static final int SHORTEST = 2;

    private static final Comparator<ScoredOrganization> LIKELIEST = Comparator.comparingDouble(
                    ScoredOrganization::score)
            .thenComparingInt(ScoredOrganization::length)
            .reversed()
            .thenComparingInt(ScoredOrganization::from)
            .thenComparing(MatchCandidates::id);

    private final List<String> segments;
    private final PrintedPhrases phrases;
    private final OtherOrganizations others;
    private final NameResemblance resemblance;
    private final Set<String> known = new HashSet<>();
    private final List<ScoredOrganization> found = new ArrayList<>();

    MatchCandidates(PrintedAffiliation printed) {
        segments = printed.segments();
        phrases = new PrintedPhrases(segments);
        others = new OtherOrganizations(segments);
        resemblance = new NameResemblance(printed, phrases);
    }

    /** Returns the phrases that can be names of organizations, normalized for comparison. */
    Set<String> phrases() {
        Set<String> all = phrases.wholes();
        all.addAll(phrases.runs());
        return all;
    }

    /** Returns the phrases between commas that can be names of organizations, normalized for comparison. */
    Set<String> wholes() {
        return phrases.wholes();
    }

    /**
     * Scores the organizations in a search response. Returns whether the response contains all matching organizations.
     */
    boolean score(SearchAnswer answer) {
        for (SearchAnswer.Hit hit : answer.hits()) {
            if (known.add(hit.key())) {
                List<JsonNode> merged = new ArrayList<>();
                if (hit.merged() != null) {
                    Json.parse(hit.merged()).forEach(merged::add);
                }
                ScoredOrganization one = resemblance.of(Json.parse(hit.item()), merged);
                if (one != null) {
                    found.add(one);
                }
            }
        }
        return !answer.more();
    }

    /**
     * Returns the candidate organizations with the highest scores, best first.
     *
     * @param isWhole whether the search for whole names returned all matches; if false, no candidate is a certain match
     */
    List<MatchCandidate> likeliest(int limit, boolean isWhole) {
        found.sort(LIKELIEST);
        List<MatchCandidate> candidates = new ArrayList<>();
        for (ScoredOrganization one : found.subList(0, Math.min(limit, found.size()))) {
            boolean sure = isWhole
                    && candidates.isEmpty()
                    && one.score() >= SURE
                    && found.stream().noneMatch(other -> isRival(other, one) || isAdjoining(other, one))
                    && others(one, LIKELY) < LISTED
                    && others(one, EQUALLY_LIKELY) == 0
                    && !others.isOtherNamed(one, place -> isRelatedName(place, one));
            candidates.add(new MatchCandidate(one.affiliation(), one.score(), one.name(), sure));
        }
        return candidates;
    }

    /**
     * Returns whether another organization is at least as likely as the best candidate. Child and parent organizations
     * of the best candidate are rivals only if they match the same words of the affiliation. An organization whose name
     * is only a part of the matching name is not a rival.
     */
    private boolean isRival(ScoredOrganization other, ScoredOrganization best) {
        return other != best
                && other.score() >= best.score()
                && !other.isInside(best)
                && (other.overlaps(best) || !isRelated(other, best));
    }

    /**
     * Returns whether a likely organization with a long name is directly next to the best candidate and unrelated, as in
     * "Grumble Medical Institute at Stanfield University".
     */
    private boolean isAdjoining(ScoredOrganization other, ScoredOrganization best) {
        return other.length() > SHORTEST
                && other.score() >= LIKELY
                && other.adjoins(best)
                && !isPlace(other.name(), best)
                && !isRelated(other, best);
    }

    /**
     * Returns the number of organizations with at least the given score that are named elsewhere in the affiliation and
     * are not related to the best candidate.
     */
    private int others(ScoredOrganization best, double likely) {
        List<ScoredOrganization> others = new ArrayList<>();
        for (ScoredOrganization each : found) {
            boolean isListed =
                    each.isWhole() && each.score() >= likely && !each.overlaps(best) && !isPlace(each.name(), best);
            if (isListed && !isRelated(each, best) && others.stream().noneMatch(each::overlaps)) {
                others.add(each);
            }
        }
        return others.size();
    }

    /**
     * Returns whether the words between two commas of an affiliation are the name of a child or parent organization of
     * the best candidate.
     */
    private boolean isRelatedName(int[] place, ScoredOrganization best) {
        return found.stream()
                .anyMatch(each -> each.isWhole()
                        && each.from() >= place[0]
                        && each.from() + each.length() <= place[1]
                        && isRelated(each, best));
    }

    /**
     * Returns whether a name is only a place name: a state code, a country, or the city or region of the best
     * candidate. Some organizations have a place name as their name.
     */
    private static boolean isPlace(String name, ScoredOrganization best) {
        List<String> words = ComparedWords.significantWords(name);
        return String.join("", words).length() <= SHORTEST
                || CountryNames.named(words) != null
                || words.equals(ComparedWords.significantWords(
                        best.affiliation().path("city").asText("")))
                || words.equals(ComparedWords.significantWords(
                        best.affiliation().path("region").asText("")));
    }

    private boolean isRelated(ScoredOrganization one, ScoredOrganization other) {
        return isWithin(one, other) || isWithin(other, one);
    }

    private boolean isWithin(ScoredOrganization part, ScoredOrganization whole) {
        String above = part.affiliation().path("parent").asText(null);
        for (int i = 0; i < MAX_PARENT_LEVELS && above != null; i++) {
            if (above.equals(id(whole))) {
                return true;
            }
            String at = above;
            above = found.stream()
                    .filter(each -> id(each).equals(at))
                    .findFirst()
                    .map(each -> each.affiliation().path("parent").asText(null))
                    .orElse(null);
        }
        return false;
    }

    private static String id(ScoredOrganization one) {
        return one.affiliation().path("id").asText();
    }
}
