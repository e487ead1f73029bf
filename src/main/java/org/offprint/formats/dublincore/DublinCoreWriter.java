package org.offprint.formats.dublincore;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.formats.writing.RelatedWork;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.journal.issues.IssueRef;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.record.ArticleVersion;
import org.offprint.kernel.record.Funding;
import org.offprint.kernel.record.LicenseTerms;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorRole;
import org.offprint.kernel.text.Table;

/**
 * Writes articles as simple Dublin Core, which OAI-PMH requires for every record (section 3.4). The output contains
 * only the fifteen Dublin Core elements, with the values required by OpenAIRE and DRIVER.
 */
public final class DublinCoreWriter implements RecordWriter {

    private static final String OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/";

    @Override
    public Envelope envelope() {
        return Envelope.XML;
    }

    @Override
    public String write(PublishedRecord record) {
        XmlWriter xml = new XmlWriter();
        xml.open(
                "oai_dc:dc",
                "xmlns:oai_dc",
                OAI_DC,
                "xmlns:dc",
                "http://purl.org/dc/elements/1.1/",
                "xmlns:xsi",
                "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:schemaLocation",
                OAI_DC + " http://www.openarchives.org/OAI/2.0/oai_dc.xsd");
        titles(xml, record);
        people(xml, record);
        texts(xml, record);
        xml.element("dc:publisher", record.journal().publisher());
        if (record.published() != null) {
            xml.element("dc:date", record.published().value());
        }
        types(xml, record);
        identifiers(xml, record);
        sources(xml, record);
        xml.element("dc:language", record.body().language().value());
        relations(xml, record);
        rights(xml, record.body().license());
        return xml.close().toString();
    }

    private static void titles(XmlWriter xml, PublishedRecord record) {
        xml.element(
                "dc:title",
                record.citedTitle(),
                "xml:lang",
                record.body().language().value());
        record.body()
                .translations()
                .forEach((language, translation) -> xml.element(
                        "dc:title",
                        translation.title() == null ? null : record.titlePrefix() + translation.title(),
                        "xml:lang",
                        language.value()));
    }

    private static void people(XmlWriter xml, PublishedRecord record) {
        record.authors().forEach(author -> xml.element("dc:creator", ContributorNames.inverted(author)));
        for (Contributor contributor : record.body().contributors()) {
            if (contributor.role() != ContributorRole.AUTHOR) {
                xml.element("dc:contributor", ContributorNames.inverted(contributor));
            }
        }
        record.body().funding().stream()
                .map(Funding::funder)
                .distinct()
                .forEach(funder -> xml.element("dc:contributor", funder));
    }

    private static void texts(XmlWriter xml, PublishedRecord record) {
        String own = record.body().language().value();
        record.body().keywords().forEach(keyword -> xml.element("dc:subject", keyword, "xml:lang", own));
        record.body().subjects().forEach(subject -> xml.element("dc:subject", subject.label()));
        record.body().translations().forEach((language, translation) -> translation
                .keywords()
                .forEach(keyword -> xml.element("dc:subject", keyword, "xml:lang", language.value())));
        xml.element("dc:description", record.body().abstractText(), "xml:lang", own);
        record.body()
                .translations()
                .forEach((language, translation) ->
                        xml.element("dc:description", translation.abstractText(), "xml:lang", language.value()));
        record.body()
                .otherAbstracts()
                .forEach(other -> xml.element(
                        "dc:description",
                        other.abstractText(),
                        "xml:lang",
                        other.language() == null ? own : other.language().value()));
    }

    private static void types(XmlWriter xml, PublishedRecord record) {
        xml.element(
                "dc:type",
                "info:eu-repo/semantics/"
                        + OpenAireTypes.SEMANTICS.getOrDefault(record.body().type(), "article"));
        boolean isAccepted = record.body().articleVersion() == ArticleVersion.ACCEPTED_MANUSCRIPT;
        xml.element("dc:type", "info:eu-repo/semantics/" + (isAccepted ? "acceptedVersion" : "publishedVersion"));
        // URI of the resource type "journal article" in COAR's vocabulary.
        xml.element("dc:type", "http://purl.org/coar/resource_type/c_6501");
        record.body().files().stream()
                .map(ArticleFile::mediaType)
                .filter(type -> type != null)
                .distinct()
                .forEach(type -> xml.element("dc:format", type));
    }

    private static void identifiers(XmlWriter xml, PublishedRecord record) {
        xml.element("dc:identifier", record.landingPage());
        if (record.doi() != null) {
            xml.element("dc:identifier", record.doi().url());
            xml.element("dc:identifier", record.doi().value());
        }
    }

    private static void sources(XmlWriter xml, PublishedRecord record) {
        xml.element("dc:source", source(record));
        record.issns().forEach(issn -> xml.element("dc:source", issn.value()));
    }

    /**
     * Returns the content of the {@code dc:source} element, for example {@code Road Studies; Vol. 7 No. 2 (2025): Water
     * and ways; 12-19}.
     */
    private static String source(PublishedRecord record) {
        IssueRef issue = record.issue();
        String numbers = Stream.of(
                        issue.volume() == null ? null : "Vol. " + issue.volume(),
                        issue.number() == null ? null : "No. " + issue.number(),
                        issue.year() == null ? null : "(" + issue.year() + ")")
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
        String called =
                issue.title() == null ? numbers : numbers.isEmpty() ? issue.title() : numbers + ": " + issue.title();
        return Stream.of(record.journal().title(), called, pages(record))
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining("; "));
    }

    private static String pages(PublishedRecord record) {
        Pages pages = record.body().pages();
        if (pages == null) {
            return record.body().articleNumber();
        }
        return pages.last() == null || pages.last().equals(pages.first())
                ? pages.first()
                : pages.first() + "-" + pages.last();
    }

    private static void relations(XmlWriter xml, PublishedRecord record) {
        record.fullTexts().forEach(file -> xml.element("dc:relation", record.url(file)));
        RelatedWork.of(record).stream()
                .map(RelatedWork::address)
                .distinct()
                .forEach(address -> xml.element("dc:relation", address));
    }

    private static void rights(XmlWriter xml, LicenseTerms terms) {
        if (terms == null) {
            return;
        }
        if (terms.copyright() != null) {
            xml.element("dc:rights", terms.copyright().statement());
        }
        if (terms.url() != null) {
            xml.element("dc:rights", terms.url().value());
            if (terms.url().name() != null) {
                xml.element("dc:rights", "info:eu-repo/semantics/openAccess");
            }
        }
    }

    /** OpenAIRE terms (info:eu-repo/semantics) for article types that OpenAIRE distinguishes from plain articles. */
    private static final class OpenAireTypes {

        static final Map<ArticleType, String> SEMANTICS =
                Vocabulary.keyed(ArticleType.class, Table.map("article-types-written.tsv", "openaire"));
    }
}
