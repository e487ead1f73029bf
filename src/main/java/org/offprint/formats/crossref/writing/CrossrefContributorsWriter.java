package org.offprint.formats.crossref.writing;

import java.util.List;
import java.util.Map;
import org.offprint.formats.writing.AffiliationText;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.StatedAffiliation;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.journal.affiliations.AffiliationRef;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorRole;
import org.offprint.kernel.record.contributors.OrganizationScheme;
import org.offprint.kernel.text.Table;

/**
 * Writes the contributors of a Crossref deposit. Exactly one contributor has the attribute {@code sequence="first"}.
 */
public final class CrossrefContributorsWriter {

    /**
     * Crossref contributor roles, keyed by Offprint role. Crossref has no equivalent for illustrators and
     * collaborators.
     */
    private static final Map<ContributorRole, String> ROLES =
            Vocabulary.keyed(ContributorRole.class, Table.map("contributor-roles-written.tsv", "crossref"));

    private CrossrefContributorsWriter() {}

    public static void write(XmlWriter xml, PublishedRecord record) {
        List<Contributor> people = record.body().contributors().stream()
                .filter(contributor -> ROLES.containsKey(contributor.role()))
                .toList();
        if (people.isEmpty()) {
            return;
        }
        xml.open("contributors");
        String sequence = "first";
        for (Contributor contributor : people) {
            write(xml, record, contributor, sequence);
            sequence = "additional";
        }
        xml.close();
    }

    private static void write(XmlWriter xml, PublishedRecord record, Contributor contributor, String sequence) {
        String role = ROLES.get(contributor.role());
        String family = name(contributor.family());
        if (ContributorNames.isOrganization(contributor) || family == null) {
            // Crossref does not allow a surname that consists only of digits or question marks, so write the name as an
            // organization.
            String whole = CrossrefLimits.cut(ContributorNames.natural(contributor), 511);
            xml.element("organization", whole, "sequence", sequence, "contributor_role", role);
            return;
        }
        xml.open("person_name", "sequence", sequence, "contributor_role", role);
        xml.element("given_name", name(contributor.given()));
        xml.element("surname", family);
        xml.element("suffix", CrossrefLimits.cut(contributor.suffix(), 10));
        affiliations(xml, record, contributor);
        xml.element(
                "ORCID",
                contributor.orcid() == null ? null : contributor.orcid().value(),
                "authenticated",
                record.hasConfirmed(contributor) ? "true" : null);
        xml.close();
    }

    /**
     * Returns the personal name in the form that Crossref's schema allows: at most 60 characters, without digits and
     * question marks. Returns null if no allowed characters remain.
     */
    private static String name(String text) {
        if (text == null) {
            return null;
        }
        String name = CrossrefLimits.cut(text.replaceAll("[\\p{Nd}?]", ""), 60);
        return name.isBlank() ? null : name;
    }

    private static void affiliations(XmlWriter xml, PublishedRecord record, Contributor contributor) {
        List<StatedAffiliation> affiliations = record.affiliationsOf(contributor);
        if (affiliations.isEmpty()) {
            return;
        }
        xml.open("affiliations");
        for (StatedAffiliation affiliation : affiliations) {
            xml.open("institution");
            AffiliationRef organization = affiliation.organization();
            String printed = affiliation.printed();
            xml.element("institution_name", CrossrefLimits.cut(printed == null ? organization.name() : printed, 1024));
            if (organization.ror() != null) {
                xml.element("institution_id", organization.ror().value(), "type", "ror");
            }
            if (organization.isni() != null) {
                xml.element("institution_id", organization.isni().url(), "type", "isni");
            }
            organization.identifiers().stream()
                    .filter(id -> id.type() == OrganizationScheme.WIKIDATA)
                    .forEach(id -> xml.element("institution_id", id.type().url(id.value()), "type", "wikidata"));
            // A printed affiliation already contains the city and country if they are known.
            String place = CrossrefLimits.cut(AffiliationText.cityAndCountry(organization), 255);
            boolean isApart = printed == null && place != null && place.length() > 1;
            xml.element("institution_place", isApart ? place : null);
            xml.close();
        }
        xml.close();
    }
}
