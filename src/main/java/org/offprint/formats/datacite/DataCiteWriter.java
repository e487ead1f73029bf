package org.offprint.formats.datacite;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.formats.writing.Requirements;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.record.Dates;
import org.offprint.kernel.record.Funding;
import org.offprint.kernel.record.LicenseTerms;

/** Writes articles in the DataCite Metadata Schema 4.6, with properties in the order of the schema documentation. */
public final class DataCiteWriter implements RecordWriter {

    private static final String NAMESPACE = "http://datacite.org/schema/kernel-4";

    private static final Map<ArticleType, String> GENERAL =
            Map.of(ArticleType.DATA_PAPER, "DataPaper", ArticleType.PEER_REVIEW, "PeerReview");

    @Override
    public List<Finding> missing(PublishedRecord record) {
        return Requirements.of(record)
                .doi()
                .title()
                .author()
                .publisher()
                .published()
                .missing();
    }

    @Override
    public Envelope envelope() {
        return Envelope.XML;
    }

    @Override
    public String write(PublishedRecord record) {
        XmlWriter xml = new XmlWriter();
        xml.open(
                "resource",
                "xmlns",
                NAMESPACE,
                "xmlns:xsi",
                "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:schemaLocation",
                NAMESPACE + " https://schema.datacite.org/meta/kernel-4.6/metadata.xsd");
        xml.element("identifier", record.doi().value(), "identifierType", "DOI");
        DataCiteNames.creators(xml, record);
        DataCiteNames.titles(xml, record);
        xml.element("publisher", record.journal().publisher());
        xml.element("publicationYear", Integer.toString(record.published().year()));
        ArticleType type = record.body().type();
        xml.element("resourceType", words(type), "resourceTypeGeneral", GENERAL.getOrDefault(type, "JournalArticle"));
        DataCiteNames.subjects(xml, record);
        DataCiteNames.contributors(xml, record);
        dates(xml, record);
        xml.element("language", record.body().language().value());
        alternates(xml, record);
        new DataCiteRelations(xml).write(record);
        xml.element(
                "version",
                record.body().articleVersion() == null
                        ? null
                        : record.body().articleVersion().title());
        rights(xml, record.body().license());
        descriptions(xml, record);
        funding(xml, record.body().funding());
        return xml.close().toString();
    }

    /** Returns the article type as readable text, for example {@code Research article}. */
    private static String words(ArticleType type) {
        String words = type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static void dates(XmlWriter xml, PublishedRecord record) {
        Dates dates = record.body().dates();
        xml.open("dates");
        date(xml, "Submitted", dates.received());
        date(xml, "Accepted", dates.accepted());
        date(xml, "Issued", dates.published());
        date(xml, "Available", dates.publishedOnline());
        if (record.article().retraction() != null) {
            date(xml, "Withdrawn", record.article().retraction().date());
        } else if (record.article().withdrawal() != null) {
            LocalDate day = LocalDate.ofInstant(record.article().withdrawal().withdrawnAt(), ZoneOffset.UTC);
            date(xml, "Withdrawn", PartialDate.of(day));
        }
        xml.close();
    }

    private static void date(XmlWriter xml, String type, PartialDate date) {
        if (date != null) {
            xml.element("date", date.value(), "dateType", type);
        }
    }

    private static void alternates(XmlWriter xml, PublishedRecord record) {
        xml.open("alternateIdentifiers");
        xml.element("alternateIdentifier", record.landingPage(), "alternateIdentifierType", "URL");
        record.body()
                .identifiers()
                .forEach(identifier -> xml.element(
                        "alternateIdentifier", identifier.value(), "alternateIdentifierType", identifier.type()));
        xml.close();
    }

    private static void rights(XmlWriter xml, LicenseTerms terms) {
        if (terms == null || terms.url() == null) {
            return;
        }
        String spdx = terms.url().spdx();
        xml.open("rightsList");
        xml.element(
                "rights",
                terms.name() == null ? terms.url().value() : terms.name(),
                "rightsURI",
                WebUrl.escaped(terms.url().value()),
                "rightsIdentifier",
                spdx == null ? null : spdx.toLowerCase(Locale.ROOT),
                "rightsIdentifierScheme",
                spdx == null ? null : "SPDX",
                "schemeURI",
                spdx == null ? null : "https://spdx.org/licenses/");
        xml.close();
    }

    private static void descriptions(XmlWriter xml, PublishedRecord record) {
        xml.open("descriptions");
        description(
                xml,
                record.body().abstractText(),
                "Abstract",
                record.body().language().value());
        record.body()
                .translations()
                .forEach((language, translation) ->
                        description(xml, translation.abstractText(), "Abstract", language.value()));
        record.body()
                .otherAbstracts()
                .forEach(other -> description(
                        xml,
                        other.title() == null ? other.abstractText() : other.title() + "\n\n" + other.abstractText(),
                        "Other",
                        (other.language() == null ? record.body().language() : other.language()).value()));
        if (record.article().retraction() != null) {
            description(
                    xml, record.titlePrefix() + record.article().retraction().reason(), "Other", null);
        }
        xml.close();
    }

    private static void description(XmlWriter xml, String text, String type, String language) {
        xml.element("description", text, "descriptionType", type, "xml:lang", language);
    }

    /** Writes one funding reference per award, as the DataCite schema requires. */
    private static void funding(XmlWriter xml, List<Funding> all) {
        xml.open("fundingReferences");
        for (Funding funding : all) {
            if (funding.awards().isEmpty()) {
                award(xml, funding, null);
            }
            funding.awards().forEach(award -> award(xml, funding, award));
        }
        xml.close();
    }

    private static void award(XmlWriter xml, Funding funding, String award) {
        xml.open("fundingReference");
        xml.element("funderName", funding.funder());
        if (funding.ror() != null) {
            xml.element("funderIdentifier", funding.ror().value(), "funderIdentifierType", "ROR");
        } else if (funding.funderDoi() != null) {
            xml.element("funderIdentifier", funding.funderDoi().url(), "funderIdentifierType", "Crossref Funder ID");
        }
        xml.element("awardNumber", award);
        xml.close();
    }
}
