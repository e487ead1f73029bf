package org.offprint.services.usage.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UsagePlatformTest {

    @Test
    void the_identifier_namespace_of_the_platform_conforms_to_counter() {
        Map<String, String> namespaces = Map.of(
                "Offprint", "offprint",
                "Revista de História & Artes Visuais", "revistadehistriaa",
                "3 Rivers", "p3rivers",
                "É x", "px",
                "77", "p77");
        namespaces.forEach((name, namespace) -> {
            assertEquals(namespace, UsagePlatform.namespace(name));
            assertTrue(namespace.matches("[a-zA-Z][a-zA-Z0-9_./]{0,15}[a-zA-Z0-9]"), namespace);
        });
    }
}
