package org.offprint.search.matching;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.offprint.http.json.Json;
import org.offprint.search.Audience;
import org.offprint.search.Kind;
import org.offprint.search.Order;
import org.offprint.search.Query;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchIndex;
import org.offprint.search.SearchRequest;
import org.offprint.search.TermValues;
import org.offprint.search.TextField;
import org.offprint.search.matching.Resemblance.Found;

/** Finds the organizations held here that an affiliation as printed may be of. */
@ApplicationScoped
public class AffiliationMatching {

    /** The longest text that is taken, in characters. */
    public static final int LONGEST = 1_000;

    /** What is at least so sure, and surer than any other of the same name, is right but in rare cases. */
    public static final double SURE = 0.88;

    private static final int MOST_SEGMENTS = 10;
    private static final int MOST_WORDS = 24;
    private static final int FOUND_OF_A_SEGMENT = 20;

    private final SearchIndex index;

    AffiliationMatching(SearchIndex index) {
        this.index = index;
    }

    /** Over another index than that of the service. */
    public static AffiliationMatching over(SearchIndex index) {
        return new AffiliationMatching(index);
    }

    /**
     * An organization that may be meant.
     *
     * @param affiliation as readers get it
     * @param score from 0 to 1
     * @param name what it is called in the text
     * @param sure whether a link can be made without a look; of one candidate at most
     */
    public record Candidate(JsonNode affiliation, double score, String name, boolean sure) {}

    /** What an affiliation as printed says, and whose it may be, the likeliest first. */
    public record Match(AffiliationParts parts, List<Candidate> candidates) {}

    /**
     * Takes a text apart and finds at most {@code limit} candidates. The effort is bounded: a search for each of its
     * first ten parts, with twenty candidates each.
     *
     * @throws SearchIndex.NotReadyException where this node has no complete index yet
     */
    public Match match(String text, int limit) {
        PrintedAffiliation printed = PrintedAffiliation.read(text);
        Map<String, JsonNode> known = new LinkedHashMap<>();
        printed.segments().stream().limit(MOST_SEGMENTS).forEach(segment -> collect(segment, known));
        Resemblance resemblance = new Resemblance(printed);
        List<Found> found = new ArrayList<>();
        for (JsonNode affiliation : known.values()) {
            Found one = resemblance.of(affiliation);
            if (one != null) {
                found.add(one);
            }
        }
        found.sort(Comparator.comparingDouble(Found::score)
                .thenComparingInt(Found::length)
                .reversed()
                .thenComparingInt(Found::from)
                .thenComparing(one -> one.affiliation().path("id").asText()));
        List<Candidate> candidates = new ArrayList<>();
        for (Found one : found.subList(0, Math.min(limit, found.size()))) {
            boolean sure = candidates.isEmpty() && one.score() >= SURE && isAlone(one, found);
            candidates.add(new Candidate(one.affiliation(), one.score(), one.name(), sure));
        }
        boolean isKnown = !candidates.isEmpty() && candidates.get(0).sure();
        PrintedAffiliation told =
                isKnown ? PrintedAffiliation.read(text, candidates.get(0).name()) : printed;
        return new Match(told.parts(), candidates);
    }

    /** Whether no other organization is as likely by the same words. */
    private static boolean isAlone(Found best, List<Found> all) {
        return all.stream()
                .filter(other -> other != best && other.score() >= best.score())
                .noneMatch(other ->
                        other.from() < best.from() + best.length() && best.from() < other.from() + other.length());
    }

    private void collect(String segment, Map<String, JsonNode> known) {
        List<Query> words = new ArrayList<>();
        List<String> all = Words.of(TermValues.folded(segment));
        for (int i = 0; i < all.size() && words.size() < MOST_WORDS; i++) {
            boolean isPair = Words.isHan(all.get(i)) && i + 1 < all.size() && Words.isHan(all.get(i + 1));
            words.add(new Query.Word(TextField.NAME, isPair ? all.get(i) + all.get(i + 1) : all.get(i)));
        }
        if (words.isEmpty()) {
            return;
        }
        SearchAnswer answer = index.search(new SearchRequest(
                Audience.READERS,
                null,
                Kind.AFFILIATION,
                new Query.Or(words),
                Map.of(),
                Order.RELEVANCE,
                new SearchRequest.Place.Start(),
                FOUND_OF_A_SEGMENT,
                List.of(),
                false));
        answer.hits().forEach(hit -> known.computeIfAbsent(hit.key(), key -> Json.read(hit.item(), JsonNode.class)));
    }
}
