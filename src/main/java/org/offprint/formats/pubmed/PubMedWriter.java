package org.offprint.formats.pubmed;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.offprint.formats.text.LanguageCodes;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.formats.writing.RelatedWork;
import org.offprint.formats.writing.Requirements;
import org.offprint.formats.writing.SingleLine;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.record.Dates;
import org.offprint.kernel.record.IssnType;
import org.offprint.kernel.record.LicenseTerms;
import org.offprint.kernel.record.RelationType;
import org.offprint.kernel.record.Translation;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.text.Table;

/**
 * Writes articles in the XML format that publishers send to PubMed (PubMed DTD 2.6), in the order of the DTD's content
 * model. Titles and abstracts are written without markup.
 */
public final class PubMedWriter implements RecordWriter {

    private static final String DOCTYPE = "<!DOCTYPE ArticleSet PUBLIC \"-//NLM//DTD PubMed 2.6//EN\""
            + " \"https://dtd.nlm.nih.gov/ncbi/pubmed/in/PubMed.dtd\">\n";
    private static final Envelope ENVELOPE =
            Envelope.of(XmlWriter.DECLARATION + DOCTYPE + "<ArticleSet>\n", "\n", "\n</ArticleSet>\n");

    private static final String ID_TYPE = "IdType";
    private static final String PMID = "pmid";

    @Override
    public List<Finding> missing(PublishedRecord record) {
        return Requirements.of(record).issn().publisher().title().published().missing();
    }

    @Override
    public Envelope envelope() {
        return ENVELOPE;
    }

    @Override
    public String write(PublishedRecord record) {
        return write(record, true, false);
    }

    /**
     * Returns the article as the publisher deposits it at PubMed, without the ids that PubMed assigns.
     *
     * @param replaces whether to add {@code Replaces}, which is required if PubMed already has a record of the article
     *     (PubMed XML help, Replaces)
     */
    public String deposit(PublishedRecord record, boolean replaces) {
        return write(record, false, replaces);
    }

    private static String write(PublishedRecord record, boolean withIdsOfPubMed, boolean replaces) {
        XmlWriter xml = new XmlWriter();
        xml.open("Article");
        journal(xml, record);
        if (replaces) {
            replaces(xml, record);
        }
        titles(xml, record);
        pagesAndLocation(xml, record);
        xml.element(
                "Language",
                LanguageCodes.bibliographic(record.body().language()).toUpperCase(Locale.ROOT));
        PubMedAuthors.write(xml, record);
        PubMedTypes.types(xml, record);
        identifiers(xml, record, withIdsOfPubMed);
        history(xml, record);
        abstracts(xml, record);
        LicenseTerms terms = record.body().license();
        xml.element(
                "CopyrightInformation",
                terms == null || terms.copyright() == null
                        ? null
                        : terms.copyright().statement());
        xml.element(
                "CoiStatement",
                record.body().statements() == null
                        ? null
                        : record.body().statements().conflictOfInterest());
        PubMedTypes.objects(xml, record);
        return xml.close().toString();
    }

    private static void journal(XmlWriter xml, PublishedRecord record) {
        Issn electronic = record.issn(IssnType.ELECTRONIC);
        xml.open("Journal");
        xml.element("PublisherName", record.journal().publisher());
        String abbreviation = record.journal().identifier("nlm-ta");
        xml.element("JournalTitle", abbreviation == null ? record.journal().title() : abbreviation);
        xml.element("Issn", electronic == null ? record.issn(IssnType.PRINT).value() : electronic.value());
        xml.element("Volume", record.issue().volume());
        xml.element("Issue", record.issue().number());
        date(xml, "epublish", record.published());
        xml.close();
    }

    private static void date(XmlWriter xml, String status, PartialDate date) {
        if (date != null) {
            xml.open("PubDate", "PubStatus", status);
            xml.element("Year", Integer.toString(date.year()));
            xml.element("Month", date.month() == null ? null : date.month().toString());
            xml.element("Day", date.day() == null ? null : date.day().toString());
            xml.close();
        }
    }

    /** Writes the English title, and also the original title if the article is in another language. */
    private static void titles(XmlWriter xml, PublishedRecord record) {
        boolean english = record.body().language().language().equals("en");
        Translation translated = english ? null : english(record);
        if (english) {
            xml.element("ArticleTitle", record.citedTitle());
        } else {
            String title = translated == null || translated.title() == null ? null : translated.title();
            xml.element("ArticleTitle", title == null ? null : record.titlePrefix() + title);
            xml.element("VernacularTitle", record.citedTitle());
        }
    }

    private static Translation english(PublishedRecord record) {
        return record.body().translations().entrySet().stream()
                .filter(entry -> entry.getKey().language().equals("en"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static void pagesAndLocation(XmlWriter xml, PublishedRecord record) {
        Pages pages = record.body().pages();
        if (pages != null) {
            xml.element("FirstPage", pages.first());
            xml.element("LastPage", pages.last());
        }
        if (record.doi() != null) {
            xml.element("ELocationID", record.doi().value(), "EIdType", "doi");
        }
        xml.element("ELocationID", record.body().articleNumber(), "EIdType", "pii");
    }

    /** Identifies the existing PubMed record by its PMID, or by its DOI if no PMID has been assigned yet. */
    private static void replaces(XmlWriter xml, PublishedRecord record) {
        String pmid = record.identifier(PMID);
        if (pmid != null) {
            xml.element("Replaces", pmid, ID_TYPE, "pubmed");
        } else if (record.doi() != null) {
            xml.element("Replaces", record.doi().value(), ID_TYPE, "doi");
        }
    }

    private static void identifiers(XmlWriter xml, PublishedRecord record, boolean withIdsOfPubMed) {
        xml.open("ArticleIdList");
        xml.element("ArticleId", record.doi() == null ? null : record.doi().value(), ID_TYPE, "doi");
        xml.element("ArticleId", record.article().id().toString(), ID_TYPE, "pii");
        if (withIdsOfPubMed) {
            xml.element("ArticleId", record.identifier(PMID), ID_TYPE, "pubmed");
            xml.element("ArticleId", record.identifier("pmcid"), ID_TYPE, "pmcid");
        }
        xml.close();
    }

    private static void history(XmlWriter xml, PublishedRecord record) {
        Dates dates = record.body().dates();
        xml.open("History");
        date(xml, "received", dates.received());
        date(xml, "revised", dates.revised());
        date(xml, "accepted", dates.accepted());
        xml.close();
    }

    private static void abstracts(XmlWriter xml, PublishedRecord record) {
        Map<LanguageTag, Translation> translations = record.body().translations();
        boolean english = record.body().language().language().equals("en");
        Translation translated = english ? null : english(record);
        String first = translated == null ? record.body().abstractText() : translated.abstractText();
        xml.element("Abstract", first);
        if (translated != null) {
            other(xml, record.body().language(), record.body().abstractText());
        }
        translations.forEach((language, translation) -> {
            if (translation != translated) {
                other(xml, language, translation.abstractText());
            }
        });
        record.body()
                .otherAbstracts()
                .forEach(each -> other(
                        xml,
                        each.language() == null ? record.body().language() : each.language(),
                        each.abstractText()));
    }

    private static void other(XmlWriter xml, LanguageTag language, String text) {
        xml.element("OtherAbstract", text, "Language", LanguageCodes.bibliographic(language));
    }

    /** Writes the authors of a PubMed deposit with their affiliations and identifiers. */
    private static final class PubMedAuthors {

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
                    // PubMed requires each affiliation on a single line without e-mail addresses.
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
                        "Identifier",
                        author.orcid() == null ? null : author.orcid().value(),
                        "Source",
                        "ORCID");
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

    /**
     * Writes the publication types and objects of a PubMed deposit. Objects are keywords, grants, and the article to
     * which a notice refers.
     */
    private static final class PubMedTypes {

        /**
         * PubMed publication types, keyed by Offprint article type. Article types that PubMed does not distinguish from
         * plain articles are absent.
         */
        private static final Map<ArticleType, String> TYPES =
                Vocabulary.keyed(ArticleType.class, Table.map("article-types-written.tsv", "pubmed"));

        /** PubMed object types for notices, keyed by relation type. */
        private static final Map<RelationType, String> NOTICES =
                Vocabulary.keyed(RelationType.class, Table.map("relations-written.tsv", "pubmed"));

        private PubMedTypes() {}

        static void types(XmlWriter xml, PublishedRecord record) {
            xml.element("PublicationType", TYPES.getOrDefault(record.body().type(), "Journal Article"));
            Retraction retraction = record.article().retraction();
            if (retraction != null && retraction.kind() != Retraction.Kind.EXPRESSION_OF_CONCERN) {
                xml.element("PublicationType", "Retracted Publication");
            }
        }

        /**
         * Writes the keywords, the grants and, for a notice, the article to which it refers. PubMed generates its list
         * of comments and corrections from these objects.
         */
        static void objects(XmlWriter xml, PublishedRecord record) {
            List<RelatedWork> notices = RelatedWork.of(record).stream()
                    .filter(work -> work.doi() != null && NOTICES.containsKey(work.type()))
                    .toList();
            boolean none = notices.isEmpty()
                    && record.body().keywords().isEmpty()
                    && record.body().funding().stream()
                            .allMatch(funding -> funding.awards().isEmpty());
            if (none) {
                return;
            }
            xml.open("ObjectList");
            record.body().keywords().forEach(keyword -> object(xml, "keyword", "value", keyword));
            record.body().funding().forEach(funding -> funding.awards()
                    .forEach(award -> object(xml, "grant", "id", award, "grantor", funding.funder())));
            notices.forEach(work -> object(
                    xml,
                    NOTICES.get(work.type()),
                    "type",
                    "doi",
                    "id",
                    work.doi().value()));
            xml.close();
        }

        private static void object(XmlWriter xml, String type, String... parameters) {
            xml.open("Object", "Type", type);
            for (int i = 0; i < parameters.length; i += 2) {
                xml.element("Param", SingleLine.of(parameters[i + 1]), "Name", parameters[i]);
            }
            xml.close();
        }
    }
}
