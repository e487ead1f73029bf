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
    void equal_response_bodies_have_equal_etags() {
        byte[] page = "{\"items\":[]}".getBytes(StandardCharsets.UTF_8);
        assertEquals(EntityTag.ofGenerated(page), EntityTag.ofGenerated(page.clone()));
        assertTrue(EntityTag.ofGenerated(page).matches("\"[A-Za-z0-9_-]{16}\""));
    }

    @Test
    void response_bodies_that_differ_in_one_byte_have_different_etags() {
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
