package org.offprint.web.harvest.feeds;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.web.harvest.feeds.FeedSource.Entry;

/** Writes Atom feeds (RFC 4287) with PRISM basic 2.0 metadata in their entries. */
final class AtomFeed {

    private final XmlWriter xml = new XmlWriter();
    private final String baseUrl;
    private final String hub;

    /**
     * Creates a writer of Atom feeds.
     *
     * @param baseUrl URL of this service, without a trailing slash
     * @param hub URL of the WebSub hub; null if there is none
     */
    AtomFeed(String baseUrl, String hub) {
        this.baseUrl = baseUrl;
        this.hub = hub;
    }

    byte[] write(FeedHead head, List<Entry> entries) {
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
        xml.element("updated", head.newest(entries).toString());
        xml.empty("link", "rel", "self", "type", "application/atom+xml", "href", baseUrl + head.self());
        xml.empty("link", "rel", "alternate", "href", absolute(head.page()));
        if (hub != null) {
            xml.empty("link", "rel", "hub", "href", hub);
        }
        xml.open("author").element("name", head.author()).close();
        xml.element("generator", "Offprint");
        entries.forEach(entry -> entry(entry.record(), entry.modifiedAt()));
        String written = xml.close().toString();
        return (XmlWriter.DECLARATION + written.stripLeading() + "\n")
                .replace(PublishedRecord.BASE_URL, baseUrl)
                .getBytes(StandardCharsets.UTF_8);
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

    /** Returns the name of an author as displayed in feeds. */
    static String name(Contributor author) {
        if (author.name() != null) {
            return author.name();
        }
        return author.given() == null ? author.family() : author.given() + " " + author.family();
    }

    private void prism(PublishedRecord record) {
        Prism.of(record).forEach((term, value) -> xml.element("prism:" + term, value));
        if (record.doi() != null) {
            xml.element("dc:identifier", "doi:" + record.doi().value());
        }
    }
}
