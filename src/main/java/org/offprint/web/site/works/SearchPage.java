package org.offprint.web.site.works;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.FacetRequest;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.ThrottledSearch;
import org.offprint.search.query.QuerySyntax;
import org.offprint.search.query.QuerySyntaxException;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;
import org.offprint.services.usage.UsedItem;
import org.offprint.web.site.pages.PageNumber;
import org.offprint.web.site.pages.SitePage;
import org.offprint.web.site.pages.SitePages;
import org.offprint.web.site.pages.SiteRequest;
import org.offprint.web.site.pages.SiteSwitch;
import org.offprint.web.site.records.PublishedJournals;
import org.offprint.web.site.records.PublishedJournals.PublishedJournal;

/** REST resource for the page that searches the articles of all journals or of selected journals. */
@Path(SearchPageQuery.PATH)
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
@QuotaOf(QuotaClass.SEARCH)
public class SearchPage {

    private static final int FEW = 10;
    private static final int MANY = 20;

    /** Index fields to display as facets, in display order, each with the maximum number of displayed values. */
    private static final Map<TermField, Integer> COUNTED = counted();

    private final ThrottledSearch index;
    private final PublishedJournals journals;
    private final SitePages pages;
    private final SiteSwitch site;

    SearchPage(ThrottledSearch index, PublishedJournals journals, SitePages pages, SiteSwitch site) {
        this.index = index;
        this.journals = journals;
        this.pages = pages;
        this.site = site;
    }

    private static Map<TermField, Integer> counted() {
        Map<TermField, Integer> counted = new LinkedHashMap<>();
        counted.put(TermField.JOURNAL_ID, MANY);
        counted.put(TermField.YEAR, FEW);
        counted.put(TermField.TYPE, FEW);
        counted.put(TermField.LANGUAGE, FEW);
        counted.put(TermField.KEYWORD_TERM, FEW);
        counted.put(TermField.AUTHOR_KEY, FEW);
        counted.put(TermField.AFFILIATION_ID, FEW);
        counted.put(TermField.COUNTRY, FEW);
        counted.put(TermField.LICENSE, FEW);
        counted.put(TermField.RETRACTED, 2);
        return counted;
    }

    @GET
    @Operation(hidden = true)
    public Response getSearch(@BeanParam SiteRequest request) {
        site.require();
        Map<String, PublishedJournal> known = new LinkedHashMap<>();
        SearchPageQuery asked = asked(request.query(), known);
        QuerySyntaxException wrong = null;
        SearchQuery query;
        try {
            query = asked.q().isEmpty() ? new SearchQuery.All() : QuerySyntax.parse(asked.q(), RecordKind.ARTICLE);
        } catch (QuerySyntaxException e) {
            wrong = e;
            query = words(asked.q());
        }
        Optional<PublishedJournal> journal = journalOf(asked, known);
        boolean isOnly = journal.isPresent() && journals.only().isPresent();
        ShownSearch shown = ShownSearch.of(asked, index.search(request(asked, query)), wrong, isOnly);
        SitePage page = SitePage.of("search.html")
                .with("search", shown)
                .with("query", asked.q())
                .at(asked.pathOf(asked.page()))
                .canonical(SearchPageQuery.PATH)
                .titledBy("search")
                .describedBy("searchAll")
                .notCached();
        if (!asked.isEmpty()) {
            page.notIndexed();
            // Requests for further result pages are not counted as searches (COUNTER 5.1, section 7.6).
            page.counting(asked.page() == 1 ? UsedItem.search() : null);
        }
        journal.ifPresent(held -> page.of(held.ref()));
        return pages.answerUncached(request, page);
    }

    private SearchPageQuery asked(String query, Map<String, PublishedJournal> known) {
        try {
            return SearchPageQuery.read(query, slug -> journals.find(slug)
                    .map(journal -> {
                        known.put(slug, journal);
                        return journal.id().toString();
                    })
                    .orElse(SearchQuery.OneOf.NO_ID.toString()));
        } catch (IllegalArgumentException e) {
            throw Problems.badParameter("q", "encoding", e.getMessage());
        }
    }

    /**
     * Returns the journal to which the search is limited; empty if the search covers all journals or several journals.
     */
    private Optional<PublishedJournal> journalOf(SearchPageQuery asked, Map<String, PublishedJournal> known) {
        List<String> named = List.copyOf(asked.values().getOrDefault(TermField.JOURNAL_ID.word(), Set.of()));
        if (named.size() != 1) {
            return Optional.empty();
        }
        PublishedJournal journal = known.get(named.get(0));
        return journal == null ? journals.find(named.get(0)) : Optional.of(journal);
    }

    private static SearchQuery words(String text) {
        try {
            return QuerySyntax.words(text, RecordKind.ARTICLE);
        } catch (QuerySyntaxException e) {
            return new SearchQuery.Not(new SearchQuery.All());
        }
    }

    private static SearchRequest request(SearchPageQuery asked, SearchQuery query) {
        return new SearchRequest(
                Audience.READERS,
                null,
                RecordKind.ARTICLE,
                query,
                asked.filters(),
                asked.order(),
                new PagePosition.Numbered(asked.page()),
                PageNumber.PAGE_SIZE,
                COUNTED.entrySet().stream()
                        .map(each -> new FacetRequest(each.getKey(), each.getValue(), asked.selected(each.getKey())))
                        .toList(),
                !asked.q().isEmpty());
    }
}
