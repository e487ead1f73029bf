package org.offprint.web.api.lists;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.offprint.platform.http.caching.CompressedBodies;
import org.offprint.platform.http.caching.DirectReply;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.HitCounts;
import org.offprint.platform.http.caching.Reply;
import org.offprint.search.IndexMoment;
import org.offprint.search.SearchIndex;

/**
 * Keeps lists, searches and suggestions in memory, each for as long as the index is at the moment that it was made of. An
 * answer is kept when its address is asked for twice at a moment, so that what nobody asks for again takes no room, and compressed,
 * which is a quarter of its bytes; it is inflated for the rare reader who takes no gzip.
 */
@ApplicationScoped
public class ReadyLists {

    /** The lists that all readers get alike, by their paths, which are the templates of their routes. */
    private static final Set<String> PATHS = Set.of(
            "/v1/articles",
            "/v1/issues",
            "/v1/journals",
            "/v1/affiliations",
            "/v1/contributors",
            "/v1/keywords",
            "/v1/suggest");

    /** Cursors and their keys have an end. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** The largest body that is kept, in bytes. */
    private static final int LARGEST = 256 << 10;

    /** A thirty-second of the heap, in bytes. */
    private static final long CAPACITY = Runtime.getRuntime().maxMemory() / 32;

    /** Bytes that an entry takes beside its address and its body. */
    private static final int FRAME = 1_000;

    /** Addresses that are remembered to have been asked for at a moment; a power of two. */
    private static final int ASKED = 8_192;

    private final SearchIndex index;
    private final CompressedBodies compressed;
    /** By address, path and query. */
    private final Cache<String, Ready> lists = Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .weigher(ReadyLists::weight)
            .expireAfterWrite(KEPT)
            .build();
    /** Hashes of addresses and moments, each in the place that it gives. */
    private final AtomicIntegerArray asked = new AtomicIntegerArray(ASKED);

    private final HitCounts counts;

    ReadyLists(SearchIndex index, CompressedBodies compressed, MeterRegistry registry) {
        this.index = index;
        this.compressed = compressed;
        counts = new HitCounts(
                "offprint.ready.lists", "Lists, searches and suggestions for readers, by cache hit or miss", registry);
    }

    private record Ready(DirectReply reply, int bytes, IndexMoment moment) {}

    /** Returns the path of a list that may be kept; null for any other address. */
    static String path(String target) {
        int end = target.indexOf('?');
        String path = end < 0 ? target : target.substring(0, end);
        return PATHS.contains(path) ? path : null;
    }

    /** Returns the answer to a reader if it is in memory and as it would be made now; never waits. */
    Optional<DirectReply> kept(String target) {
        Ready ready = lists.getIfPresent(target);
        if (ready == null || ready.moment() != index.moment()) {
            return Optional.empty();
        }
        counts.hit();
        return Optional.of(ready.reply());
    }

    /**
     * Answers with a list that was made for readers, and keeps it where another reader may be sent the same.
     *
     * @param body as JSON
     * @param moment of the index before it was asked; null where that is not known
     * @param links the {@code Link} header; null for none
     */
    public Response.ResponseBuilder answer(
            HttpServerRequest request, HttpHeaders headers, byte[] body, IndexMoment moment, String links) {
        String etag = EntityTag.ofGenerated(body);
        Response.ResponseBuilder answer =
                Reply.forReaders(headers, body, etag, null).header("Vary", "Accept");
        if (links != null) {
            answer.header("Link", links);
        }
        if (moment != null && body.length <= LARGEST && isForReaders(request) && path(request.uri()) != null) {
            counts.miss();
            if (wasAsked(request.uri(), moment)) {
                Encoded entity = body.length < Encoded.MIN_COMPRESSED_BYTES
                        ? Encoded.ofPlain(body)
                        : Encoded.ofGzip(compressed.gzip(body));
                DirectReply reply = new DirectReply(entity, etag, null, links);
                lists.put(request.uri(), new Ready(reply, entity.weight(), moment));
            }
        }
        return answer;
    }

    /** Reports whether every reader who asks so is sent the same. */
    static boolean isForReaders(HttpServerRequest request) {
        return DirectReply.isAnonymousRead(request) && DirectReply.takesJson(request);
    }

    /**
     * Reports whether an address was asked for at this moment before, and remembers that it was; another one may have taken its
     * place. While much is written, moments are short, and what is kept for one is made and compressed for nobody.
     */
    private boolean wasAsked(String target, IndexMoment moment) {
        int hash = 31 * target.hashCode() + moment.hashCode();
        int place = (hash ^ hash >>> 16) & ASKED - 1;
        return asked.getAndSet(place, hash) == hash;
    }

    private static int weight(String target, Ready ready) {
        return FRAME + 2 * target.length() + ready.bytes();
    }
}
