package org.offprint.services.usage;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.ApiKey;
import org.offprint.platform.security.Role;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.contract.MinimalServiceProfile;

/** Tests a service that does not count views of its own pages and files ({@code offprint.usage=false}). */
@QuarkusTest
@TestProfile(MinimalServiceProfile.class)
class UncountedViewsTest {

    @Inject
    UsageWriter writer;

    @Inject
    Sql sql;

    @Test
    void only_reported_views_are_counted_if_usage_counting_is_disabled() {
        String admin = QuarkusTransaction.requiringNew()
                .call(() -> ApiKey.issue("Ada", Role.ADMIN, null, null))
                .secret();
        Client editor = Client.here(admin);
        String path = Records.published(editor, Records.journal(editor));
        String article = path.substring(path.lastIndexOf('/') + 1);
        String page = "/articles/" + asReader().get(path).path("slug");
        asReader().get("/v1/usage").then().statusCode(200).body("counting", equalTo(false));

        for (String encoding : List.of("identity", "gzip")) {
            asReader()
                    .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                    .header("Accept", "text/html")
                    .header("Accept-Encoding", encoding)
                    .get(page)
                    .then()
                    .statusCode(200);
        }
        assertEquals(List.of(), counted(article));

        String key = created(
                        as(admin),
                        "/v1/api-keys",
                        object().put("name", "Front end").put("role", "usage"))
                .get("key")
                .textValue();
        ObjectNode events = object();
        events.putArray("events")
                .add(object().put("kind", "request").put("article", article).put("session", "s1"));
        Fixtures.post(as(key), "/v1/usage-events", events)
                .then()
                .statusCode(200)
                .body("counted", equalTo(1));
        assertEquals(List.of("html"), counted(article));
    }

    /** Returns the forms in which counted views displayed the article. */
    private List<String> counted(String article) {
        writer.write();
        return sql.list(
                "select form from usage_click where article = ?",
                row -> row.getString("form"),
                UUID.fromString(article));
    }
}
