package org.offprint.formats.ror;

import static org.offprint.formats.json.JsonSource.objects;
import static org.offprint.formats.json.JsonSource.take;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.draft.InvalidValues;
import org.offprint.formats.json.JsonSource;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.http.problem.Finding;
import org.offprint.identifiers.CountryCode;
import org.offprint.identifiers.Isni;
import org.offprint.identifiers.LanguageTag;
import org.offprint.identifiers.RorId;
import org.offprint.identifiers.WebUrl;

/** One organization. Members are taken out of it as they are placed. */
final class RorOrganizationReader {

    /** Members of ROR's own record. */
    private static final Set<String> OF_ROR = Set.of("admin");

    private final ObjectNode organization;
    private final Draft draft = new Draft();

    RorOrganizationReader(ObjectNode organization) {
        this.organization = organization;
    }

    ImportRecord read(long line) {
        ObjectNode body = draft.body();
        Draft.put(body, "ror", draft.value(take(organization, "id"), RorId::parse, "id"));
        names(body);
        location(body);
        relationships(body);
        for (ObjectNode id : objects(organization, "external_ids")) {
            isni(id, body);
        }
        for (ObjectNode link : objects(organization, "links")) {
            if (link.path("type").asText().equals("website") && !body.has("url")) {
                Draft.put(body, "url", draft.value(take(link, "value"), WebUrl::parse, "links"));
                link.removeAll();
            }
        }
        Draft.put(body, "status", take(organization, "status"));
        JsonSource.leftoversByMember(organization, OF_ROR, draft);
        List<Finding> problems = new ArrayList<>(InvalidValues.affiliation(draft));
        if (!body.has("name")) {
            problems = List.of(Finding.at("/name", "required", "The source names no name."));
        }
        return new ImportRecord("affiliation", body, draft.unplaced(), problems, line, null, null);
    }

    /** The name that ROR shows, one name in each other language, and acronyms. */
    private void names(ObjectNode body) {
        List<ObjectNode> names = objects(organization, "names");
        for (ObjectNode name : names) {
            if (is(name, "ror_display") && !body.has("name")) {
                Draft.put(body, "name", name.path("value").asText());
            }
        }
        for (String kind : List.of("label", "alias")) {
            names.forEach(name -> translation(name, kind, body));
        }
        for (ObjectNode name : names) {
            if (is(name, "acronym")) {
                draft.addOnce("acronyms", body.textNode(name.path("value").asText()));
                name.removeAll();
            } else if (name.path("value").asText().equals(body.path("name").asText())
                    && (!name.path("lang").isTextual() || !is(name, "ror_display"))) {
                // Where its language is taken by another name, in which language it is has no place.
                name.removeAll();
            }
        }
    }

    private void translation(ObjectNode name, String kind, ObjectNode body) {
        String value = name.path("value").asText();
        String said = name.path("lang").textValue();
        if (!is(name, kind) || is(name, "acronym") || said == null) {
            return;
        }
        String language = draft.value(said, LanguageTag::parse, "names/lang");
        boolean isShown = is(name, "ror_display");
        if (language != null && !draft.object("names").has(language) && (!isShown || kind.equals("label"))) {
            draft.object("names").put(language, value);
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

    /** Of several places the first; the others are told. */
    private void location(ObjectNode body) {
        for (ObjectNode location : objects(organization, "locations")) {
            if (location.path("geonames_details") instanceof ObjectNode place && !body.has("country")) {
                Draft.put(body, "city", take(place, "name"));
                Draft.put(body, "region", take(place, "country_subdivision_name"));
                Draft.put(body, "country", draft.value(take(place, "country_code"), CountryCode::parse, "locations"));
                place.remove(List.of("country_name", "country_subdivision_code", "continent_code", "continent_name"));
            }
        }
    }

    /**
     * A child says itself whose it is, and a successor is told where it is one; related ones have no place. Of several
     * the first that is here is taken, and the others are told then.
     */
    private void relationships(ObjectNode body) {
        for (ObjectNode related : objects(organization, "relationships")) {
            String type = related.path("type").asText();
            if (type.equals("child") || type.equals("predecessor")) {
                related.removeAll();
            } else if (type.equals("parent") || type.equals("successor")) {
                String ror = draft.value(related.path("id").asText(), RorId::parse, "relationships");
                if (ror != null) {
                    ObjectNode named = body.withArray("/" + type).addObject().put("ror", ror);
                    Draft.put(named, "name", related.path("label").textValue());
                }
                related.removeAll();
            }
        }
        for (String type : List.of("parent", "successor")) {
            if (body.path(type).size() == 1) {
                body.set(type, body.path(type).get(0));
            }
        }
    }

    private void isni(ObjectNode id, ObjectNode body) {
        if (!id.path("type").asText().equals("isni") || body.has("isni")) {
            return;
        }
        JsonNode preferred = id.path("preferred").isTextual()
                ? id.path("preferred")
                : id.path("all").path(0);
        Draft.put(body, "isni", draft.value(preferred.asText(), Isni::parse, "external_ids"));
        if (id.path("all").size() < 2) {
            id.removeAll();
        }
    }
}
