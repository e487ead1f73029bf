package org.offprint.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Resolves the affiliations that the contributors of an article name. */
@ApplicationScoped
class ContributorImport {

    private static final List<String> ORGANIZATION =
            List.of("name", "ror", "isni", "city", "region", "postalCode", "country");

    private final AffiliationImport affiliations;

    ContributorImport(AffiliationImport affiliations) {
        this.affiliations = affiliations;
    }

    /**
     * Makes of each affiliation that a contributor of an article names what an editor would send: an id, a text or both.
     */
    void resolve(Entry entry, Batch batch) {
        Map<UUID, JsonNode> known = new HashMap<>();
        JsonNode top = entry.body().remove("affiliations");
        if (top != null) {
            top.forEach(organization -> known.put(Names.idOf(organization), organization));
        }
        JsonNode contributors = entry.body().path("contributors");
        for (int i = 0; i < contributors.size(); i++) {
            if (contributors.get(i).path("affiliations") instanceof ArrayNode mentions) {
                String where = "contributors/" + i + "/affiliations/";
                for (int j = 0; j < mentions.size(); j++) {
                    mentions.set(j, mention(entry, mentions.get(j), known, where + j, batch));
                }
                for (int j = mentions.size() - 1; j >= 0; j--) {
                    if (mentions.get(j).isObject() && mentions.get(j).isEmpty()) {
                        mentions.remove(j);
                    }
                }
            }
        }
    }

    private JsonNode mention(Entry entry, JsonNode sent, Map<UUID, JsonNode> known, String where, Batch batch) {
        UUID id = Names.idOf(sent);
        if (id != null && batch.holdings.isAffiliation(id)) {
            return held(entry, sent, id, batch);
        }
        ObjectNode named =
                sent instanceof ObjectNode object ? object : entry.body().objectNode();
        if (sent.isTextual() && id == null) {
            return named.put("text", sent.textValue());
        }
        if (id != null && !known.containsKey(id)) {
            // The reader tells that there is no such affiliation.
            return sent;
        }
        ObjectNode organization = entry.body().objectNode();
        JsonNode source = id == null ? named : known.get(id);
        for (String member : ORGANIZATION) {
            if (source.hasNonNull(member)) {
                organization.set(member, source.get(member));
            }
        }
        boolean isStructured = organization.has("name") || organization.has("ror");
        String printed = printed(named, organization);
        if (OrganizationKey.of(organization).ror() == null && organization.has("ror")) {
            entry.leaveOut(where + "/ror", organization.remove("ror"));
        }
        if (!organization.has("name") && organization.has("ror") && printed != null) {
            organization.put("name", printed);
        }
        named.remove(ORGANIZATION);
        named.remove(List.of("id", "label"));
        if (isStructured && organization.size() > 0) {
            affiliations
                    .resolve(entry, organization, id, where, batch)
                    .ifPresent(found -> named.put("id", found.toString()));
        }
        if (!named.has("id") && !named.hasNonNull("text") && printed != null) {
            named.put("text", printed);
        }
        return named;
    }

    private static JsonNode held(Entry entry, JsonNode sent, UUID id, Batch batch) {
        if (batch.affiliations.containsKey(id)) {
            entry.name(id);
        }
        if (sent instanceof ObjectNode object) {
            object.remove(ORGANIZATION);
            object.remove("label");
        }
        return sent;
    }

    /** The words as printed, or what there is in place of them. */
    private static String printed(ObjectNode mention, ObjectNode organization) {
        return mention.hasNonNull("text")
                ? mention.get("text").asText()
                : organization.path("name").textValue();
    }
}
