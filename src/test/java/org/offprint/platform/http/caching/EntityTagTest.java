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
    void what_is_the_same_has_the_same_tag() {
        byte[] page = "{\"items\":[]}".getBytes(StandardCharsets.UTF_8);
        assertEquals(EntityTag.ofMade(page), EntityTag.ofMade(page.clone()));
        assertTrue(EntityTag.ofMade(page).matches("\"[A-Za-z0-9_-]{16}\""));
    }

    @Test
    void a_page_that_differs_anywhere_has_another_tag() {
        byte[] page = new byte[30_000];
        new Random(1).nextBytes(page);
        Set<String> tags = new HashSet<>(Set.of(EntityTag.ofMade(page)));
        for (int i = 0; i < page.length; i++) {
            page[i] ^= 1;
            tags.add(EntityTag.ofMade(page));
            page[i] ^= 1;
        }
        assertEquals(page.length + 1, tags.size());
    }
}
