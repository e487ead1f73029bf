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
import org.offprint.search.matching.NameResemblance.Found;

/** The organizations that one affiliation as printed may be of. */
final class MatchCandidates {

    /** The longest way up among organizations that are parts of each other. */
    private static final int HIGHEST = 5;
    /** The number of listed others from which an affiliation is of none of them more than of the others. */
    private static final int LISTED = 2;
    /** The score of what is right but in rare cases, where it is surer than any other of the same name. */
    private static final double SURE = 0.88;

    /** The least score of a whole name in the country of the text. */
    private static final double LIKELY = 0.5;
    /** A whole name of several words, in no other country: one so likely is no less meant than the best. */
    private static final double MEANT_TOO = 0.75;

    /** The most letters of a name that says nothing. */
    private static final int SHORTEST = 2;

    private static final Comparator<Found> LIKELIEST = Comparator.comparingDouble(Found::score)
            .thenComparingInt(Found::length)
            .reversed()
            .thenComparingInt(Found::from)
            .thenComparing(MatchCandidates::id);

    private final List<String> segments;
    private final PrintedPhrases phrases;
    private final OtherOrganizations others;
    private final NameResemblance resemblance;
    private final Set<String> known = new HashSet<>();
    private final List<Found> found = new ArrayList<>();

    MatchCandidates(PrintedAffiliation printed) {
        segments = printed.segments();
        phrases = new PrintedPhrases(segments);
        others = new OtherOrganizations(segments);
        resemblance = new NameResemblance(printed, phrases);
    }

    Set<String> wholes() {
        return phrases.wholes();
    }

    Set<String> runs() {
        return phrases.runs();
    }

    /** Weighs what was found; tells whether that was all. */
    boolean take(SearchAnswer answer) {
        for (SearchAnswer.Hit hit : answer.hits()) {
            if (known.add(hit.key())) {
                List<JsonNode> merged = new ArrayList<>();
                if (hit.merged() != null) {
                    Json.parse(hit.merged()).forEach(merged::add);
                }
                Found one = resemblance.of(Json.parse(hit.item()), merged);
                if (one != null) {
                    found.add(one);
                }
            }
        }
        return !answer.more();
    }

    /**
     * The likeliest of them.
     *
     * @param isWhole whether all that have a whole name in the text are among them: else none is sure
     */
    List<MatchCandidate> likeliest(int limit, boolean isWhole) {
        found.sort(LIKELIEST);
        List<MatchCandidate> candidates = new ArrayList<>();
        for (Found one : found.subList(0, Math.min(limit, found.size()))) {
            boolean sure = isWhole
                    && candidates.isEmpty()
                    && one.score() >= SURE
                    && found.stream().noneMatch(other -> isRival(other, one))
                    && others(one, LIKELY) < LISTED
                    && others(one, MEANT_TOO) == 0
                    && !others.beside(one, place -> isKin(place, one));
            candidates.add(new MatchCandidate(one.affiliation(), one.score(), one.name(), sure));
        }
        return candidates;
    }

    /** Reports whether another is as likely: by the same words, or by others where neither is a part of the other. */
    private boolean isRival(Found other, Found best) {
        return other != best && other.score() >= best.score() && (other.overlaps(best) || !isRelated(other, best));
    }

    /** Counts the others as likely that are listed beside it, from comma to comma. */
    private int others(Found best, double likely) {
        List<Found> others = new ArrayList<>();
        for (Found each : found) {
            boolean isListed =
                    each.isWhole() && each.score() >= likely && !each.overlaps(best) && !isPlace(each.name(), best);
            if (isListed && !isRelated(each, best) && others.stream().noneMatch(each::overlaps)) {
                others.add(each);
            }
        }
        return others.size();
    }

    /** Reports whether what stands from comma to comma there is held, and a part of the best or its whole. */
    private boolean isKin(int[] place, Found best) {
        return found.stream()
                .anyMatch(each -> each.isWhole()
                        && each.from() >= place[0]
                        && each.from() + each.length() <= place[1]
                        && isRelated(each, best));
    }

    /** The sign of a state, a country, or the place where the best is, may be called like an organization too. */
    private static boolean isPlace(String name, Found best) {
        List<String> words = ComparedWords.compared(name);
        return String.join("", words).length() <= SHORTEST
                || CountryNames.named(words) != null
                || words.equals(
                        ComparedWords.compared(best.affiliation().path("city").asText("")))
                || words.equals(
                        ComparedWords.compared(best.affiliation().path("region").asText("")));
    }

    private boolean isRelated(Found one, Found other) {
        return isWithin(one, other) || isWithin(other, one);
    }

    private boolean isWithin(Found part, Found whole) {
        String above = part.affiliation().path("parent").asText(null);
        for (int i = 0; i < HIGHEST && above != null; i++) {
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

    private static String id(Found one) {
        return one.affiliation().path("id").asText();
    }
}
