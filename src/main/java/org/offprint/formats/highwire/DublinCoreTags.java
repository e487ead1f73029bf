package org.offprint.formats.highwire;

import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.record.ArticleBody.Pages;

/** Writes Dublin Core and PRISM as meta elements, for clients that do not support Highwire tags. */
final class DublinCoreTags {

    private final MetaElements meta;

    DublinCoreTags(MetaElements meta) {
        this.meta = meta;
    }

    void write(PublishedRecord record) {
        meta.schema("DC", "http://purl.org/dc/elements/1.1/");
        meta.schema("DCTERMS", "http://purl.org/dc/terms/");
        meta.schema("prism", "http://prismstandard.org/namespaces/basic/3.0/");
        meta.add("DC.title", record.citedTitle());
        record.authors().forEach(author -> meta.add("DC.creator.personalName", ContributorNames.inverted(author)));
        meta.add("DC.date.issued", record.published().value());
        if (record.doi() != null) {
            meta.add("DC.identifier", record.doi().value());
        }
        meta.add("DC.identifier.URI", record.landingPage());
        record.issns().forEach(issn -> meta.add("DC.source.issn", issn.value()));
        meta.add("DC.publisher", record.journal().publisher());
        meta.add("DC.language", record.body().language().value());
        record.body().keywords().forEach(keyword -> meta.add("DC.subject", keyword));
        meta.add("DC.description", record.body().abstractText());
        var terms = record.body().license();
        meta.add(
                "DCTERMS.license",
                terms == null || terms.url() == null ? null : terms.url().value());
        prism(record);
    }

    private void prism(PublishedRecord record) {
        meta.add("prism.publicationName", record.journal().title());
        record.issns().stream().limit(1).forEach(issn -> meta.add("prism.issn", issn.value()));
        meta.add("prism.volume", record.issue().volume());
        meta.add("prism.number", record.issue().number());
        Pages pages = record.body().pages();
        meta.add("prism.startingPage", pages == null ? null : pages.first());
        meta.add("prism.endingPage", pages == null ? null : pages.last());
        meta.add("prism.publicationDate", record.published().value());
        meta.add("prism.doi", record.doi() == null ? null : record.doi().value());
    }
}
