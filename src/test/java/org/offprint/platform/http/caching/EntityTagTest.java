package org.offprint.platform.http.caching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntityTagTest {

    @Test
    void equal_content_has_an_equal_etag() {
        byte[] page = "{\"items\":[]}".getBytes(StandardCharsets.UTF_8);
        assertEquals(EntityTag.ofGenerated(page), EntityTag.ofGenerated(page.clone()));
        assertTrue(EntityTag.ofGenerated(page).matches("\"[A-Za-z0-9_-]{16}\""));
    }

    @Test
    void content_that_differs_in_any_byte_has_a_different_etag() {
        byte[] page = new byte[30_000];
        new Random(1).nextBytes(page);
        Set<String> tags = new HashSet<>(Set.of(EntityTag.ofGenerated(page)));
        for (int i = 0; i < page.length; i++) {
            page[i] ^= 1;
            tags.add(EntityTag.ofGenerated(page));
            page[i] ^= 1;
        }
        assertEquals(page.length + 1, tags.size());
    }
}
