package org.offprint.platform.http.caching;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Compresses response bodies and caches some of the results. Many clients request the same lists, and compressing a
 * list of twenty articles takes longer than finding them.
 */
@Singleton
public class CompressedBodies {

    /** Maximum size of a cached compressed response body, in bytes. */
    private static final int MAX_CACHED_BYTES = 256 << 10;

    private static final long CAPACITY = Runtime.getRuntime().maxMemory() / 32;

    private final Cache<Key, Encoded> bodies = Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .weigher((Key key, Encoded body) -> body.weight())
            .build();

    /** Cache key of a response body. Because checksums can collide, cached bodies are also compared in full. */
    private record Key(int length, int checksum) {

        static Key of(byte[] body) {
            CRC32C checksum = new CRC32C();
            checksum.update(body);
            return new Key(body.length, (int) checksum.getValue());
        }
    }

    /** Returns the response body compressed with gzip. The caller must not modify {@code body} afterwards. */
    public byte[] gzip(byte[] body) {
        if (body.length > MAX_CACHED_BYTES) {
            return QuickGzip.compress(body);
        }
        Key key = Key.of(body);
        Encoded known = bodies.getIfPresent(key);
        if (known == null || !Arrays.equals(known.plain(), body)) {
            known = Encoded.ofBoth(body, QuickGzip.compress(body));
            bodies.put(key, known);
        }
        return known.gzip();
    }
}
