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
import java.util.Set;
import java.util.stream.Stream;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.publishing.typesetting.DocumentLinks;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleFile;

/**
 * Writes typed links of an article for automated clients (FAIR Signposting, version 2023-10-02). The links identify the
 * citation URL, authors, license and export formats. A {@code Link} header contains a selection of the links; a link
 * set contains all of them.
 */
@ApplicationScoped
public class SignpostingLinks implements DocumentLinks {

    /** Media type of a link set in JSON (RFC 9264, section 4.2). */
    public static final String LINKSET_TYPE = "application/linkset+json";

    private static final String LICENSE = "license";
    private static final List<String> TYPES =
            List.of("https://schema.org/ScholarlyArticle", "https://schema.org/AboutPage");

    /**
     * Maximum number of author links in a {@code Link} header. Many proxies limit headers to a few thousand bytes. The
     * link set contains the links of all authors.
     */
    private static final int MAX_AUTHORS = 10;

    private static final int MAX_FILES = 10;

    /** Export formats that the {@code Link} header of an article lists. The link set lists all formats. */
    private static final Set<String> HEADER_FORMATS = Set.of("bibtex", "csl", "jats", "ris");

    private static final int MAX_URL_LENGTH = 500;

    /**
     * Version of the stored {@code Link} headers. Increment the version if {@link #header} changes, so that the service
     * rebuilds the stored headers.
     */
    private static final int VERSION = 2;

    private final ExportFormats formats;
    private final int making;

    SignpostingLinks(ExportFormats formats) {
        this.formats = formats;
        making = (VERSION + " " + formats.fingerprint()).hashCode();
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
        Stream<Format> selected = possible(record).stream().filter(format -> HEADER_FORMATS.contains(format.name()));
        return withMetadata(links, record, selected, "alternate describedby");
    }

    /**
     * Returns the {@code Link} header of an article page. Only the first authors and files are included; the link set
     * contains all of them.
     */
    public String pageHeader(ArticleView article) {
        PublishedRecord record = new PublishedRecord(article, null);
        List<String> links = ofWork(record);
        record.body().files().stream()
                .filter(file -> !file.role().isPartOfText())
                .limit(MAX_FILES)
                .forEach(file -> add(
                        links,
                        record.escapedUrl(file).replace(PublishedRecord.BASE_URL, ""),
                        "item",
                        file.mediaType()));
        return withMetadata(links, record, possible(record).stream(), "describedby");
    }

    /** Returns the URL of the licence in a header that {@link #header} created, or null if there is none. */
    static String license(String header) {
        int end = header.indexOf(">; rel=\"" + LICENSE + '"');
        return end < 0 ? null : header.substring(header.lastIndexOf('<', end) + 1, end);
    }

    private static List<String> ofWork(PublishedRecord record) {
        List<String> links = new ArrayList<>();
        if (record.doi() != null) {
            add(links, record.doi().url(), "cite-as", null);
        }
        orcids(record).limit(MAX_AUTHORS).forEach(orcid -> add(links, orcid, "author", null));
        if (license(record) != null) {
            add(links, license(record), LICENSE, null);
        }
        TYPES.forEach(type -> add(links, type, "type", null));
        return links;
    }

    private static String withMetadata(
            List<String> links, PublishedRecord record, Stream<Format> formats, String relation) {
        formats.forEach(format -> add(links, path(record, format), relation, format.mediaType()));
        add(links, linksetPath(record), "linkset", LINKSET_TYPE);
        return String.join(", ", links);
    }

    /**
     * Returns the {@code Link} header of an article in an export format, with links to the landing page and the link
     * set.
     */
    public String headerOfFormat(byte[] document, String etag) {
        PublishedRecord record = PublishedRecord.read(document, etag);
        List<String> links = new ArrayList<>();
        add(links, record.article().links().getOrDefault("landingPage", record.landingPage()), "describes", null);
        add(links, linksetPath(record), "linkset", LINKSET_TYPE);
        return String.join(", ", links);
    }

    /**
     * Returns the link set of an article as JSON (RFC 9264, section 4.2). The link set contains all links of the
     * landing page, of each file and of each export format.
     *
     * @param document public document of the article
     * @param etag entity tag of the document
     * @param baseUrl base URL of Offprint without a trailing slash
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
            target(page, LICENSE, license(record), null);
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

    /**
     * Adds a link to a {@code Link} header, unless the URL is so long that proxies might reject the header. Characters
     * that are not allowed in headers are percent-encoded.
     */
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
        if (ascii.length() <= MAX_URL_LENGTH) {
            links.add("<" + ascii + ">; rel=\"" + relation + '"' + (type == null ? "" : "; type=\"" + type + '"'));
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
