package org.offprint.web.harvest.feeds;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.IssnType;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.web.harvest.feeds.FeedSource.Entry;

/** Writes Atom feeds (RFC 4287) with PRISM basic 2.0 metadata in their entries. */
final class AtomFeed {

    private final XmlWriter xml = new XmlWriter();
    private final String baseUrl;

    /**
     * Creates a writer of Atom feeds.
     *
     * @param baseUrl URL of this service, without a trailing slash
     */
    AtomFeed(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /**
     * Title and URLs of an Atom feed.
     *
     * @param id id of the journal or issue, which does not change with the title
     * @param self path of the feed
     * @param page page URL of the journal or issue
     * @param author author of the feed
     */
    record Head(UUID id, String title, String subtitle, String self, String page, String author, Instant updatedAt) {}

    byte[] write(Head head, List<Entry> entries) {
        xml.open(
                "feed",
                "xmlns",
                "http://www.w3.org/2005/Atom",
                "xmlns:prism",
                "http://prismstandard.org/namespaces/basic/2.0/",
                "xmlns:dc",
                "http://purl.org/dc/elements/1.1/");
        xml.element("id", "urn:uuid:" + head.id());
        xml.element("title", head.title());
        xml.element("subtitle", head.subtitle());
        xml.element("updated", newest(head, entries).toString());
        xml.empty("link", "rel", "self", "type", "application/atom+xml", "href", baseUrl + head.self());
        xml.empty("link", "rel", "alternate", "href", absolute(head.page()));
        xml.open("author").element("name", head.author()).close();
        xml.element("generator", "Offprint");
        entries.forEach(entry -> entry(entry.record(), entry.modifiedAt()));
        String written = xml.close().toString();
        return (XmlWriter.DECLARATION + written.stripLeading() + "\n")
                .replace(PublishedRecord.BASE_URL, baseUrl)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Instant newest(Head head, List<Entry> entries) {
        return entries.stream()
                .map(Entry::modifiedAt)
                .filter(at -> at.isAfter(head.updatedAt()))
                .max(Instant::compareTo)
                .orElse(head.updatedAt());
    }

    private String absolute(String address) {
        return address.startsWith("/") ? baseUrl + address : address;
    }

    private void entry(PublishedRecord record, Instant modifiedAt) {
        ArticleBody body = record.body();
        xml.open("entry", "xml:lang", body.language().value());
        // Do not use the DOI as the id of the entry, because a DOI may be assigned later.
        xml.element("id", "urn:uuid:" + record.article().id());
        xml.element("title", record.citedTitle());
        xml.element("updated", modifiedAt.toString());
        if (record.article().publishedAt() != null) {
            xml.element("published", record.article().publishedAt().toString());
        }
        record.authors()
                .forEach(author ->
                        xml.open("author").element("name", name(author)).close());
        xml.empty("link", "rel", "alternate", "type", "text/html", "href", record.landingPage());
        if (record.doi() != null) {
            xml.empty("link", "rel", "related", "href", record.doi().url());
        }
        for (ArticleFile file : record.fullTexts()) {
            xml.empty("link", "rel", "enclosure", "type", file.mediaType(), "href", record.url(file));
        }
        body.keywords().forEach(keyword -> xml.empty("category", "term", keyword));
        xml.element("summary", body.abstractText());
        prism(record);
        xml.close();
    }

    private static String name(Contributor author) {
        if (author.name() != null) {
            return author.name();
        }
        return author.given() == null ? author.family() : author.given() + " " + author.family();
    }

    private void prism(PublishedRecord record) {
        xml.element("prism:publicationName", record.journal().title());
        issn("prism:issn", record.issn(IssnType.PRINT));
        issn("prism:eIssn", record.issn(IssnType.ELECTRONIC));
        xml.element("prism:volume", record.issue().volume());
        xml.element("prism:number", record.issue().number());
        if (record.body().pages() != null) {
            xml.element("prism:startingPage", record.body().pages().first());
            xml.element("prism:endingPage", record.body().pages().last());
        }
        if (record.published() != null) {
            xml.element("prism:publicationDate", record.published().value());
        }
        if (record.doi() != null) {
            xml.element("prism:doi", record.doi().value());
            xml.element("dc:identifier", "doi:" + record.doi().value());
        }
    }

    private void issn(String name, Issn issn) {
        xml.element(name, issn == null ? null : issn.toString());
    }
}
