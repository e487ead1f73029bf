package org.offprint.web.site.works;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.http.parameters.QueryText;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.search.SearchAnswer.Value;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;
import org.offprint.search.schema.TermValues;
import org.offprint.web.site.pages.PageAddress;
import org.offprint.web.site.pages.PageNumber;
import org.offprint.web.site.pages.SitePage;
import org.offprint.web.site.pages.SitePages;
import org.offprint.web.site.pages.SiteRequest;
import org.offprint.web.site.pages.SiteSwitch;

/** REST resource for the page that lists the works with a keyword. Case and accents are ignored. */
@Path(PageAddress.KEYWORDS + "{keyword: .+}")
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
@QuotaOf(QuotaClass.SEARCH)
public class KeywordPage {

    private static final int MAX_KEYWORDS = 20;
    private static final Map<TermField, Integer> COUNTED =
            Map.of(TermField.KEYWORD_TERM, MAX_KEYWORDS, TermField.JOURNAL_ID, 2);

    private final WorkSearch index;
    private final SitePages pages;
    private final SiteSwitch site;

    KeywordPage(WorkSearch index, SitePages pages, SiteSwitch site) {
        this.index = index;
        this.pages = pages;
        this.site = site;
    }

    @GET
    @Operation(hidden = true)
    public Response getKeyword(@BeanParam SiteRequest asked) {
        site.require();
        String given = keyword(asked.path());
        String keyword;
        try {
            keyword = TermValues.normal(TermField.KEYWORD_TERM, RecordKind.ARTICLE, given);
        } catch (IllegalArgumentException e) {
            throw Problems.notFound("keyword", given);
        }
        WorksPage works = index.with(
                TermField.KEYWORD_TERM,
                keyword,
                PageAddress.ofKeyword(keyword),
                PageNumber.ofQuery(asked.query()),
                COUNTED);
        if (works.articles().isEmpty()) {
            throw Problems.notFound("keyword", given);
        }
        String label = works.values(TermField.KEYWORD_TERM).stream()
                .filter(value -> value.value().equals(keyword))
                .map(Value::label)
                .findFirst()
                .orElse(given);
        return pages.answerUncached(
                asked,
                SitePage.of("keyword.html")
                        .with("keyword", label)
                        .with("works", works)
                        .with(
                                "others",
                                works.values(TermField.KEYWORD_TERM).stream()
                                        .filter(value -> !value.value().equals(keyword))
                                        .map(CountedValue::ofKeyword)
                                        .toList())
                        .titled(label)
                        .canonical(works.self())
                        .at(works.self())
                        .notCached());
    }

    /**
     * Extracts the keyword from the undecoded path of the request, because the framework truncates paths at semicolons.
     */
    private static String keyword(String path) {
        try {
            return QueryText.decoded(path.substring(PageAddress.KEYWORDS.length()), false);
        } catch (IllegalArgumentException e) {
            throw Problems.notFound("keyword", path);
        }
    }
}
