package org.offprint.services.citations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchAnswer.Hit;
import org.offprint.search.SearchIndex;
import org.offprint.search.SearchRequest;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;
import org.offprint.services.citations.resemblance.CitableWork;

/**
 * Finds published articles that may cite a work. The result contains every article with a reference that could match
 * the work. The result may also contain unrelated articles, so the caller must compare the references.
 */
final class CitingSearch {

    private static final int PAGE = 100;

    /**
     * Maximum number of articles that a search returns. Only titles that consist of very common words match more
     * articles. References rarely consist of nothing but such a title.
     */
    private static final int MAX_ARTICLES = 2_000;

    private static final int MAX_SHORT_WORD_LENGTH = 3;
    private static final int MAX_TITLES = 4;
    private static final int MAX_WORDS = 30;

    private final SearchIndex index;

    CitingSearch(SearchIndex index) {
        this.index = index;
    }

    /** Returns the ids of articles whose references may cite this work or contain one of its identifiers. */
    Set<UUID> of(CitableWork work, Collection<String> identifiers) {
        Set<UUID> citing = new LinkedHashSet<>();
        if (!identifiers.isEmpty()) {
            collect(new SearchQuery.OneOf(TermField.CITES, Set.copyOf(identifiers)), citing);
        }
        WordQueries words = new WordQueries(work.doi() != null);
        List<SearchQuery> others = words.others(work);
        work.titles().stream().limit(MAX_TITLES).forEach(title -> {
            List<SearchQuery> longer = words.ofTitle(title);
            List<SearchQuery> parts = new ArrayList<>();
            parts.add(new SearchQuery.AtLeast(requiredWords(longer.size()), longer));
            if (!work.firstAuthor().isEmpty() && !work.pages().isEmpty()) {
                parts.add(words.authorOrPage(work));
            }
            if (!others.isEmpty()) {
                parts.add(new SearchQuery.AtLeast(Math.min(others.size(), 2), others));
            }
            collect(new SearchQuery.And(parts), citing);
        });
        addByVolumeAndPage(work, words, citing);
        return citing;
    }

    /**
     * Returns the number of title words that must match: two thirds, rounded up. References usually contain nearly all
     * words of the title, so the margin allows for one or two typos.
     */
    private static int requiredWords(int words) {
        return (2 * words + 2) / 3;
    }

    /**
     * Adds articles with a reference that contains the first author, volume and page. References with a volume and page
     * often omit the title.
     */
    private void addByVolumeAndPage(CitableWork work, WordQueries words, Set<UUID> citing) {
        if (work.volume() != null
                && !work.volume().isEmpty()
                && !work.firstAuthor().isEmpty()) {
            for (List<String> page : work.pages()) {
                collect(
                        new SearchQuery.And(
                                List.of(words.all(work.firstAuthor()), words.all(work.volume()), words.all(page))),
                        citing);
            }
        }
    }

    /**
     * Builds queries for words in references.
     *
     * @param identified whether the work has a DOI; if true, only references without a DOI are searched
     */
    private record WordQueries(boolean identified) {

        List<SearchQuery> ofTitle(List<String> title) {
            List<String> longer = title.stream()
                    .filter(word ->
                            word.length() > MAX_SHORT_WORD_LENGTH || Character.isIdeographic(word.codePointAt(0)))
                    .distinct()
                    .limit(MAX_WORDS)
                    .toList();
            return (longer.size() < 2 ? title.stream().distinct().limit(MAX_WORDS) : longer.stream())
                    .map(this::one)
                    .toList();
        }

        /** Returns a query for the first author or a page. A certain match requires the first author or a page. */
        SearchQuery authorOrPage(CitableWork work) {
            List<SearchQuery> either = new ArrayList<>();
            either.add(all(work.firstAuthor()));
            work.pages().forEach(page -> either.add(all(page)));
            return new SearchQuery.Or(either);
        }

        /**
         * Returns queries for the bibliographic elements of a reference apart from the title: author, year, page and
         * volume. At least two of the four elements must match.
         */
        List<SearchQuery> others(CitableWork work) {
            List<SearchQuery> others = new ArrayList<>();
            if (!work.firstAuthor().isEmpty()) {
                others.add(all(work.firstAuthor()));
            }
            work.years()
                    .forEach(year -> others.add(
                            identified
                                    ? one(year.toString())
                                    : new SearchQuery.Prefix(FullTextField.REFERENCE, year.toString())));
            work.pages().forEach(page -> others.add(all(page)));
            if (work.volume() != null && !work.volume().isEmpty()) {
                others.add(all(work.volume()));
            }
            return others;
        }

        SearchQuery all(List<String> words) {
            return words.size() == 1
                    ? one(words.get(0))
                    : new SearchQuery.And(words.stream().map(this::one).toList());
        }

        private SearchQuery one(String word) {
            return identified
                    ? new SearchQuery.OneOf(TermField.REFERENCE_WORD, Set.of(word))
                    : new SearchQuery.Word(FullTextField.REFERENCE, word);
        }
    }

    private void collect(SearchQuery query, Set<UUID> citing) {
        SearchRequest.PagePosition place = new SearchRequest.PagePosition.Start();
        boolean more = true;
        while (more && citing.size() < MAX_ARTICLES) {
            SearchAnswer answer = index.search(new SearchRequest(
                            Audience.READERS,
                            null,
                            RecordKind.ARTICLE,
                            new SearchQuery.All(),
                            Map.of("meaning", query),
                            SortOrder.NEWEST,
                            place,
                            PAGE,
                            List.of(),
                            false)
                    .keysOnly());
            List<Hit> hits = answer.hits();
            hits.forEach(hit -> citing.add(UUID.fromString(hit.key())));
            more = answer.more() && !hits.isEmpty();
            if (more) {
                place = new SearchRequest.PagePosition.Beside(
                        hits.get(hits.size() - 1).sortValues(), false);
            }
        }
    }
}
