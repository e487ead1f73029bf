package org.offprint.journal.publishing.typesetting;

import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.offprint.journal.articles.ArticleView;
import org.offprint.kernel.json.Json;

/**
 * Cache of the articles that this node typeset most recently, by the entity tag of their documents. Followers of the
 * change log read each article soon after its publication, and need not parse a cached article again. If the
 * transaction of a publication is rolled back, no follower reads the entity tag of its document.
 */
@Singleton
public class RecentArticleViews {

    /** Estimated heap space of an article, as a multiple of the size of its document. */
    private static final int HEAP_PER_DOCUMENT_BYTE = 3;

    /** Maximum total size of the documents of all cached articles, in bytes. */
    private static final long CAPACITY = Runtime.getRuntime().maxMemory() / 32 / HEAP_PER_DOCUMENT_BYTE;

    /** Maximum size of the document of a cached article, in bytes. */
    private static final int MAX_DOCUMENT_BYTES = 256 << 10;

    private record SizedView(ArticleView article, int bytes) {}

    /** Cached articles by entity tag, oldest first. */
    private final Map<String, SizedView> views = new LinkedHashMap<>();

    private long totalBytes;

    /** Caches a typeset article that will be stored with the given entity tag. */
    synchronized void add(ArticleView article, int bytes, String etag) {
        if (bytes > MAX_DOCUMENT_BYTES || views.putIfAbsent(etag, new SizedView(article, bytes)) != null) {
            return;
        }
        totalBytes += bytes;
        Iterator<SizedView> oldest = views.values().iterator();
        while (totalBytes > CAPACITY) {
            totalBytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    /**
     * Returns the article with the given stored document. The document is parsed if the article is not cached, or if
     * the size differs. A different size means that the stored document is damaged, because its tag is computed from
     * its content.
     */
    public ArticleView of(byte[] document, String etag) {
        ArticleView cached = cached(etag, document.length);
        return cached == null ? Json.read(document, ArticleView.class) : cached;
    }

    private synchronized ArticleView cached(String etag, int bytes) {
        SizedView cached = views.get(etag);
        return cached == null || cached.bytes() != bytes ? null : cached.article();
    }
}
