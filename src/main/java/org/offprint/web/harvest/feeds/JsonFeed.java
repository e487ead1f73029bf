package org.offprint.web.harvest.feeds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.web.harvest.feeds.FeedSource.Entry;

/**
 * Writes JSON feeds (JSON Feed 1.1) with the same entries and ids as Atom feeds. The extension {@code _prism} contains
 * the PRISM metadata of each entry.
 */
final class JsonFeed {

    private final String baseUrl;
    private final String hub;

    /**
     * Creates a writer of JSON feeds.
     *
     * @param baseUrl URL of this service, without a trailing slash
     * @param hub URL of the WebSub hub; null if there is none
     */
    JsonFeed(String baseUrl, String hub) {
        this.baseUrl = baseUrl;
        this.hub = hub;
    }

    byte[] write(FeedHead head, List<Entry> entries) {
        ObjectNode feed = JsonNodeFactory.instance.objectNode();
        feed.put("version", "https://jsonfeed.org/version/1.1");
        feed.put("title", head.title());
        feed.put("home_page_url", head.page().startsWith("/") ? baseUrl + head.page() : head.page());
        feed.put("feed_url", baseUrl + head.self());
        put(feed, "description", head.subtitle());
        put(feed, "language", head.language());
        feed.putArray("authors").addObject().put("name", head.author());
        if (hub != null) {
            feed.putArray("hubs").addObject().put("type", "WebSub").put("url", hub);
        }
        ArrayNode items = feed.putArray("items");
        entries.forEach(entry -> item(items.addObject(), entry));
        return feed.toString().replace(PublishedRecord.BASE_URL, baseUrl).getBytes(StandardCharsets.UTF_8);
    }

    private static void item(ObjectNode item, Entry entry) {
        PublishedRecord record = entry.record();
        ArticleBody body = record.body();
        // Do not use the DOI as the id of the item, because a DOI may be assigned later.
        item.put("id", "urn:uuid:" + record.article().id());
        item.put("url", record.landingPage());
        put(item, "external_url", record.doi() == null ? null : record.doi().url());
        item.put("title", record.citedTitle());
        put(item, "content_html", body.abstractHtml());
        if (body.abstractHtml() == null) {
            item.put("content_text", body.abstractText() == null ? record.citedTitle() : body.abstractText());
        }
        put(item, "summary", body.abstractText());
        if (record.article().publishedAt() != null) {
            item.put("date_published", record.article().publishedAt().toString());
        }
        item.put("date_modified", entry.modifiedAt().toString());
        ArrayNode authors = item.putArray("authors");
        record.authors().forEach(author -> author(authors.addObject(), author));
        ArrayNode tags = item.putArray("tags");
        body.keywords().forEach(tags::add);
        item.put("language", body.language().value());
        ArrayNode attachments = item.putArray("attachments");
        for (ArticleFile file : record.fullTexts()) {
            ObjectNode attachment =
                    attachments.addObject().put("url", record.url(file)).put("mime_type", file.mediaType());
            if (file.size() != null) {
                attachment.put("size_in_bytes", file.size());
            }
        }
        ObjectNode prism = item.putObject("_prism");
        Prism.of(record).forEach(prism::put);
    }

    private static void author(ObjectNode json, Contributor author) {
        json.put("name", AtomFeed.name(author));
        put(json, "url", author.orcid() == null ? null : author.orcid().value());
    }

    private static void put(ObjectNode object, String name, String value) {
        if (value != null) {
            object.put(name, value);
        }
    }
}
