package org.offprint.site.works;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offprint.http.parameters.QueryText;
import org.offprint.json.Json;
import org.offprint.search.LimitedSearch;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.Place;
import org.offprint.search.SearchRequest.WantedFacet;
import org.offprint.search.feed.ListedPerson;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/** Looks up published works by what they have in common. */
@ApplicationScoped
class FoundWorks {

    private static final int OF_A_PAGE = 20;

    /** The most pages: numbers end where those of the API do. */
    private static final int MOST_PAGES = 10_000 / OF_A_PAGE;

    private static final String PAGE = "page";
    private static final int LONGEST_NUMBER = 4;

    private final LimitedSearch index;

    FoundWorks(LimitedSearch index) {
        this.index = index;
    }

    /**
     * Returns the number of the page that an address asks for, 1 where it asks for none that there can be.
     *
     * @param query as it was sent; null for none
     */
    static int page(String query) {
        String text = query == null || query.indexOf('%') >= 0
                ? ""
                : QueryText.of(query).pairs().stream()
                        .filter(pair -> pair.getKey().equals(PAGE))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("");
        boolean isNumber = !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Math.max(1, Math.min(Integer.parseInt(text), MOST_PAGES)) : 1;
    }

    /**
     * Returns a page of the works with this value.
     *
     * @param path of the first page
     * @param counted the fields whose values are counted, with how many values
     */
    Works with(TermField field, String value, String path, int page, Map<TermField, Integer> counted) {
        SearchAnswer answer = index.search(new SearchRequest(
                Audience.READERS,
                null,
                RecordKind.ARTICLE,
                new SearchQuery.All(),
                Map.of("works", new SearchQuery.OneOf(field, Set.of(value))),
                SortOrder.NEWEST,
                new Place.Numbered(page),
                OF_A_PAGE,
                counted.entrySet().stream()
                        .map(each -> new WantedFacet(each.getKey(), each.getValue(), Set.of()))
                        .toList(),
                false));
        return Works.of(path, answer, page, OF_A_PAGE, MOST_PAGES);
    }

    /** Returns the person with an ORCID iD, as most of the works write the name. */
    Optional<ListedPerson> person(String orcid) {
        SearchAnswer answer = index.search(new SearchRequest(
                Audience.READERS,
                null,
                RecordKind.PERSON,
                new SearchQuery.All(),
                Map.of("orcid", new SearchQuery.OneOf(TermField.ORCID, Set.of(orcid))),
                SortOrder.MOST_ARTICLES,
                new Place.Numbered(1),
                1,
                List.of(),
                false));
        return answer.hits().stream().findFirst().map(hit -> Json.read(hit.item(), ListedPerson.class));
    }
}
