package org.offprint.formats;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.publishing.typesetting.DocumentLinks;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleFile;

/**
 * Writes the links of an article for machines: what to cite, who wrote it, under which terms, in which formats (FAIR
 * Signposting, version 2023-10-02). A header has a few of them, a link set all.
 */
@ApplicationScoped
public class Signposts implements DocumentLinks {

    /** The media type of a link set in JSON (RFC 9264, section 4.2). */
    public static final String LINKSET_TYPE = "application/linkset+json";

    private static final List<String> TYPES =
            List.of("https://schema.org/ScholarlyArticle", "https://schema.org/AboutPage");

    /** Proxies take headers of a few thousand bytes; the link set has the others. */
    private static final int MOST_AUTHORS = 10;

    private static final int MOST_FILES = 10;

    private static final int LONGEST_URL = 500;

    /** To be counted up where {@link #header} changes: those that are stored are made anew then. */
    private static final int VERSION = 1;

    private final Formats formats;
    private final int making;

    Signposts(Formats formats) {
        this.formats = formats;
        making = (VERSION + " " + formats.description()).hashCode();
    }

    @Override
    public int making() {
        return making;
    }

    @Override
    public String header(ArticleView article) {
        PublishedRecord record = new PublishedRecord(article, null);
        List<String> links = ofWork(record);
        add(links, record.article().links().getOrDefault("landingPage", record.landingPage()), "describes", null);
        return withMetadata(links, record, "alternate describedby");
    }

    /**
     * Returns the {@code Link} header of the page of an article, with the first of its authors and files; the link set has
     * all.
     */
    public String pageHeader(ArticleView article) {
        PublishedRecord record = new PublishedRecord(article, null);
        List<String> links = ofWork(record);
        record.body().files().stream()
                .filter(file -> !file.role().isPartOfText())
                .limit(MOST_FILES)
                .forEach(file -> add(
                        links,
                        record.escapedUrl(file).replace(PublishedRecord.BASE_URL, ""),
                        "item",
                        file.mediaType()));
        return withMetadata(links, record, "describedby");
    }

    private static List<String> ofWork(PublishedRecord record) {
        List<String> links = new ArrayList<>();
        if (record.doi() != null) {
            add(links, record.doi().url(), "cite-as", null);
        }
        orcids(record).limit(MOST_AUTHORS).forEach(orcid -> add(links, orcid, "author", null));
        if (license(record) != null) {
            add(links, license(record), "license", null);
        }
        TYPES.forEach(type -> add(links, type, "type", null));
        return links;
    }

    private String withMetadata(List<String> links, PublishedRecord record, String relation) {
        for (Format format : possible(record)) {
            add(links, path(record, format), relation, format.mediaType());
        }
        add(links, linksetPath(record), "linkset", LINKSET_TYPE);
        return String.join(", ", links);
    }

    /** The {@code Link} header of an article in another format: what it describes, and where all links are. */
    public String headerOfFormat(byte[] document, String etag) {
        PublishedRecord record = PublishedRecord.read(document, etag);
        List<String> links = new ArrayList<>();
        add(links, record.article().links().getOrDefault("landingPage", record.landingPage()), "describes", null);
        add(links, linksetPath(record), "linkset", LINKSET_TYPE);
        return String.join(", ", links);
    }

    /**
     * All links of the landing page, of each file and of each format, as JSON (RFC 9264, section 4.2).
     *
     * @param document the bytes that readers get
     * @param etag their entity tag
     * @param baseUrl the address of this service, without a slash at its end
     */
    public byte[] linkset(byte[] document, String etag, String baseUrl) {
        PublishedRecord record = PublishedRecord.read(document, etag);
        ObjectNode set = object();
        ArrayNode contexts = set.putArray("linkset");
        contexts.add(landingPage(record));
        for (ArticleFile file : record.body().files()) {
            ObjectNode content = contexts.addObject().put("anchor", record.url(file));
            target(content, "collection", record.landingPage(), "text/html");
        }
        for (Format format : possible(record)) {
            ObjectNode metadata = contexts.addObject().put("anchor", record.url(path(record, format)));
            target(metadata, "describes", record.landingPage(), "text/html");
        }
        String text = new String(Json.write(set), StandardCharsets.UTF_8);
        return text.replace(PublishedRecord.BASE_URL, baseUrl).getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode landingPage(PublishedRecord record) {
        ObjectNode page = object().put("anchor", record.landingPage());
        if (record.doi() != null) {
            target(page, "cite-as", record.doi().url(), null);
        }
        orcids(record).forEach(orcid -> target(page, "author", orcid, null));
        if (license(record) != null) {
            target(page, "license", license(record), null);
        }
        TYPES.forEach(type -> target(page, "type", type, null));
        for (ArticleFile file : record.body().files()) {
            target(page, "item", record.url(file), file.mediaType());
        }
        target(
                page,
                "describedby",
                record.url("/v1/articles/" + record.article().id()),
                "application/json");
        for (Format format : possible(record)) {
            target(page, "describedby", record.url(path(record, format)), format.mediaType());
        }
        target(page, "linkset", record.url(linksetPath(record)), LINKSET_TYPE);
        return page;
    }

    private static void target(ObjectNode context, String relation, String url, String mediaType) {
        ObjectNode target = context.withArray(relation).addObject().put("href", url);
        if (mediaType != null) {
            target.put("type", mediaType);
        }
    }

    private List<Format> possible(PublishedRecord record) {
        return formats.all().stream()
                .filter(format -> format.writer().missing(record).isEmpty())
                .toList();
    }

    private static Stream<String> orcids(PublishedRecord record) {
        return record.authors().stream()
                .map(author -> author.orcid())
                .filter(Objects::nonNull)
                .map(Orcid::value)
                .distinct();
    }

    private static String license(PublishedRecord record) {
        var license = record.body().license();
        return license == null || license.url() == null ? null : license.url().value();
    }

    private static String path(PublishedRecord record, Format format) {
        return "/v1/articles/" + record.article().id() + "/exports/" + format.name();
    }

    private static String linksetPath(PublishedRecord record) {
        return "/v1/articles/" + record.article().id() + "/linkset";
    }

    /** Left out where its URL is so long that the header might not pass; a header holds ASCII alone. */
    private static void add(List<String> links, String url, String relation, String type) {
        StringBuilder ascii = new StringBuilder();
        for (byte b : url.getBytes(StandardCharsets.UTF_8)) {
            int octet = b & 0xFF;
            if (octet > 0x20 && octet < 0x7F && octet != '<' && octet != '>') {
                ascii.append((char) octet);
            } else {
                ascii.append(String.format(Locale.ROOT, "%%%02X", octet));
            }
        }
        if (ascii.length() <= LONGEST_URL) {
            links.add("<" + ascii + ">; rel=\"" + relation + '"' + (type == null ? "" : "; type=\"" + type + '"'));
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
