package org.offprint.formats.datacite;

import java.util.Map;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.StatedAffiliation;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.journal.affiliations.AffiliationRef;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorRole;
import org.offprint.kernel.text.Table;

/** Writes people, titles and subjects as DataCite metadata (properties 2, 3, 6 and 7). */
final class DataCiteNames {

    private static final Map<ContributorRole, String> CONTRIBUTORS =
            Vocabulary.keyed(ContributorRole.class, Table.map("contributor-roles-written.tsv", "datacite"));

    private DataCiteNames() {}

    static void creators(XmlWriter xml, PublishedRecord record) {
        xml.open("creators");
        record.authors().forEach(author -> {
            xml.open("creator");
            name(xml, "creatorName", author, record);
            xml.close();
        });
        xml.close();
    }

    static void contributors(XmlWriter xml, PublishedRecord record) {
        xml.open("contributors");
        record.body().contributors().stream()
                .filter(contributor -> contributor.role() != ContributorRole.AUTHOR)
                .forEach(contributor -> {
                    xml.open("contributor", "contributorType", CONTRIBUTORS.getOrDefault(contributor.role(), "Other"));
                    name(xml, "contributorName", contributor, record);
                    xml.close();
                });
        xml.close();
    }

    private static void name(XmlWriter xml, String element, Contributor contributor, PublishedRecord record) {
        boolean organization = ContributorNames.isOrganization(contributor);
        xml.element(
                element,
                ContributorNames.inverted(contributor),
                "nameType",
                organization ? "Organizational" : "Personal");
        if (!organization) {
            xml.element("givenName", contributor.given());
            xml.element("familyName", contributor.family());
        }
        if (contributor.orcid() != null) {
            xml.element(
                    "nameIdentifier",
                    contributor.orcid().value(),
                    "nameIdentifierScheme",
                    "ORCID",
                    "schemeURI",
                    "https://orcid.org");
        }
        for (StatedAffiliation stated : record.affiliationsOf(contributor)) {
            AffiliationRef affiliation = stated.organization();
            boolean known = affiliation.ror() != null;
            xml.element(
                    "affiliation",
                    stated.printed() == null && known ? affiliation.name() : stated.text(),
                    "affiliationIdentifier",
                    known ? affiliation.ror().value() : null,
                    "affiliationIdentifierScheme",
                    known ? "ROR" : null,
                    "schemeURI",
                    known ? "https://ror.org" : null);
        }
    }

    static void titles(XmlWriter xml, PublishedRecord record) {
        String own = record.body().language().value();
        xml.open("titles");
        xml.element("title", record.titlePrefix() + record.title(), "xml:lang", own);
        xml.element("title", record.body().subtitle(), "titleType", "Subtitle", "xml:lang", own);
        record.body().translations().forEach((language, translation) -> {
            if (translation.title() != null) {
                xml.element(
                        "title",
                        record.titlePrefix() + translation.title(),
                        "titleType",
                        "TranslatedTitle",
                        "xml:lang",
                        language.value());
            }
        });
        xml.close();
    }

    static void subjects(XmlWriter xml, PublishedRecord record) {
        xml.open("subjects");
        record.body()
                .keywords()
                .forEach(keyword -> xml.element(
                        "subject", keyword, "xml:lang", record.body().language().value()));
        record.body().translations().forEach((language, translation) -> translation
                .keywords()
                .forEach(keyword -> xml.element("subject", keyword, "xml:lang", language.value())));
        record.body()
                .subjects()
                .forEach(subject -> xml.element("subject", subject.label(), "subjectScheme", subject.scheme()));
        xml.close();
    }
}
