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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.formats.schemaorg.JsonLd;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.search.schema.TermField;
import org.offprint.web.site.addresses.PageRedirects;
import org.offprint.web.site.pages.PageNumber;
import org.offprint.web.site.pages.SitePage;
import org.offprint.web.site.pages.SitePages;
import org.offprint.web.site.pages.SiteRequest;
import org.offprint.web.site.pages.SiteSwitch;
import org.offprint.web.site.records.PublishedOrganizations;
import org.offprint.web.site.records.PublishedOrganizations.PublishedOrganization;

/** REST resource for the page that lists works by people at an organization or one of its parts. */
@Path("/")
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
@QuotaOf(QuotaClass.SEARCH)
public class OrganizationPage {

    private static final int MAX_KEYWORDS = 15;
    private static final Map<TermField, Integer> COUNTED =
            Map.of(TermField.KEYWORD_TERM, MAX_KEYWORDS, TermField.JOURNAL_ID, 2);

    private final PublishedOrganizations organizations;
    private final WorkSearch index;
    private final PageRedirects moved;
    private final SitePages pages;
    private final SiteSwitch site;

    OrganizationPage(
            PublishedOrganizations organizations,
            WorkSearch index,
            PageRedirects moved,
            SitePages pages,
            SiteSwitch site) {
        this.organizations = organizations;
        this.index = index;
        this.moved = moved;
        this.pages = pages;
        this.site = site;
    }

    @GET
    @Path("affiliations/{id}")
    @Operation(hidden = true)
    public Response getOrganization(@PathParam("id") String given, @BeanParam SiteRequest asked) {
        site.require();
        UUID id = Ids.isUuidShaped(given) ? Ids.parse(given) : null;
        PublishedOrganization organization = (id == null
                        ? Optional.<PublishedOrganization>empty()
                        : organizations.find(id))
                .orElseThrow(() -> Problems.notFound("affiliation", given));
        if (!organization.standsFor().toString().equals(given)) {
            return moved.permanent("/affiliations/" + organization.standsFor());
        }
        int page = PageNumber.ofQuery(asked.query());
        WorksPage works =
                index.with(TermField.AFFILIATION_ID, organization.id().toString(), organization.path(), page, COUNTED);
        if (page > 1 && works.articles().isEmpty()) {
            throw Problems.notFound("page", Integer.toString(page));
        }
        AffiliationBody body = organization.body();
        SitePage shown = SitePage.of("affiliation.html")
                .with("organization", organization)
                .with("place", place(body))
                .with("country", body.country() == null ? "" : body.country().value())
                .with("ror", body.ror() == null ? "" : body.ror().value())
                .with("above", organizations.above(organization))
                .with("parts", organizations.parts(organization.id()))
                .with("works", works)
                .with(
                        "keywords",
                        works.values(TermField.KEYWORD_TERM).stream()
                                .map(CountedValue::ofKeyword)
                                .toList())
                .titled(body.name())
                .canonical(works.self())
                .at(works.self())
                .structured(structured(organization))
                .notCached();
        return pages.answerUncached(asked, works.total() == 0 ? shown.notIndexed() : shown);
    }

    @GET
    @Path("ror/{ror: .+}")
    @Operation(hidden = true)
    public Response getOrganizationByRor(@PathParam("ror") String given) {
        site.require();
        RorId ror;
        try {
            ror = RorId.parse(given);
        } catch (InvalidValueException e) {
            throw Problems.notFound("organization with the ROR id", given);
        }
        UUID id = organizations.byRor(ror).orElseThrow(() -> Problems.notFound("organization with the ROR id", given));
        return moved.permanent("/affiliations/" + id);
    }

    private static List<String> place(AffiliationBody body) {
        return Stream.of(body.city(), body.region()).filter(Objects::nonNull).toList();
    }

    private static ObjectNode structured(PublishedOrganization organization) {
        AffiliationBody body = organization.body();
        ObjectNode described = JsonLd.of("Organization");
        described.put("name", body.name()).put("url", PublishedRecord.BASE_URL + organization.path());
        if (body.ror() != null) {
            described.put("@id", body.ror().value());
        }
        if (!body.names().isEmpty()) {
            var others = described.putArray("alternateName");
            body.names().values().forEach(others::add);
        }
        if (body.city() != null || body.country() != null) {
            ObjectNode address = described.putObject("address").put("@type", "PostalAddress");
            if (body.city() != null) {
                address.put("addressLocality", body.city());
            }
            if (body.country() != null) {
                address.put("addressCountry", body.country().value());
            }
        }
        return described;
    }
}
