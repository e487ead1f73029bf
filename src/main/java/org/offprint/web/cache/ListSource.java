package org.offprint.web.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.offprint.platform.changes.RunningNodes;
import org.offprint.platform.http.caching.CompressedBodies;
import org.offprint.platform.http.caching.DirectReply;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.search.IndexMoment;
import org.offprint.search.SearchIndex;

/**
 * Caches lists, searches and suggestions in compressed form until the index changes. A response is not cached until its
 * URL is requested for the second time, because most URLs are requested only once.
 *
 * <p>After an index change, anonymous clients receive outdated responses for up to two seconds, so that frequent
 * publications do not empty the cache. Clients never receive outdated responses if they may have changed data recently
 * or if they send a {@code Cache-Control} header. With several nodes, outdated responses are never sent, because a
 * client may write on one node and read on another.
 */
@Singleton
public class ListSource extends ResponseSource<String, ListSource.CachedList> {

    /**
     * Paths of lists whose responses are the same for all readers. The paths are also the path templates in metrics.
     */
    private static final Set<String> PATHS = Set.of(
            "/v1/articles",
            "/v1/issues",
            "/v1/journals",
            "/v1/affiliations",
            "/v1/contributors",
            "/v1/keywords",
            "/v1/suggest");

    /** Maximum age of a cached list. The age is limited, because the cursors in a list expire. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    /** Period after an index change during which an outdated list may be sent. */
    static final Duration MAX_OUTDATED = Duration.ofSeconds(2);

    /**
     * Time after an index change at which one request renews the list, while all other requests still receive the
     * outdated list.
     */
    private static final Duration RENEWAL = Duration.ofMillis(1_500);

    private static final int MAX_BODY_BYTES = 256 << 10;

    private final SearchIndex index;
    private final CompressedBodies compressed;
    private final AuthenticatedClients clients;
    private final RunningNodes nodes;
    /** Hash of the last URL in each slot of the request table. The size of the table is a power of two. */
    private final AtomicIntegerArray requested = new AtomicIntegerArray(8_192);

    ListSource(
            SearchIndex index,
            CompressedBodies compressed,
            AuthenticatedClients clients,
            RunningNodes nodes,
            MeterRegistry registry) {
        super("offprint.ready.lists", 32, LIFETIME, registry);
        this.index = index;
        this.compressed = compressed;
        this.clients = clients;
        this.nodes = nodes;
    }

    /**
     * List response in the cache.
     *
     * @param moment index snapshot from before the search
     * @param isRenewed whether a request is already renewing the list
     */
    record CachedList(DirectReply reply, String route, int bytes, IndexMoment moment, AtomicBoolean isRenewed)
            implements CachedResponse {}

    /**
     * Builds the response to a public list request, and caches it if its URL was requested before.
     *
     * @param body JSON body of the list
     * @param moment index snapshot from before the search; null if unknown
     * @param links value of the {@code Link} header; null for none
     */
    public Response.ResponseBuilder answer(
            HttpServerRequest request, HttpHeaders headers, byte[] body, IndexMoment moment, String links) {
        String etag = EntityTag.ofGenerated(body);
        Response.ResponseBuilder answer =
                Reply.forReaders(headers, body, etag, null).header("Vary", "Accept");
        if (links != null) {
            answer.header("Link", links);
        }
        String target = request.uri();
        boolean isCacheable = moment != null && body.length <= MAX_BODY_BYTES && serves(target);
        if (isCacheable && DirectReply.isAnonymousRead(request) && accepts(request)) {
            countMiss();
            if (wasRequested(target)) {
                Encoded content = body.length < Encoded.MIN_COMPRESSED_BYTES
                        ? Encoded.ofPlain(body)
                        : Encoded.ofGzip(compressed.gzip(body));
                DirectReply reply = new DirectReply(content, etag, null, links);
                put(target, new CachedList(reply, path(target), 1_000 + content.weight(), moment, new AtomicBoolean()));
            }
        }
        return answer;
    }

    @Override
    boolean serves(String target) {
        return target.startsWith("/v1/") && PATHS.contains(path(target));
    }

    @Override
    String key(HttpServerRequest request) {
        return request.uri();
    }

    @Override
    boolean isFresh(CachedList list) {
        return list.moment() == index.moment();
    }

    @Override
    boolean maySendOutdated(CachedList list, HttpServerRequest request) {
        IndexMoment moment = list.moment();
        if (!moment.wasSupersededWithin(MAX_OUTDATED)
                || !nodes.isAlone()
                || request.headers().contains(HttpHeaders.CACHE_CONTROL)
                || clients.mayInclude(request)) {
            return false;
        }
        // The first request after the renewal time is passed to the REST resource, which renews the list.
        return moment.wasSupersededWithin(RENEWAL) || !list.isRenewed().compareAndSet(false, true);
    }

    private static String path(String target) {
        int end = target.indexOf('?');
        return end < 0 ? target : target.substring(0, end);
    }

    /**
     * Records a request and returns whether the same URL was requested before. The result may be false even for a
     * repeated URL if another URL uses the same slot.
     */
    private boolean wasRequested(String target) {
        int hash = target.hashCode();
        int slot = (hash ^ hash >>> 16) & requested.length() - 1;
        return requested.getAndSet(slot, hash) == hash;
    }
}
