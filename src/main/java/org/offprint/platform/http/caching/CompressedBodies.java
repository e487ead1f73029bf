package org.offprint.platform.http.caching;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Compresses bodies that were made for one request, and keeps some of them, because many readers open the same lists: to
 * compress a list of twenty articles takes longer than to find them.
 */
@Singleton
public class CompressedBodies {

    /** The largest body that is kept, in bytes. */
    private static final int LARGEST = 256 << 10;

    private static final long CAPACITY = Runtime.getRuntime().maxMemory() / 32;

    private final Cache<Key, Encoded> bodies = Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .weigher((Key key, Encoded body) -> body.weight())
            .build();

    /** Bodies of one key are compared whole. */
    private record Key(int length, int checksum) {

        static Key of(byte[] body) {
            CRC32C checksum = new CRC32C();
            checksum.update(body);
            return new Key(body.length, (int) checksum.getValue());
        }
    }

    /** Returns a body compressed by gzip. The body must not be changed afterwards. */
    public byte[] gzip(byte[] body) {
        if (body.length > LARGEST) {
            return Encoded.compressQuickly(body);
        }
        Key key = Key.of(body);
        Encoded known = bodies.getIfPresent(key);
        if (known == null || !Arrays.equals(known.plain(), body)) {
            known = Encoded.ofBoth(body, Encoded.compressQuickly(body));
            bodies.put(key, known);
        }
        return known.gzip();
    }
}
