package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.keys.OrganizationKey;
import org.offprint.imports.resolving.BatchReferences;
import org.offprint.imports.resolving.PrintedMention;
import org.offprint.journal.affiliations.parsing.PrintedAffiliation;
import org.offprint.kernel.json.Text;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.contributors.AffiliationMention;

/** Resolves the affiliations of an article's contributors. */
@ApplicationScoped
class ContributorImport {

    private static final List<String> ORGANIZATION =
            List.of("name", "ror", "isni", "identifiers", "city", "region", "postalCode", "country");

    private final AffiliationImport affiliations;

    ContributorImport(AffiliationImport affiliations) {
        this.affiliations = affiliations;
    }

    /**
     * Converts each affiliation of a contributor to the form that the API accepts from editors: an id, a text or both.
     */
    void resolve(RecordImport record, Batch batch) {
        Map<UUID, JsonNode> known = new HashMap<>();
        JsonNode top = record.body().remove("affiliations");
        if (top != null) {
            top.forEach(organization -> known.put(BatchReferences.idOf(organization), organization));
        }
        JsonNode contributors = record.body().path("contributors");
        for (int i = 0; i < contributors.size(); i++) {
            if (contributors.get(i).path("affiliations") instanceof ArrayNode mentions) {
                String where = "contributors/" + i + "/affiliations/";
                for (int j = 0; j < mentions.size(); j++) {
                    mentions.set(j, mention(record, mentions.get(j), known, where + j, batch));
                }
                for (int j = mentions.size() - 1; j >= 0; j--) {
                    if (mentions.get(j).isObject() && mentions.get(j).isEmpty()) {
                        mentions.remove(j);
                    }
                }
            }
        }
    }

    private JsonNode mention(RecordImport record, JsonNode sent, Map<UUID, JsonNode> known, String where, Batch batch) {
        UUID id = BatchReferences.idOf(sent);
        if (id != null && batch.resolved.isAffiliation(id)) {
            return held(record, sent, id, batch);
        }
        ObjectNode named =
                sent instanceof ObjectNode object ? object : record.body().objectNode();
        String words = PrintedMention.text(sent);
        if (sent.isTextual() && id == null) {
            return link(record, named.put("text", sent.textValue()), words, where, batch);
        }
        if (id != null && !known.containsKey(id)) {
            // The article reader will report that the affiliation does not exist.
            return sent;
        }
        ObjectNode organization = record.body().objectNode();
        JsonNode source = id == null ? named : known.get(id);
        for (String member : ORGANIZATION) {
            if (source.hasNonNull(member)) {
                organization.set(member, source.get(member));
            }
        }
        boolean isStructured = organization.has("name") || organization.has("ror");
        String printed = printed(named, organization);
        if (OrganizationKey.of(organization).ror() == null && organization.has("ror")) {
            record.reportUnplaced(where + "/ror", organization.remove("ror"));
        }
        if (!organization.has("name") && organization.has("ror") && printed != null) {
            String whole = PrintedAffiliation.read(printed).parts().organization();
            organization.put("name", whole == null ? printed : whole);
        }
        named.remove(ORGANIZATION);
        named.remove(List.of("id", "label"));
        boolean isHere =
                batch.resolved.affiliation(OrganizationKey.of(organization)).isPresent();
        if (!isHere) {
            link(record, named, words, where, batch);
            if (named.has("id") && !named.hasNonNull("text") && printed != null) {
                // Store the printed text, which differs from the organization's name, so that a repeated import
                // recognizes the affiliation.
                named.put("text", printed);
            }
        }
        if (isStructured && organization.size() > 0 && !named.has("id")) {
            affiliations
                    .resolve(record, organization, id, where, batch)
                    .ifPresent(found -> named.put("id", found.toString()));
        }
        if (!isStructured && !named.has("id")) {
            organization
                    .properties()
                    .forEach(member -> record.reportUnplaced(where + "/" + member.getKey(), member.getValue()));
        }
        if (!named.has("id") && !named.hasNonNull("text") && printed != null) {
            named.put("text", printed);
        }
        return named;
    }

    /**
     * Links an affiliation without an identifier to the organization whose name equals the affiliation text, otherwise
     * to the organization that matches with certainty. The candidate organizations are reported.
     */
    private static ObjectNode link(RecordImport record, ObjectNode named, String words, String where, Batch batch) {
        if (words != null && !PrintedMention.isSettled(record.record().body())) {
            UUID found = null;
            if (!record.isKeptUnlinked(words)) {
                found = equal(words, batch);
                found = found == null ? batch.links.sure(words, batch.resolved) : found;
            }
            if (found != null) {
                named.put("id", found.toString());
                held(record, named, found, batch);
            }
            record.reportMatch("/" + where, words, found, batch.links.of(words));
        }
        return named;
    }

    /**
     * Returns the organization whose name equals the affiliation text, ignoring the country. Returns null if there is
     * none.
     */
    private static UUID equal(String text, Batch batch) {
        OrganizationKey key = batch.request.linksAffiliations() ? OrganizationKey.ofText(text) : null;
        return key == null ? null : batch.resolved.affiliation(key).orElse(null);
    }

    /**
     * Keeps the affiliations of the stored article that have the same text. A linked affiliation keeps its link. An
     * affiliation without a link stays unlinked unless the import requests links.
     */
    static void keepLinks(RecordImport record, ArticleBody held, Batch batch) {
        JsonNode contributors = record.body().path("contributors");
        Map<String, AffiliationMention> byText = new HashMap<>();
        held.contributors().stream()
                .flatMap(contributor -> contributor.affiliations().stream())
                .filter(mention -> mention.text() != null)
                .forEach(mention ->
                        byText.merge(mention.text(), mention, (first, later) -> first.id() == null ? later : first));
        for (int i = 0; i < contributors.size(); i++) {
            List<AffiliationMention> own =
                    i < held.contributors().size() ? held.contributors().get(i).affiliations() : List.of();
            if (contributors.get(i).path("affiliations") instanceof ArrayNode mentions) {
                for (int j = 0; j < mentions.size(); j++) {
                    keepLink(record, mentions, j, j < own.size() ? own.get(j) : null, byText, batch);
                }
            }
        }
    }

    /**
     * Keeps the affiliation of the stored article if its text is the same.
     *
     * @param own affiliation at the same position in the stored article; null if there is none
     */
    private static void keepLink(
            RecordImport record,
            ArrayNode mentions,
            int at,
            AffiliationMention own,
            Map<String, AffiliationMention> byText,
            Batch batch) {
        JsonNode mention = mentions.get(at);
        String words = PrintedMention.text(mention);
        if (words == null) {
            return;
        }
        String text = Text.normalized(
                (mention.isTextual() ? mention : mention.path(mention.hasNonNull("text") ? "text" : "name"))
                        .asText(""));
        boolean isSame = own != null && text.equals(own.text());
        // Organizations in different countries can have the same name, so a name is compared only with the affiliation
        // at the same position.
        AffiliationMention stored = isSame ? own : mention.hasNonNull("name") ? null : byText.get(text);
        if (stored == null) {
            return;
        }
        if (stored.id() != null) {
            mentions.set(
                    at,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("id", stored.id().toString())
                            .put("text", stored.text()));
        } else if (batch.request.keepsUnlinked()) {
            record.keepUnlinked(words);
        }
    }

    private static JsonNode held(RecordImport record, JsonNode sent, UUID id, Batch batch) {
        if (batch.affiliations.containsKey(id)) {
            record.needs(id);
        }
        if (sent instanceof ObjectNode object) {
            object.remove(ORGANIZATION);
            object.remove("label");
        }
        return sent;
    }

    /** Returns the printed text of an affiliation, or the name of the organization if no text is printed. */
    private static String printed(ObjectNode mention, ObjectNode organization) {
        return mention.hasNonNull("text")
                ? mention.get("text").asText()
                : organization.path("name").textValue();
    }
}
