package org.offprint.platform.http.caching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class CompressedBodiesTest {

    private final CompressedBodies bodies = new CompressedBodies();

    @Test
    void equal_response_bodies_are_compressed_only_once() {
        byte[] body = "A list of articles. ".repeat(500).getBytes(StandardCharsets.UTF_8);

        byte[] gzip = bodies.gzip(body);

        assertTrue(gzip.length < body.length / 10, "compressed to " + gzip.length);
        assertArrayEquals(body, Encoded.ofGzip(gzip).plain());
        assertSame(gzip, bodies.gzip(body.clone()));
    }

    @Test
    void a_response_body_too_large_for_the_compression_cache_is_still_compressed() {
        byte[] body = new byte[300_000];
        new Random(1).nextBytes(body);

        assertArrayEquals(body, Encoded.ofGzip(bodies.gzip(body)).plain());
    }

    @Test
    void response_bodies_with_equal_checksums_are_not_confused_in_the_compression_cache() {
        Random random = new Random(3);
        Map<Long, byte[]> byChecksum = new HashMap<>();
        byte[] one = null;
        byte[] other = null;
        for (int i = 0; i < 1_000_000 && one == null; i++) {
            other = new byte[16];
            random.nextBytes(other);
            one = byChecksum.put(checksum(other), other);
        }
        assertNotNull(one, "two bodies have the same checksum");
        assertEquals(checksum(one), checksum(other));

        assertArrayEquals(one, Encoded.ofGzip(bodies.gzip(one)).plain());
        assertArrayEquals(other, Encoded.ofGzip(bodies.gzip(other)).plain());
        assertArrayEquals(one, Encoded.ofGzip(bodies.gzip(one)).plain());
    }

    private static long checksum(byte[] body) {
        CRC32C checksum = new CRC32C();
        checksum.update(body);
        return checksum.getValue();
    }
}
