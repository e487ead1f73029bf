package org.offprint.kernel.record.contributors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;

class ContributorTest {

    @Test
    void public_contributors_have_no_email_addresses() {
        Contributor contributor = Json.read(
                ("{\"family\":\"Lovelace\",\"email\":\"ada@example.org\",\"notes\":["
                                + "{\"type\":\"present-address\",\"text\":\"Now in Porto, e-mail: ada@porto.example\"},"
                                + "{\"type\":\"other\",\"text\":\"ada@home.example\"},"
                                + "{\"type\":\"also-at\",\"text\":\"Also in Turin\"}]}")
                        .getBytes(StandardCharsets.UTF_8),
                Contributor.class);
        Contributor shown = contributor.withoutEmail();
        assertNull(shown.email());
        assertEquals(
                "[Now in Porto, Also in Turin]",
                shown.notes().stream().map(ContributorNote::text).toList().toString());
        assertEquals(3, contributor.notes().size());
    }
}
