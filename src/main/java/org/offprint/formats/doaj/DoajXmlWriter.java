package org.offprint.formats.doaj;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.offprint.formats.text.LanguageCodes;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.formats.writing.StatedAffiliation;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.IssnType;
import org.offprint.kernel.record.contributors.Contributor;

/** Writes articles as DOAJ XML (doajArticles.xsd 1.3), in schema order. Email addresses are omitted. */
public final class DoajXmlWriter implements RecordWriter {

    private static final Envelope ENVELOPE = Envelope.of(XmlWriter.DECLARATION + "<records>\n", "\n", "\n</records>\n");

    @Override
    public List<Finding> missing(PublishedRecord record) {
        return DoajRequirements.missing(record);
    }

    @Override
    public Envelope envelope() {
        return ENVELOPE;
    }

    @Override
    public String write(PublishedRecord record) {
        XmlWriter xml = new XmlWriter();
        LanguageTag language = record.body().language();
        xml.open("record");
        xml.element("language", code(language));
        xml.element("publisher", record.journal().publisher());
        xml.element("journalTitle", record.journal().title());
        issn(xml, "issn", record, IssnType.PRINT);
        issn(xml, "eissn", record, IssnType.ELECTRONIC);
        xml.element("publicationDate", record.published().value());
        xml.element("volume", record.issue().volume());
        xml.element("issue", record.issue().number());
        Pages pages = record.body().pages();
        xml.element("startPage", pages == null ? record.body().articleNumber() : pages.first());
        xml.element("endPage", pages == null ? null : pages.last());
        xml.element("doi", record.doi() == null ? null : record.doi().value());
        xml.element("publisherRecordId", record.article().id().toString());
        xml.element("documentType", "article");
        titles(xml, record);
        people(xml, record);
        xml.element("abstract", record.body().abstractText(), "language", code(language));
        record.body()
                .translations()
                .forEach((other, translation) ->
                        xml.element("abstract", translation.abstractText(), "language", code(other)));
        fullText(xml, record);
        keywords(xml, language, record.body().keywords());
        record.body().translations().forEach((other, translation) -> keywords(xml, other, translation.keywords()));
        return xml.close().toString();
    }

    private static void issn(XmlWriter xml, String element, PublishedRecord record, IssnType type) {
        xml.element(
                element, record.issn(type) == null ? null : record.issn(type).value());
    }

    private static void titles(XmlWriter xml, PublishedRecord record) {
        xml.element("title", record.citedTitle(), "language", code(record.body().language()));
        record.body()
                .translations()
                .forEach((language, translation) -> xml.element(
                        "title",
                        translation.title() == null ? null : record.titlePrefix() + translation.title(),
                        "language",
                        code(language)));
    }

    private static void people(XmlWriter xml, PublishedRecord record) {
        Map<String, String> ids = new LinkedHashMap<>();
        xml.open("authors");
        for (Contributor author : record.authors()) {
            xml.open("author");
            xml.element("name", ContributorNames.natural(author));
            for (StatedAffiliation affiliation : record.affiliationsOf(author)) {
                // Two departments of one organization are separate affiliations.
                String number = Integer.toString(ids.size() + 1);
                xml.element("affiliationId", ids.computeIfAbsent(affiliation.text(), absent -> number));
            }
            xml.element(
                    "orcid_id", author.orcid() == null ? null : author.orcid().value());
            xml.close();
        }
        xml.close();
        xml.open("affiliationsList");
        ids.forEach((name, id) -> xml.element("affiliationName", name, "affiliationId", id));
        xml.close();
    }

    private static void fullText(XmlWriter xml, PublishedRecord record) {
        ArticleFile file = DoajRequirements.fullText(record);
        xml.element(
                "fullTextUrl",
                file == null ? record.landingPage() : record.escapedUrl(file),
                "format",
                file == null ? "html" : DoajRequirements.format(file).toLowerCase(Locale.ROOT));
    }

    private static void keywords(XmlWriter xml, LanguageTag language, List<String> keywords) {
        if (!keywords.isEmpty()) {
            xml.open("keywords", "language", code(language));
            keywords.forEach(keyword -> xml.element("keyword", keyword));
            xml.close();
        }
    }

    private static String code(LanguageTag language) {
        String code = LanguageCodes.bibliographic(language);
        return code.equals("und") ? null : code;
    }
}
