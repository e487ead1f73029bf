package org.offprint.web.api.registration;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.await;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.patch;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.services.registration.targets.pubmed.FakePubMed;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;

/** Tests uploads of articles to PubMed by SFTP. PubMed confirms only that a file was stored. */
@QuarkusTest
class PubMedRegistrationTest {

    private static final String JSON = "application/json";
    private static final String ACCOUNTS = "/v1/registration-accounts";

    private final FakePubMed pubMed = new FakePubMed();
    private final String prefix = unique("pm").toLowerCase().replaceAll("[^a-z0-9]+", "-");
    private final List<String> accounts = new ArrayList<>();
    private String journal;

    @BeforeEach
    void begin() {
        ObjectNode described =
                object().put("title", unique("Journal")).put("language", "en").put("publisher", "Road Press");
        described.putArray("issns").addObject().put("type", "electronic").put("value", Fixtures.issn());
        described.putArray("identifiers").addObject().put("type", "nlm-ta").put("value", "Road Stud");
        journal = created(asAdmin(), "/v1/journals", described).get("id").textValue();
    }

    @AfterEach
    void end() {
        for (String account : accounts) {
            plan(account, "off");
            asAdmin().put(ACCOUNTS + "/" + account + "/pause");
        }
        pubMed.close();
    }

    private ObjectNode account(String fingerprint) {
        ObjectNode account = object().put("target", "pubmed")
                .put("name", "PubMed, Road Press")
                .put("test", true)
                .put("baseUrl", pubMed.url());
        account.putObject("secret").put("value", FakePubMed.PASSWORD);
        account.putObject("settings")
                .put("login", FakePubMed.LOGIN)
                .putArray("hostKeys")
                .add(fingerprint);
        return account;
    }

    private String made(ObjectNode account) {
        String id = created(asAdmin(), ACCOUNTS, account).get("id").textValue();
        accounts.add(id);
        plan(id, "automatic");
        return id;
    }

    private void plan(String account, String mode) {
        JournalPlans.set(Client.here(), journal, account, mode, "article");
    }

    private ObjectNode article(String name) {
        ObjectNode article = object().put("journal", journal)
                .put("title", "On roads " + name)
                .put("language", "en")
                .put("type", "research-article")
                .put("doi", doi(name));
        article.putArray("contributors")
                .addObject()
                .put("role", "author")
                .put("given", "Ada")
                .put("family", "Lovelace");
        return article;
    }

    private String doi(String name) {
        return "10.12345/" + prefix + "." + name;
    }

    private static String published(ObjectNode article) {
        String id = created(asAdmin(), "/v1/articles", article).get("id").textValue();
        Fixtures.publish(id);
        return id;
    }

    private static JsonNode registration(String article) {
        JsonNode items = body(asAdmin().get("/v1/articles/" + article + "/registrations"))
                .get("items");
        return items.isEmpty() ? object() : items.get(0);
    }

    private static void awaitState(String article, String state, int attempts) {
        await(() -> {
            JsonNode now = registration(article);
            return now.path("state").asText().equals(state)
                    && now.path("attempts").asInt() == attempts;
        });
    }

    /**
     * Waits until the account passes a check. The first SFTP session in a JVM is slow because the cryptography classes
     * are loaded.
     */
    private static void awaitCheck(String account) {
        await(() -> asAdmin().post(ACCOUNTS + "/" + account + "/checks").<Boolean>path("accepted"));
    }

    private String sent(int number) {
        return pubMed.text("ftptest/" + pubMed.names("ftptest").get(number));
    }

    @Test
    void an_article_is_uploaded_to_pubmed_when_published_corrected_or_withdrawn() {
        String account = made(account(pubMed.fingerprint()));
        awaitCheck(account);
        asAdmin()
                .post(ACCOUNTS + "/" + account + "/checks")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(true))
                .body("mayUse", contains("/ftptest"));
        assertEquals(List.of(), pubMed.names("ftptest"));
        String draft =
                created(asAdmin(), "/v1/articles", article("draft")).get("id").textValue();
        String article = published(article("a"));
        awaitState(article, "registered", 1);
        JsonNode registration = registration(article);
        assertEquals("told-by-mail", registration.get("code").asText());
        assertTrue(registration.get("message").asText().contains("only by e-mail"), registration.toString());
        assertEquals(doi("a"), registration.get("identifier").asText());
        assertTrue(sent(0).contains("<ELocationID EIdType=\"doi\">" + doi("a") + "</ELocationID>"), sent(0));
        assertFalse(sent(0).contains("Replaces"), sent(0));
        assertEquals("", registration(draft).path("state").asText());

        patch(asAdmin(), "/v1/articles/" + article, object().put("title", "On ways"))
                .then()
                .statusCode(200);
        Fixtures.publish(article);
        awaitState(article, "registered", 2);
        assertTrue(sent(1).contains("<Replaces IdType=\"doi\">" + doi("a") + "</Replaces>"), sent(1));
        assertTrue(sent(1).contains("<ArticleTitle>On ways</ArticleTitle>"), sent(1));
        String attempts = registration(article).at("/links/attempts").asText();
        asAdmin()
                .get(attempts + "/2")
                .then()
                .statusCode(200)
                .body("fileName", equalTo(pubMed.names("ftptest").get(1)))
                .body("answer", startsWith("Uploaded the file roadstu-ahead-"));
        asAdmin().get(attempts + "/2/payload").then().statusCode(200).body(containsString("Replaces"));

        Fixtures.withdraw(article);
        awaitState(article, "retired", 3);
        JsonNode withdrawn = registration(article);
        assertEquals("withdrawal-by-hand", withdrawn.get("code").asText());
        assertTrue(withdrawn.at("/findings/0").asText().contains("help desk"), withdrawn.toString());
        assertEquals(2, pubMed.names("ftptest").size());
        asAdmin()
                .header("If-Match", "*")
                .delete("/v1/articles/" + article + "/withdrawal")
                .then()
                .statusCode(200);
        awaitState(article, "registered", 4);
        assertTrue(sent(2).contains("<Replaces IdType=\"doi\">"), sent(2));
    }

    @Test
    void an_unexpected_host_key_blocks_the_account_until_the_configured_key_is_corrected() {
        String trusted = made(account(pubMed.fingerprint()));
        awaitCheck(trusted);
        int logins = pubMed.logins();
        plan(trusted, "off");
        String account = made(account("SHA256:" + "a".repeat(43)));
        String article = published(article("b"));
        awaitState(article, "blocked", 1);
        asAdmin()
                .get(ACCOUNTS + "/" + account)
                .then()
                .body("state", equalTo("blocked"))
                .body("reason", equalTo("host-key"))
                .body("message", containsString("a host key that the account does not allow"));
        assertTrue(registration(article).get("answer").asText().contains(pubMed.fingerprint()));
        assertEquals(logins, pubMed.logins());
        ObjectNode corrected = account(pubMed.fingerprint());
        corrected.remove("secret");
        asAdmin()
                .header("If-Match", "*")
                .contentType(JSON)
                .body(corrected.toString())
                .put(ACCOUNTS + "/" + account)
                .then()
                .statusCode(200)
                .body("settings.hostKeys", contains(pubMed.fingerprint()));
        asAdmin().delete(ACCOUNTS + "/" + account + "/pause").then().statusCode(200);
        awaitState(article, "registered", 2);
    }

    @Test
    void creating_an_invalid_pubmed_account_reports_all_errors_together() {
        ObjectNode bare = account("nonsense");
        ((ObjectNode) bare.get("settings")).put("folder", "../*").remove("login");
        ((ObjectNode) bare.get("secret")).put("value", pubMed.newKey("a passphrase"));
        asAdmin()
                .contentType(JSON)
                .body(bare.toString())
                .post(ACCOUNTS)
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/settings/login", "/settings/hostKeys/0", "/settings/folder", "/secret/value"));
        ObjectNode unpinned = account(pubMed.fingerprint());
        ((ObjectNode) unpinned.get("settings")).remove("hostKeys");
        asAdmin()
                .contentType(JSON)
                .body(unpinned.toString())
                .post(ACCOUNTS)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/settings/hostKeys"));
        String body = account(pubMed.fingerprint()).toString();
        asReader().contentType(JSON).body(body).post(ACCOUNTS).then().statusCode(401);
        as(Fixtures.editorOf(journal))
                .contentType(JSON)
                .body(body)
                .post(ACCOUNTS)
                .then()
                .statusCode(403);
    }

    @Test
    void a_pubmed_account_can_use_a_private_key_instead_of_a_password() {
        ObjectNode byKey = account(pubMed.fingerprint());
        ((ObjectNode) byKey.get("secret")).put("value", pubMed.newKey(null));
        String account = made(byKey);
        awaitCheck(account);
        assertEquals(0, pubMed.logins());
    }
}
