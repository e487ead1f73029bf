package org.offprint.citations;

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

/**
 * Finds the published articles whose references may mean a work: all that a match of the reference could lead to it, and
 * others, which are told apart by their references.
 */
final class CitingSearch {

    private static final int PAGE = 100;

    /** The most articles for one title; a title of so common words is hardly ever all that a reference says. */
    private static final int MOST = 2_000;

    private static final int SHORT_WORD = 3;
    private static final int MOST_TITLES = 4;
    private static final int MOST_WORDS = 30;

    private final SearchIndex index;

    CitingSearch(SearchIndex index) {
        this.index = index;
    }

    /** Returns the ids of articles whose references may mean this work, or name one of its identifiers. */
    Set<UUID> of(HeldWork work, Collection<String> identifiers) {
        Set<UUID> citing = new LinkedHashSet<>();
        if (!identifiers.isEmpty()) {
            collect(new SearchQuery.OneOf(TermField.CITES, Set.copyOf(identifiers)), citing);
        }
        List<SearchQuery> others = others(work);
        work.titles().stream().limit(MOST_TITLES).forEach(title -> {
            List<SearchQuery> words = title(title);
            List<SearchQuery> parts = new ArrayList<>();
            parts.add(new SearchQuery.AtLeast((words.size() + 1) / 2, words));
            if (!others.isEmpty()) {
                parts.add(new SearchQuery.AtLeast(Math.min(others.size(), 2), others));
            }
            collect(new SearchQuery.And(parts), citing);
        });
        place(work, citing);
        return citing;
    }

    /** Adds those that name author, volume and page, as references without a title do. */
    private void place(HeldWork work, Set<UUID> citing) {
        if (work.volume() != null && !work.firstAuthor().isEmpty()) {
            for (List<String> page : work.pages()) {
                List<SearchQuery> words = new ArrayList<>();
                work.firstAuthor().forEach(word -> words.add(word(word)));
                work.volume().forEach(word -> words.add(word(word)));
                page.forEach(word -> words.add(word(word)));
                collect(new SearchQuery.And(words), citing);
            }
        }
    }

    private static List<SearchQuery> title(List<String> title) {
        List<String> words = title.stream()
                .filter(word -> word.length() > SHORT_WORD || Character.isIdeographic(word.codePointAt(0)))
                .distinct()
                .limit(MOST_WORDS)
                .toList();
        return (words.size() < 2 ? title.stream().distinct().limit(MOST_WORDS) : words.stream())
                .map(CitingSearch::word)
                .toList();
    }

    /** Returns what else a reference says of a work, of which two at least must agree. */
    private static List<SearchQuery> others(HeldWork work) {
        List<SearchQuery> others = new ArrayList<>();
        if (!work.firstAuthor().isEmpty()) {
            others.add(all(work.firstAuthor()));
        }
        work.years().forEach(year -> others.add(new SearchQuery.Prefix(FullTextField.REFERENCE, year.toString())));
        work.pages().forEach(page -> others.add(all(page)));
        if (work.volume() != null && !work.volume().isEmpty()) {
            others.add(all(work.volume()));
        }
        return others;
    }

    private static SearchQuery all(List<String> words) {
        return new SearchQuery.And(words.stream().map(CitingSearch::word).toList());
    }

    private static SearchQuery word(String word) {
        return new SearchQuery.Word(FullTextField.REFERENCE, word);
    }

    private void collect(SearchQuery query, Set<UUID> citing) {
        SearchRequest.Place place = new SearchRequest.Place.Start();
        boolean more = true;
        while (more && citing.size() < MOST) {
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
                    .uncounted());
            List<Hit> hits = answer.hits();
            hits.forEach(hit -> citing.add(UUID.fromString(hit.key())));
            more = answer.more() && !hits.isEmpty();
            if (more) {
                place = new SearchRequest.Place.Beside(hits.get(hits.size() - 1).sortValues(), false);
            }
        }
    }
}
