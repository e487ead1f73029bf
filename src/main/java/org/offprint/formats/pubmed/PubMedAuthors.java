package org.offprint.formats.pubmed;

import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.SingleLine;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.record.contributors.Contributor;

/** Writes the authors with their affiliations and identifiers. */
final class PubMedAuthors {

    private PubMedAuthors() {}

    static void write(XmlWriter xml, PublishedRecord record) {
        xml.open("AuthorList");
        for (Contributor author : record.authors()) {
            xml.open("Author");
            if (ContributorNames.isOrganization(author)) {
                xml.element("CollectiveName", author.name());
            } else {
                person(xml, author);
            }
            record.affiliationsOf(author).forEach(affiliation -> {
                xml.open("AffiliationInfo");
                // PubMed requires one line without e-mail addresses.
                xml.element("Affiliation", SingleLine.of(affiliation.text()));
                xml.element(
                        "Identifier",
                        affiliation.organization().ror() == null
                                ? null
                                : affiliation.organization().ror().value(),
                        "Source",
                        "ROR");
                xml.close();
            });
            xml.element(
                    "Identifier", author.orcid() == null ? null : author.orcid().value(), "Source", "ORCID");
            xml.close();
        }
        xml.close();
    }

    private static void person(XmlWriter xml, Contributor author) {
        if (author.given() == null || author.given().isBlank()) {
            xml.empty("FirstName", "EmptyYN", "Y");
        } else {
            xml.element("FirstName", author.given());
        }
        xml.element("LastName", author.family());
        xml.element("Suffix", author.suffix());
    }
}
