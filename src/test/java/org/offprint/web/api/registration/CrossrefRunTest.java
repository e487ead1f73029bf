package org.offprint.web.api.registration;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;

/** Tests registration runs with Crossref, which send several records in one file. */
@QuarkusTest
class CrossrefRunTest {

    private static final String JSON = "application/json";
    private static final String PREFIX = "10.48999";

    @Inject
    MovedClock clock;

    @Inject
    Sql sql;

    private FakeCrossref crossref;
    private String account;
    private String journal;

    @BeforeEach
    void begin() throws IOException {
        crossref = new FakeCrossref();
        ObjectNode described = object().put("title", Fixtures.unique("Run")).put("language", "en");
        described.putArray("issns").addObject().put("type", "electronic").put("value", Fixtures.issn());
        journal = created(asAdmin(), "/v1/journals", described).get("id").textValue();
        ObjectNode with = object().put("target", "crossref")
                .put("name", "Crossref")
                .put("test", false)
                .put("baseUrl", crossref.url());
        with.putObject("secret").put("value", FakeCrossref.PASSWORD);
        with.putObject("settings")
                .put("login", FakeCrossref.LOGIN)
                .put("depositorName", "Press")
                .put("depositorEmail", "deposits@journal.example");
        account =
                created(asAdmin(), "/v1/registration-accounts", with).get("id").textValue();
        plan("automatic");
    }

    @AfterEach
    void end() {
        assertEquals(List.of(), crossref.violations());
        plan("off");
        asAdmin().put("/v1/registration-accounts/" + account + "/pause");
        crossref.close();
        clock.reset();
    }

    private void plan(String mode) {
        JournalPlans.set(Client.here(), journal, account, mode, "article");
    }

    private JsonNode registration(String article) {
        return body(asAdmin().get("/v1/articles/" + article + "/registrations")).at("/items/0");
    }

    private void awaitDeposits(String article, String doi, int deposits) {
        Fixtures.await(() -> {
            String state = registration(article).path("state").asText();
            if (state.equals("submitted")) {
                clock.forward(Duration.ofMinutes(3));
            }
            FakeCrossref.RegisteredRecord record = crossref.registered(doi);
            return state.equals("registered") && record != null && record.deposits == deposits;
        });
    }

    @Test
    void a_registration_run_stops_if_its_key_was_revoked() {
        ObjectNode wanted = object().put("name", "Eve").put("role", "editor");
        wanted.putArray("journals").add(journal);
        JsonNode key = created(asAdmin(), "/v1/api-keys", wanted);
        String secret = key.path("key").textValue();
        Fixtures.as(secret).get("/v1/me").then().statusCode(200);
        // The key is revoked only in the database, so the node still accepts it. This simulates a request that is
        // received shortly before the revocation.
        sql.update(
                "update api_key set revoked_at = now() where id = cast(? as uuid)",
                key.path("id").textValue());
        ObjectNode run = object().put("journal", journal).put("target", "crossref");
        for (String dryRun : new String[] {null, "render", "compare"}) {
            if (dryRun != null) {
                run.put("dryRun", dryRun);
            }
            String path = Fixtures.as(secret)
                    .contentType(JSON)
                    .body(run.toString())
                    .post("/v1/registration-runs")
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("links.self");
            Fixtures.await(() -> asAdmin().get(path).<String>path("status").equals("failed"));
            asAdmin().get(path).then().body("problem", containsString("was revoked"));
        }
    }

    @Test
    void a_registration_run_sends_several_records_in_one_file() {
        String own = PREFIX + "/" + Fixtures.unique("run").toLowerCase().replaceAll("[^a-z0-9]+", "-");
        List<String> articles = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ObjectNode article = object().put("journal", journal)
                    .put("title", "On runs " + i)
                    .put("language", "en")
                    .put("type", "research-article")
                    .put("doi", own + i);
            String id = created(asAdmin(), "/v1/articles", article).get("id").textValue();
            Fixtures.publish(id);
            awaitDeposits(id, own + i, 1);
            articles.add(id);
        }
        // Starts the run while the account is paused, so that all records become due at once.
        asAdmin().put("/v1/registration-accounts/" + account + "/pause").then().statusCode(200);
        String run = asAdmin()
                .contentType(JSON)
                .body(object().put("journal", journal).put("target", "crossref").toString())
                .post("/v1/registration-runs")
                .then()
                .statusCode(202)
                .extract()
                .path("links.self");
        Fixtures.await(() -> asAdmin().get(run).<String>path("status").equals("done"));
        asAdmin()
                .delete("/v1/registration-accounts/" + account + "/pause")
                .then()
                .statusCode(200);
        Set<String> files = new TreeSet<>();
        Set<String> timestamps = new TreeSet<>();
        for (int i = 0; i < articles.size(); i++) {
            awaitDeposits(articles.get(i), own + i, 2);
            JsonNode newest = body(asAdmin()
                            .get(registration(articles.get(i)).at("/links/self").asText() + "/attempts"))
                    .at("/items/0");
            files.add(newest.path("fileName").asText());
            timestamps.add(newest.path("timestamp").asText());
        }
        assertEquals(1, files.size(), files.toString());
        assertEquals(1, timestamps.size());
    }
}
