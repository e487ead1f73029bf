package org.offprint.search.matching;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offprint.journal.affiliations.parsing.AffiliationParts;
import org.offprint.journal.affiliations.parsing.ComparedWords;
import org.offprint.journal.affiliations.parsing.PrintedAffiliation;
import org.offprint.kernel.text.FoldedText;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchIndex;
import org.offprint.search.SearchRequest;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/** Matches printed affiliations with organizations in this service. */
@ApplicationScoped
public class AffiliationMatching {

    /** Maximum length of a printed affiliation, in characters. */
    public static final int MAX_LENGTH = 1_000;

    private static final int MAX_SEGMENTS = 10;
    private static final int MAX_WORDS = 24;
    private static final int MAX_HITS_PER_SEGMENT = 20;
    private static final int MAX_HITS_PER_NAME_SEARCH = 100;

    private final SearchIndex index;

    AffiliationMatching(SearchIndex index) {
        this.index = index;
    }

    /** Creates a matcher for an index other than the search index of the service. */
    public static AffiliationMatching over(SearchIndex index) {
        return new AffiliationMatching(index);
    }

    /** Parsed parts of a printed affiliation and its candidate organizations, most likely first. */
    public record Match(AffiliationParts parts, List<MatchCandidate> candidates) {}

    /**
     * Parses a printed affiliation and returns at most {@code limit} candidate organizations. The number of searches is
     * limited: two for whole names, and one with at most twenty candidates for each of the first ten parts.
     *
     * @throws SearchIndex.NotReadyException if this node has no complete index yet
     */
    public Match match(String text, int limit) {
        PrintedAffiliation printed = PrintedAffiliation.read(text);
        MatchCandidates candidates = new MatchCandidates(printed);
        boolean isWhole = scoreExactNames(candidates);
        for (String segment : printed.segments().stream().limit(MAX_SEGMENTS).toList()) {
            findSimilar(segment).ifPresent(candidates::score);
        }
        List<MatchCandidate> likely = candidates.likeliest(limit, isWhole);
        boolean isKnown = !likely.isEmpty() && likely.get(0).sure();
        PrintedAffiliation told =
                isKnown ? PrintedAffiliation.read(text, likely.get(0).name()) : printed;
        return new Match(told.parts(), likely);
    }

    /**
     * Matches one of many affiliations that are processed in a row. Returns only organizations whose whole name occurs
     * in the affiliation. Runs at most two small searches and finds the same certain matches as {@link #match}.
     *
     * @throws SearchIndex.NotReadyException if this node has no complete index yet
     */
    public List<MatchCandidate> matchWholeNames(String text, int limit) {
        MatchCandidates candidates = new MatchCandidates(PrintedAffiliation.readSegments(text));
        boolean isWhole = scoreExactNames(candidates);
        return candidates.likeliest(limit, isWhole);
    }

    /** Scores the organizations whose whole name occurs in the affiliation. Returns whether all were scored. */
    private boolean scoreExactNames(MatchCandidates candidates) {
        boolean isWhole = candidates.score(findByExactName(candidates.phrases()));
        return isWhole || candidates.score(findByExactName(candidates.wholes()));
    }

    /** Returns whether this service contains no organizations. */
    public boolean hasNoOrganizations() {
        return search(null, Map.of(), SortOrder.NAME, 1).total() == 0;
    }

    /** Returns at most 100 organizations that have exactly one of the given names. */
    private SearchAnswer findByExactName(Set<String> names) {
        SearchQuery called = new SearchQuery.OneOf(TermField.CALLED, names);
        return search(null, Map.of(TermField.CALLED.word(), called), SortOrder.NAME, MAX_HITS_PER_NAME_SEARCH);
    }

    private Optional<SearchAnswer> findSimilar(String segment) {
        List<SearchQuery> words = new ArrayList<>();
        List<String> all = FoldedText.words(FoldedText.folded(segment));
        for (int i = 0; i < all.size() && words.size() < MAX_WORDS; i++) {
            boolean isPair =
                    ComparedWords.isHan(all.get(i)) && i + 1 < all.size() && ComparedWords.isHan(all.get(i + 1));
            words.add(new SearchQuery.Word(FullTextField.NAME, isPair ? all.get(i) + all.get(i + 1) : all.get(i)));
        }
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(search(new SearchQuery.Or(words), Map.of(), SortOrder.RELEVANCE, MAX_HITS_PER_SEGMENT));
    }

    private SearchAnswer search(SearchQuery query, Map<String, SearchQuery> filters, SortOrder order, int limit) {
        return index.search(new SearchRequest(
                Audience.READERS,
                null,
                RecordKind.AFFILIATION,
                query,
                filters,
                order,
                new SearchRequest.PagePosition.Start(),
                limit,
                List.of(),
                false));
    }
}
