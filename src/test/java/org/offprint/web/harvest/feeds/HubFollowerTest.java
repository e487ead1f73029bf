package org.offprint.web.harvest.feeds;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.offprint.ConfiguredService;
import org.offprint.platform.webhooks.Receiver;
import org.offprint.web.api.Fixtures;
import org.offprint.web.harvest.HarvestedJournal;

/** Tests the links to a WebSub hub and the notification of the hub. */
@QuarkusTest
@TestProfile(ConfiguredService.class)
@Order(1) // This class runs first. Otherwise changes of other tests delay the next notification by up to a minute.
class HubFollowerTest {

    private static final String BASE = "https://api.journal.example";

    @Test
    void the_hub_is_notified_of_changed_feeds_again_until_it_accepts_the_notification() {
        String journal = Fixtures.journal();
        String path =
                "/feeds/journals/" + given().get("/v1/journals/" + journal).path("slug");
        try (Receiver hub = new Receiver(ConfiguredService.hubPort())) {
            hub.answer(number -> number == 1 ? 503 : 202, "", Map.of());
            Fixtures.publish(Fixtures.article(journal));

            Fixtures.await(
                    () -> isNotified(hub, path + ".atom") && isNotified(hub, path + ".json"), Duration.ofMinutes(3));
            assertTrue(hub.received().size() > 2);
            Receiver.Received first = hub.received().get(0);
            assertEquals("application/x-www-form-urlencoded", first.header("Content-Type"));
        }
    }

    @Test
    void a_rejected_notification_does_not_block_the_next_notifications() {
        String journal = Fixtures.journal();
        String path =
                "/feeds/journals/" + given().get("/v1/journals/" + journal).path("slug");
        try (Receiver hub = new Receiver(ConfiguredService.hubPort())) {
            hub.answer(number -> 404, "", Map.of());
            Fixtures.publish(Fixtures.article(journal));

            Fixtures.await(() -> isNotified(hub, path + ".json"), Duration.ofMinutes(3));
        }
    }

    private static boolean isNotified(Receiver hub, String feed) {
        String body = "hub.mode=publish&hub.url=" + URLEncoder.encode(BASE + feed, StandardCharsets.UTF_8);
        return hub.received().stream().anyMatch(each -> new String(each.body(), StandardCharsets.UTF_8).equals(body));
    }

    @Test
    void feeds_name_the_hub_and_their_own_url() {
        String hub = "http://127.0.0.1:" + ConfiguredService.hubPort() + "/hub";
        String journal = Fixtures.journal();
        String path =
                "/feeds/journals/" + given().get("/v1/journals/" + journal).path("slug");

        Response atom = given().get(path + ".atom");
        assertEquals("<" + hub + ">; rel=\"hub\", <" + BASE + path + ".atom>; rel=\"self\"", atom.header("Link"));
        assertTrue(atom.asString().contains("<link rel=\"hub\" href=\"" + hub + "\"/>"), atom.asString());
        Response json = given().get(path + ".json");
        assertEquals(hub, json.path("hubs[0].url"));
        assertEquals("WebSub", json.path("hubs[0].type"));
        assertTrue(json.header("Link").endsWith("<" + BASE + path + ".json>; rel=\"self\""));
    }

    @Test
    void feeds_of_issues_do_not_name_the_hub_because_the_hub_is_not_notified_of_them() {
        String issue = new HarvestedJournal().issue;

        Response atom = given().get("/feeds/issues/" + issue + ".atom");
        assertEquals(200, atom.statusCode());
        assertNull(atom.header("Link"));
        assertFalse(atom.asString().contains("rel=\"hub\""));
        assertNull(given().get("/feeds/issues/" + issue + ".json").path("hubs"));
    }
}
