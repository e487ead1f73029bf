package org.offprint.web.site.works;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.formats.schemaorg.JsonLd;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.search.feed.ListedPerson;
import org.offprint.search.schema.TermField;
import org.offprint.web.site.addresses.PageRedirects;
import org.offprint.web.site.pages.PageAddress;
import org.offprint.web.site.pages.PageNumber;
import org.offprint.web.site.pages.SitePage;
import org.offprint.web.site.pages.SitePages;
import org.offprint.web.site.pages.SiteRequest;
import org.offprint.web.site.pages.SiteSwitch;

/** REST resource for the page that lists the works of a person, identified by ORCID iD. */
@Path("/authors/{orcid}")
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
@QuotaOf(QuotaClass.SEARCH)
public class AuthorPage {

    private static final int MAX_COAUTHORS = 21; // 20 coauthors plus the person whose works are listed
    private static final int MAX_KEYWORDS = 15;
    private static final int MAX_JOURNALS = 2; // Two values suffice to detect works from several journals.

    private static final Map<TermField, Integer> COUNTED = Map.of(
            TermField.AUTHOR_KEY,
            MAX_COAUTHORS,
            TermField.KEYWORD_TERM,
            MAX_KEYWORDS,
            TermField.JOURNAL_ID,
            MAX_JOURNALS);

    private final WorkSearch index;
    private final PageRedirects moved;
    private final SitePages pages;
    private final SiteSwitch site;

    AuthorPage(WorkSearch index, PageRedirects moved, SitePages pages, SiteSwitch site) {
        this.index = index;
        this.moved = moved;
        this.pages = pages;
        this.site = site;
    }

    @GET
    @Operation(hidden = true)
    public Response getAuthor(@PathParam("orcid") String given, @BeanParam SiteRequest asked) {
        site.require();
        Orcid orcid = orcid(given);
        String path = PageAddress.ofAuthor(orcid);
        if (!orcid.bare().equals(given)) {
            return moved.permanent(path);
        }
        ListedPerson person = index.person(orcid.value()).orElseThrow(() -> unknown(given));
        int page = PageNumber.ofQuery(asked.query());
        WorksPage works = index.with(TermField.ORCID, orcid.value(), path, page, COUNTED);
        if (works.articles().isEmpty()) {
            throw unknown(given);
        }
        List<CountedValue> others = works.values(TermField.AUTHOR_KEY).stream()
                .filter(value ->
                        !value.value().equals(orcid.value()) && !value.value().equals(orcid.bare()))
                .limit(MAX_COAUTHORS - 1L)
                .map(CountedValue::ofAuthor)
                .toList();
        List<CountedValue> keywords = works.values(TermField.KEYWORD_TERM).stream()
                .map(CountedValue::ofKeyword)
                .toList();
        return pages.answerUncached(
                asked,
                SitePage.of("author.html")
                        .with("person", person)
                        .with("orcid", orcid.value())
                        .with("works", works)
                        .with("others", others)
                        .with("keywords", keywords)
                        .titled(person.name())
                        .canonical(works.self())
                        .at(works.self())
                        .structured(structured(person, orcid, path))
                        .notCached());
    }

    private static Orcid orcid(String given) {
        try {
            return Orcid.parse(given);
        } catch (InvalidValueException e) {
            throw unknown(given);
        }
    }

    private static ProblemException unknown(String given) {
        return Problems.notFound("author", given);
    }

    private static ObjectNode structured(ListedPerson person, Orcid orcid, String path) {
        ObjectNode page = JsonLd.of("ProfilePage");
        page.put("url", PublishedRecord.BASE_URL + path);
        ObjectNode about = page.putObject("mainEntity");
        about.put("@type", "Person").put("@id", orcid.value());
        about.put("name", person.name());
        if (person.given() != null) {
            about.put("givenName", person.given());
        }
        if (person.family() != null) {
            about.put("familyName", person.family());
        }
        about.put("url", PublishedRecord.BASE_URL + path);
        about.putArray("sameAs").add(orcid.value());
        return page;
    }
}
