package org.offprint.formats.ror;

import static org.offprint.formats.draft.JsonSource.objects;
import static org.offprint.formats.draft.JsonSource.take;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.offprint.formats.draft.AffiliationDraft;
import org.offprint.formats.draft.AffiliationDraft.RelatedOrganization;
import org.offprint.formats.draft.JsonSource;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.kernel.identifiers.CountryCode;
import org.offprint.kernel.identifiers.Isni;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.record.contributors.OrganizationScheme;

/** Reads one organization in ROR's JSON format. Members that cannot be imported are reported as unmapped. */
final class RorOrganizationReader {

    /** JSON members that describe ROR's metadata record, not the organization. */
    private static final Set<String> OF_ROR = Set.of("admin");

    private static final Map<String, OrganizationScheme> SCHEMES = Map.of(
            "grid", OrganizationScheme.GRID,
            "wikidata", OrganizationScheme.WIKIDATA,
            "fundref", OrganizationScheme.FUNDER);

    private final ObjectNode organization;
    private final AffiliationDraft draft = new AffiliationDraft();

    RorOrganizationReader(ObjectNode organization) {
        this.organization = organization;
    }

    ImportRecord read(long line) {
        draft.ror(draft.parsed(take(organization, "id"), RorId::parse, "id"));
        names();
        location();
        relationships();
        for (ObjectNode id : objects(organization, "external_ids")) {
            isni(id);
            identifier(id);
        }
        for (ObjectNode link : objects(organization, "links")) {
            if (link.path("type").asText().equals("website") && !draft.hasUrl()) {
                draft.url(draft.parsed(take(link, "value"), WebUrl::parse, "links"));
                link.removeAll();
            }
        }
        draft.status(take(organization, "status"));
        JsonSource.leftoversByMember(organization, OF_ROR, draft);
        return draft.record(line, "The organization has no name. Add a name to the member `names`.");
    }

    /** Reads the name that ROR displays, one name in each other language, and the acronyms. */
    private void names() {
        List<ObjectNode> names = objects(organization, "names");
        for (ObjectNode name : names) {
            if (is(name, "ror_display") && draft.name() == null) {
                draft.name(name.path("value").asText());
            }
        }
        for (String kind : List.of("label", "alias")) {
            names.forEach(name -> translation(name, kind));
        }
        for (ObjectNode name : names) {
            if (is(name, "acronym")) {
                draft.acronym(name.path("value").asText());
                name.removeAll();
            } else if (name.path("value").asText().equals(Objects.toString(draft.name(), ""))
                    && (!name.path("lang").isTextual() || !is(name, "ror_display"))) {
                // The name repeats the main name, so it is not reported as unmapped.
                name.removeAll();
            }
        }
    }

    private void translation(ObjectNode name, String kind) {
        String value = name.path("value").asText();
        String said = name.path("lang").textValue();
        if (!is(name, kind) || is(name, "acronym") || said == null) {
            return;
        }
        String language = draft.value(said, LanguageTag::parse, "names/lang");
        boolean isShown = is(name, "ror_display");
        if (language != null && !draft.hasName(language) && (!isShown || kind.equals("label"))) {
            draft.name(language, value);
            name.removeAll();
        }
    }

    private static boolean is(ObjectNode name, String type) {
        for (JsonNode each : name.path("types")) {
            if (each.asText().equals(type)) {
                return true;
            }
        }
        return false;
    }

    /** Reads the first location of an organization. All other locations are reported as unmapped. */
    private void location() {
        for (ObjectNode location : objects(organization, "locations")) {
            if (location.path("geonames_details") instanceof ObjectNode place && !draft.hasCountry()) {
                draft.city(take(place, "name"));
                draft.region(take(place, "country_subdivision_name"));
                draft.country(draft.parsed(take(place, "country_code"), CountryCode::parse, "locations"));
                place.remove(List.of("country_name", "country_subdivision_code", "continent_code", "continent_name"));
            }
        }
    }

    /**
     * Reads the parents and successors of an organization. Children and predecessors are ignored, because the record of
     * the related organization contains the relation. Any other relation is reported as unmapped. If there are several
     * parents or successors, the first one that exists in Offprint is used, and the rest are reported as unmapped.
     */
    private void relationships() {
        for (ObjectNode related : objects(organization, "relationships")) {
            String type = related.path("type").asText();
            if (type.equals("child") || type.equals("predecessor")) {
                related.removeAll();
            } else if (type.equals("parent") || type.equals("successor")) {
                RorId ror = draft.parsed(related.path("id").asText(), RorId::parse, "relationships");
                if (ror != null) {
                    RelatedOrganization lineage =
                            type.equals("parent") ? RelatedOrganization.PARENT : RelatedOrganization.SUCCESSOR;
                    draft.relatedOrganizationCandidate(
                            lineage, ror, related.path("label").textValue());
                }
                related.removeAll();
            }
        }
    }

    /**
     * Reads the identifiers of an organization in one scheme, such as GRID or Wikidata. The preferred identifier is the
     * first.
     */
    private void identifier(ObjectNode id) {
        OrganizationScheme scheme = SCHEMES.get(id.path("type").asText());
        if (scheme == null) {
            return;
        }
        Set<String> ids = new LinkedHashSet<>();
        if (id.path("preferred").isTextual()) {
            ids.add(id.path("preferred").textValue());
        }
        id.path("all").forEach(each -> ids.add(each.asText()));
        ids.forEach(each -> draft.identifier(scheme, each, "external_ids"));
        id.removeAll();
    }

    private void isni(ObjectNode id) {
        if (!id.path("type").asText().equals("isni") || draft.hasIsni()) {
            return;
        }
        JsonNode preferred = id.path("preferred").isTextual()
                ? id.path("preferred")
                : id.path("all").path(0);
        draft.isni(draft.parsed(preferred.asText(), Isni::parse, "external_ids"));
        if (id.path("all").size() < 2) {
            id.removeAll();
        }
    }
}
