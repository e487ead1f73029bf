package org.offprint.web.site.works;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.json.Json;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.FacetRequest;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.ThrottledSearch;
import org.offprint.search.feed.ListedPerson;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;
import org.offprint.web.site.pages.PageNumber;

/** Finds published works with a given value of an index field. */
@ApplicationScoped
public class WorkSearch {

    private final ThrottledSearch index;

    WorkSearch(ThrottledSearch index) {
        this.index = index;
    }

    /**
     * Returns a page of works with the given field value.
     *
     * @param path path of the first page
     * @param counted fields whose values are counted, with the maximum number of values
     */
    WorksPage with(TermField field, String value, String path, int page, Map<TermField, Integer> counted) {
        return with(new SearchQuery.OneOf(field, Set.of(value)), path, page, counted);
    }

    /** Returns a page of works that match a query. */
    WorksPage with(SearchQuery works, String path, int page, Map<TermField, Integer> counted) {
        SearchAnswer answer = index.search(new SearchRequest(
                Audience.READERS,
                null,
                RecordKind.ARTICLE,
                new SearchQuery.All(),
                Map.of("works", works),
                SortOrder.NEWEST,
                new PagePosition.Numbered(page),
                PageNumber.PAGE_SIZE,
                counted.entrySet().stream()
                        .map(each -> new FacetRequest(each.getKey(), each.getValue(), Set.of()))
                        .toList(),
                false));
        return WorksPage.of(path, answer, page);
    }

    /**
     * Returns the most frequent keywords of all works, in alphabetical order. Returns an empty list if the index is not
     * available.
     */
    public List<CountedValue> keywords(int max) {
        try {
            return with(new SearchQuery.All(), "/", 1, Map.of(TermField.KEYWORD_TERM, max))
                    .values(TermField.KEYWORD_TERM)
                    .stream()
                    .map(CountedValue::ofKeyword)
                    .sorted(Comparator.comparing(CountedValue::label, String.CASE_INSENSITIVE_ORDER))
                    .toList();
        } catch (ProblemException unavailable) {
            return List.of();
        }
    }

    /** Returns the person with the given ORCID iD, under the name that appears in most works. */
    Optional<ListedPerson> person(String orcid) {
        SearchAnswer answer = index.search(new SearchRequest(
                Audience.READERS,
                null,
                RecordKind.PERSON,
                new SearchQuery.All(),
                Map.of("orcid", new SearchQuery.OneOf(TermField.ORCID, Set.of(orcid))),
                SortOrder.MOST_ARTICLES,
                new PagePosition.Numbered(1),
                1,
                List.of(),
                false));
        return answer.hits().stream().findFirst().map(hit -> Json.read(hit.item(), ListedPerson.class));
    }
}
