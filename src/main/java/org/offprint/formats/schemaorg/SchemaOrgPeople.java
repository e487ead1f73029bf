package org.offprint.formats.schemaorg;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.StatedAffiliation;
import org.offprint.journal.affiliations.AffiliationRef;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorRole;

/** Writes each contributor as a value of the schema.org property for the contributor's role. */
final class SchemaOrgPeople {

    private static final Map<ContributorRole, String> ROLES = new LinkedHashMap<>();

    static {
        ROLES.put(ContributorRole.AUTHOR, "author");
        ROLES.put(ContributorRole.EDITOR, "editor");
        ROLES.put(ContributorRole.TRANSLATOR, "translator");
        ROLES.put(ContributorRole.ILLUSTRATOR, "illustrator");
        ROLES.put(ContributorRole.REVIEWER, "contributor");
        ROLES.put(ContributorRole.COLLABORATOR, "contributor");
    }

    private final ObjectNode article;

    SchemaOrgPeople(ObjectNode article) {
        this.article = article;
    }

    void write(PublishedRecord record) {
        ROLES.forEach((role, member) -> record.contributors(role)
                .forEach(contributor -> write(article.withArray(member).addObject(), contributor, record)));
    }

    private static void write(ObjectNode node, Contributor contributor, PublishedRecord record) {
        boolean organization = ContributorNames.isOrganization(contributor);
        node.put("@type", organization ? "Organization" : "Person");
        if (contributor.orcid() != null) {
            node.put("@id", contributor.orcid().value());
        }
        node.put("name", ContributorNames.natural(contributor));
        if (!organization) {
            SchemaOrgMembers.put(node, "givenName", contributor.given());
            SchemaOrgMembers.put(node, "familyName", contributor.family());
            SchemaOrgMembers.put(node, "honorificSuffix", contributor.suffix());
        }
        ArrayNode alternatives = node.arrayNode();
        contributor.alternativeNames().forEach(form -> alternatives.add(form.displayName()));
        SchemaOrgMembers.put(node, "alternateName", alternatives);
        ArrayNode affiliations = node.arrayNode();
        List<AffiliationRef> organizations = record.affiliationsOf(contributor).stream()
                .map(StatedAffiliation::organization)
                .distinct()
                .toList();
        for (AffiliationRef affiliation : organizations) {
            ObjectNode place = affiliations.addObject();
            place.put("@type", "Organization");
            if (affiliation.ror() != null) {
                place.put("@id", affiliation.ror().value());
            }
            place.put("name", affiliation.name());
            ArrayNode same = place.arrayNode();
            if (affiliation.isni() != null) {
                same.add(affiliation.isni().url());
            }
            affiliation.identifiers().stream()
                    .map(id -> id.type().url(id.value()))
                    .filter(Objects::nonNull)
                    .forEach(same::add);
            SchemaOrgMembers.put(place, "sameAs", same);
            address(place, affiliation);
        }
        SchemaOrgMembers.put(node, "affiliation", affiliations);
    }

    private static void address(ObjectNode place, AffiliationRef affiliation) {
        if (affiliation.city() != null || affiliation.country() != null) {
            ObjectNode address = place.putObject("address");
            address.put("@type", "PostalAddress");
            SchemaOrgMembers.put(address, "addressLocality", affiliation.city());
            SchemaOrgMembers.put(address, "addressRegion", affiliation.region());
            SchemaOrgMembers.put(address, "postalCode", affiliation.postalCode());
            SchemaOrgMembers.put(
                    address,
                    "addressCountry",
                    affiliation.country() == null ? null : affiliation.country().value());
        }
    }
}
