package org.offprint.web.harvest.sitemap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.platform.database.sql.ReplicaReads;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.caching.Encoded;

/**
 * Sitemaps with the landing pages of all published articles. Articles are sorted by id, so that new articles do not
 * change existing sitemaps. Recently requested sitemaps are cached for a minute, because crawlers use several
 * connections.
 */
@ApplicationScoped
class Sitemaps {

    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /** Start of a sitemap document, before the page entries. */
    static final String BEGIN = XmlWriter.DECLARATION + "<urlset xmlns=\"" + NAMESPACE + "\">\n";

    static final String END = "</urlset>\n";

    /**
     * Maximum number of pages in a sitemap according to the sitemap protocol, which also limits the size before
     * compression.
     */
    private static final int MAX_PAGES = 50_000;

    private static final int MAX_BYTES = 50_000_000;

    /** Maximum length of a URL according to the sitemap protocol, in characters. */
    private static final int MAX_URL_LENGTH = 2_047;

    /** Upper bound of the number of bytes around a URL in a sitemap: markup and the base URL of the service. */
    private static final int AROUND_ADDRESS = 400;

    /**
     * SQL query for an upper bound of the length of a page URL, in bytes. The bound is the sum of the longest template,
     * slug, id and DOI. Every byte of the DOI is counted as percent-encoded, and every ampersand in the template as
     * escaped.
     */
    private static final String MAX_URL_BYTES =
            "select coalesce((select max(octet_length(replace(body ->> 'articleUrl', '&',"
                    + " '&amp;'))) from journal), 20) + (select coalesce(max(octet_length(slug)), 0) from article_slug)"
                    + " + 36 + 3 * (select coalesce(max(octet_length(doi)), 0) from published_article)";

    /** Number of database rows per query. */
    private static final int AT_ONCE = 5_000;

    /**
     * Maximum size of the sitemap cache, in bytes: enough for one sitemap of the maximum size or several typical ones.
     */
    private static final long MAX_CACHE_BYTES = 60_000_000;

    private static final UUID LOWEST = new UUID(0, 0);

    private final ReplicaReads reads;
    private final int mostPages;
    private final int mostBytes;
    private final Cache<String, Encoded> cache = Caffeine.newBuilder()
            .weigher(Sitemaps::size)
            .maximumWeight(MAX_CACHE_BYTES)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    @Inject
    Sitemaps(ReplicaReads reads) {
        this(reads, MAX_PAGES, MAX_BYTES);
    }

    /** Creates an instance with custom limits for the number of pages and bytes per sitemap. */
    Sitemaps(ReplicaReads reads, int mostPages, int mostBytes) {
        this.reads = reads;
        this.mostPages = mostPages;
        this.mostBytes = mostBytes;
    }

    /**
     * Entry of the sitemap index.
     *
     * @param path path of the sitemap, without an extension
     */
    record Part(String path, Instant modifiedAt) {}

    private record Page(UUID article, String address, Instant modifiedAt) {}

    private static int size(String key, Encoded sitemap) {
        return sitemap.weight();
    }

    /**
     * Returns the sitemap index.
     *
     * @param base URL of this service
     * @param others supplies the entries of additional sitemaps, which come first
     */
    Encoded index(String base, Supplier<List<Part>> others) {
        return cache.get("index " + base, key -> writeIndex(base, others.get()));
    }

    /**
     * Returns the cached sitemap with the given name. On a cache miss, the supplier creates it. Returns empty if the
     * supplier returns null.
     */
    Optional<Encoded> cached(String name, Supplier<Encoded> maker) {
        return Optional.ofNullable(cache.get(name, key -> maker.get()));
    }

    /** Returns the sitemap of the articles after the given article id, or empty if there are no more articles. */
    Optional<Encoded> part(UUID after, String base) {
        return Optional.ofNullable(cache.get(after + " " + base, key -> writePart(after, base)));
    }

    /** Returns the sitemap if it is cached, without waiting for a sitemap that is still being created. */
    Optional<Encoded> cachedPart(UUID after, String base) {
        return Optional.ofNullable(cache.getIfPresent(after + " " + base));
    }

    private Encoded writeIndex(String base, List<Part> others) {
        XmlWriter xml = new XmlWriter();
        xml.open("sitemapindex", "xmlns", NAMESPACE);
        for (Part part : Stream.concat(others.stream(), parts().stream()).toList()) {
            xml.open("sitemap");
            xml.element("loc", base + part.path() + ".xml");
            xml.element("lastmod", lastModified(part.modifiedAt()));
            xml.close();
        }
        return encoded(xml);
    }

    /**
     * Returns the sitemap index entries of the article sitemaps. Each sitemap begins after the last article of the
     * previous one.
     */
    private List<Part> parts() {
        record Group(UUID last, Instant modifiedAt) {}
        List<Group> groups = reads.read(sql -> sql.list(
                "select (array_agg(article order by article desc))[1] last, max(modified_at) modified_at from ("
                        + "select article, modified_at, (row_number() over (order by article) - 1) / ? part"
                        + " from published_article where not withdrawn) numbered group by part order by part",
                row -> new Group(Sql.uuid(row, "last"), Sql.instant(row, "modified_at")),
                maxPagesOfPart()));
        List<Part> parts = new ArrayList<>();
        UUID after = LOWEST;
        for (Group group : groups) {
            parts.add(new Part("/sitemaps/" + after, group.modifiedAt()));
            after = group.last();
        }
        return parts;
    }

    /**
     * Returns the number of pages per sitemap. With this number, a sitemap does not exceed the limits for pages and
     * bytes, even if all URLs have the maximum length.
     */
    private int maxPagesOfPart() {
        int longest = reads.read(sql -> sql.first(MAX_URL_BYTES, row -> row.getInt(1)))
                .orElseThrow();
        return Math.max(1, Math.min(mostPages, mostBytes / (longest + AROUND_ADDRESS)));
    }

    private Encoded writePart(UUID after, String base) {
        int most = maxPagesOfPart();
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        write(out, BEGIN);
        UUID last = after;
        int count = 0;
        List<Page> pages;
        do {
            pages = pages(last, Math.min(AT_ONCE, most - count));
            // Convert one batch of pages at a time, because a whole sitemap can have 50 MB.
            StringBuilder text = new StringBuilder();
            for (Page page : pages) {
                append(text, page, base);
                last = page.article();
            }
            write(out, text.toString());
            count += pages.size();
        } while (!pages.isEmpty() && count < most);
        if (count == 0) {
            return null;
        }
        write(out, END);
        return Encoded.of(out.toByteArray());
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void append(StringBuilder text, Page page, String base) {
        String address = page.address().startsWith("/") ? base + page.address() : page.address();
        if (address.length() <= MAX_URL_LENGTH) {
            append(text, address, page.modifiedAt());
        }
    }

    /**
     * Writes the entry of a page in a sitemap.
     *
     * @param modifiedAt modification time of the page; null if unknown
     */
    static void append(StringBuilder text, String address, Instant modifiedAt) {
        text.append("<url><loc>")
                .append(address.replace("&", "&amp;").replace("<", "&lt;"))
                .append("</loc>");
        if (modifiedAt != null) {
            text.append("<lastmod>").append(lastModified(modifiedAt)).append("</lastmod>");
        }
        text.append("</url>\n");
    }

    private List<Page> pages(UUID after, int limit) {
        return reads.read(sql -> sql.list(
                "select article, modified_at, convert_from(summary, 'UTF8')::jsonb #>> '{links,landingPage}' address"
                        + " from published_article where article > ? and not withdrawn order by article limit ?",
                row -> new Page(Sql.uuid(row, "article"), row.getString("address"), Sql.instant(row, "modified_at")),
                after,
                limit));
    }

    private static String lastModified(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Encoded encoded(XmlWriter xml) {
        String written = XmlWriter.DECLARATION + xml.close().toString().stripLeading() + "\n";
        return Encoded.of(written.getBytes(StandardCharsets.UTF_8));
    }
}
