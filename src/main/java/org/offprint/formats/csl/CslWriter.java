package org.offprint.formats.csl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.formats.writing.Requirements;
import org.offprint.formats.writing.SingleLine;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorRole;

/**
 * Writes articles as CSL-JSON 1.0.2, the input format of citation processors. The output is always a list, even for one
 * article.
 */
public final class CslWriter implements RecordWriter {

    private static final Envelope LIST = Envelope.of("[", ",", "]");

    @Override
    public List<Finding> missing(PublishedRecord record) {
        return Requirements.of(record).title().missing();
    }

    @Override
    public String write(PublishedRecord record) {
        return new String(Json.write(item(record)), StandardCharsets.UTF_8);
    }

    @Override
    public Envelope envelope() {
        return LIST;
    }

    /** Returns an article as a CSL item, for further processing. */
    public static ObjectNode item(PublishedRecord record) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("id", record.article().slug());
        item.put("type", record.body().type() == ArticleType.BOOK_REVIEW ? "review-book" : "article-journal");
        put(item, "title", SingleLine.of(record.citedTitle()));
        put(item, "title-short", record.body().runningHead());
        names(item, "author", record.authors());
        names(item, "translator", record.contributors(ContributorRole.TRANSLATOR));
        names(item, "illustrator", record.contributors(ContributorRole.ILLUSTRATOR));
        date(item, "issued", record.published());
        if (record.body().dates() != null) {
            date(item, "submitted", record.body().dates().received());
        }
        journal(item, record);
        pages(item, record);
        identifiers(item, record);
        item.put("language", record.body().language().value());
        put(item, "abstract", record.body().abstractText());
        put(item, "keyword", String.join(", ", record.body().keywords()));
        if (record.article().retraction() != null) {
            put(item, "status", Vocabulary.termOf(record.article().retraction().kind()));
            put(item, "note", SingleLine.of(record.article().retraction().reason()));
        }
        return item;
    }

    private static void names(ObjectNode item, String role, List<Contributor> contributors) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        for (Contributor contributor : contributors) {
            if (ContributorNames.isOrganization(contributor)) {
                names.addObject().put("literal", contributor.name());
            } else {
                ObjectNode name = names.addObject();
                put(name, "family", contributor.family());
                put(name, "given", contributor.given());
                put(name, "suffix", contributor.suffix());
            }
        }
        if (!names.isEmpty()) {
            item.set(role, names);
        }
    }

    private static void date(ObjectNode item, String name, PartialDate date) {
        if (date == null) {
            return;
        }
        ArrayNode parts = item.putObject(name).putArray("date-parts").addArray().add(date.year());
        if (date.month() != null) {
            parts.add(date.month());
        }
        if (date.day() != null) {
            parts.add(date.day());
        }
    }

    private static void journal(ObjectNode item, PublishedRecord record) {
        put(item, "container-title", record.journal().title());
        put(item, "container-title-short", record.journal().abbreviation());
        put(item, "volume", record.issue().volume());
        put(item, "issue", record.issue().number());
        put(item, "publisher", record.journal().publisher());
        put(item, "publisher-place", record.journal().publisherPlace());
        put(
                item,
                "section",
                record.article().section() == null
                        ? null
                        : record.article().section().title());
    }

    private static void pages(ObjectNode item, PublishedRecord record) {
        Pages pages = record.body().pages();
        if (pages != null) {
            put(item, "page", pages.last() == null ? pages.first() : pages.first() + "-" + pages.last());
        }
        put(item, "number", record.body().articleNumber());
    }

    private static void identifiers(ObjectNode item, PublishedRecord record) {
        put(item, "DOI", record.doi() == null ? null : record.doi().value());
        put(item, "PMID", record.identifier("pmid"));
        put(item, "PMCID", record.identifier("pmcid"));
        put(item, "ISSN", record.issns().stream().map(Issn::value).collect(Collectors.joining(", ")));
        put(item, "URL", record.citedAs());
    }

    private static void put(ObjectNode object, String name, String value) {
        if (value != null && !value.isBlank()) {
            object.put(name, value);
        }
    }
}
