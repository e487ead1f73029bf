package org.offprint.services.citations;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.kernel.json.Json;
import org.offprint.references.tokens.PrintedWords;
import org.offprint.search.SearchAnswer.Hit;
import org.offprint.search.SearchIndex;
import org.offprint.search.SearchRequest;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.Presence;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;
import org.offprint.search.schema.TermValues;
import org.offprint.services.citations.resemblance.CitableWork;

/** Searches the index of published records for articles that references may cite, and caches the articles found. */
final class CitableArticles {

    private static final int MAX_HITS_BY_TITLE = 20;
    private static final int PAGE = 100;
    private static final int MAX_WORDS = 40;
    private static final int MIN_WORD_LENGTH = 3;
    private static final int MAX_NUMBERS = 20;
    private static final int MAX_JOURNALS = 5;
    private static final int MAX_CACHED = 5_000;

    private static final Map<String, SearchQuery> WITHOUT_DOI = Map.of("doi", new SearchQuery.Has(Presence.DOI, false));

    private final SearchIndex index;
    private final Map<String, CitableWork> cache = new HashMap<>();
    /** Whether any published article has no DOI; null until the search index is queried. */
    private Boolean hasArticlesWithoutDoi;

    CitableArticles(SearchIndex index) {
        this.index = index;
    }

    /** Returns the published article with the given id, or empty if the search index does not contain it. */
    Optional<CitableWork> of(UUID id) {
        return oneOf(TermField.ID, Set.of(id.toString())).stream().findFirst();
    }

    /**
     * Returns at most 20 articles whose titles match the given words best. At least two words must match.
     *
     * @param namesDoi whether the reference contains a DOI; if true, only articles without a DOI are returned, because
     *     a different DOI identifies a different work
     */
    List<CitableWork> byTitleWords(PrintedWords printed, boolean namesDoi) {
        if (namesDoi && !hasArticlesWithoutDoi()) {
            return List.of();
        }
        List<SearchQuery> words = printed.all().stream()
                .filter(word -> word.length() >= MIN_WORD_LENGTH && PrintedWords.year(word) == null || isHan(word))
                .distinct()
                .limit(MAX_WORDS)
                .<SearchQuery>map(word -> new SearchQuery.Word(FullTextField.TITLE, word))
                .toList();
        return words.isEmpty()
                ? List.of()
                : read(search(
                        new SearchQuery.AtLeast(Math.min(2, words.size()), words),
                        namesDoi ? WITHOUT_DOI : Map.of(),
                        SortOrder.RELEVANCE,
                        MAX_HITS_BY_TITLE));
    }

    /** Returns whether any published article has no DOI. Queries the search index only once. */
    private boolean hasArticlesWithoutDoi() {
        if (hasArticlesWithoutDoi == null) {
            hasArticlesWithoutDoi = !search(new SearchQuery.All(), WITHOUT_DOI, SortOrder.NEWEST, 1)
                    .isEmpty();
        }
        return hasArticlesWithoutDoi;
    }

    private static boolean isHan(String word) {
        return Character.isIdeographic(word.codePointAt(0));
    }

    /** Returns the articles in the given journals whose volume and page number both appear in the reference. */
    List<CitableWork> byVolumeAndPage(PrintedWords printed, Set<UUID> journals) {
        List<String> numbers = printed.all().stream()
                .filter(word -> word.chars().anyMatch(Character::isDigit))
                .distinct()
                .limit(MAX_NUMBERS)
                .toList();
        Set<String> places = new LinkedHashSet<>();
        journals.stream()
                .limit(MAX_JOURNALS)
                .forEach(journal -> numbers.forEach(volume ->
                        numbers.forEach(page -> places.add(TermValues.place(journal, volume(volume), page)))));
        return places.isEmpty() ? List.of() : oneOf(TermField.KNOWN_BY, places);
    }

    /** Removes the letter suffix from a year, as in {@code 2019a}. Returns any other string unchanged. */
    private static String volume(String word) {
        Integer year = PrintedWords.year(word);
        return year == null ? word : year.toString();
    }

    /** Returns at most 100 articles that have one of the given values in the given field. */
    List<CitableWork> oneOf(TermField field, Set<String> values) {
        return read(search(
                new SearchQuery.All(),
                Map.of(field.word(), new SearchQuery.OneOf(field, values)),
                SortOrder.NEWEST,
                PAGE));
    }

    private List<Hit> search(SearchQuery query, Map<String, SearchQuery> filters, SortOrder order, int limit) {
        return index.search(new SearchRequest(
                                Audience.READERS,
                                null,
                                RecordKind.ARTICLE,
                                query,
                                filters,
                                order,
                                new SearchRequest.PagePosition.Start(),
                                limit,
                                List.of(),
                                false)
                        .uncounted())
                .hits();
    }

    private List<CitableWork> read(List<Hit> hits) {
        if (cache.size() > MAX_CACHED) {
            cache.clear();
        }
        return hits.stream()
                .filter(hit -> hit.item() != null)
                .map(hit -> cache.computeIfAbsent(
                        hit.key(), key -> CitableWork.of(Json.read(hit.item(), ArticleSummary.class))))
                .collect(Collectors.toList());
    }
}
