package org.offprint.web.api;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.DecoderConfig.decoderConfig;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.offprint.kernel.json.Json;

/** Creates test records over HTTP, and provides requests with the API keys of editors and admins or without a key. */
public final class Fixtures {

    /** API key of the admin in tests. */
    public static final String ADMIN_KEY = "admin-key-for-tests-0123456789";

    private static final AtomicLong NUMBER =
            new AtomicLong(ThreadLocalRandom.current().nextInt(1_000_000));

    private Fixtures() {}

    /**
     * Returns a request without an API key. The request accepts no compressed response, because compression changes the
     * entity tag.
     */
    public static RequestSpecification asReader() {
        return given().config(config().decoderConfig(decoderConfig().noContentDecoders()));
    }

    /** Returns a request with the admin key. */
    public static RequestSpecification asAdmin() {
        return as(ADMIN_KEY);
    }

    /** Returns a request with this API key. */
    public static RequestSpecification as(String key) {
        return asReader().header("Authorization", "Bearer " + key);
    }

    /**
     * Creates an editor of these journals and returns the API key. If no journal is given, the editor may edit all
     * journals.
     */
    public static String editorOf(String... journals) {
        ObjectNode key = object().put("name", "Eve").put("role", "editor");
        if (journals.length > 0) {
            Arrays.stream(journals).forEach(key.putArray("journals")::add);
        }
        return created(asAdmin(), "/v1/api-keys", key).get("key").textValue();
    }

    /** Creates a journal and returns its id. */
    public static String journal() {
        return id("/v1/journals", object().put("title", unique("Journal")).put("language", "en"));
    }

    /** Creates an affiliation with this name and returns its id. */
    public static String affiliation(String name) {
        return id("/v1/affiliations", object().put("name", name));
    }

    /** Creates an unpublished article with one author who has these affiliations, and returns the article's id. */
    public static String article(String journal, String... affiliations) {
        ObjectNode article = object().put("journal", journal)
                .put("title", unique("Article"))
                .put("language", "en")
                .put("type", "research-article");
        ObjectNode author = article.putArray("contributors").addObject();
        author.put("role", "author").put("given", "Ada").put("family", "Lovelace");
        Arrays.stream(affiliations).forEach(author.putArray("affiliations")::add);
        return id("/v1/articles", article);
    }

    /** Publishes the article with this id immediately. */
    public static void publish(String article) {
        Client.here().put("/v1/articles/" + article + "/publication", null).expect(200);
    }

    /** Withdraws the published article with this id. */
    public static void withdraw(String article) {
        Client.here()
                .put("/v1/articles/" + article + "/withdrawal", object().put("reason", "Published twice."))
                .expect(200);
    }

    /** Sends a JSON Merge Patch with {@code If-Match: *} and returns the response. */
    public static Response patch(RequestSpecification caller, String path, JsonNode patch) {
        return caller.header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body(patch.toString().getBytes(StandardCharsets.UTF_8))
                .patch(path);
    }

    /** Sends a POST request with this record to a collection, and returns the response. */
    public static Response post(RequestSpecification caller, String collection, JsonNode record) {
        return caller.contentType(ContentType.JSON)
                .body(record.toString().getBytes(StandardCharsets.UTF_8))
                .post(collection);
    }

    /** Creates a record and returns the body of the response. */
    public static JsonNode created(RequestSpecification caller, String collection, JsonNode record) {
        Response response = post(caller, collection, record);
        assertEquals(201, response.statusCode(), response.asString());
        return body(response);
    }

    /** Returns the body of a response. */
    public static JsonNode body(Response response) {
        return Json.parse(response.asByteArray());
    }

    /** Waits until the condition is true, for at most one minute. */
    public static void await(BooleanSupplier condition) {
        await(condition, Duration.ofSeconds(60));
    }

    /** Waits until the condition is true, for at most this duration. */
    public static void await(BooleanSupplier condition, Duration longest) {
        Workers.await(longest, "the condition is true", condition);
    }

    /** Returns a new empty JSON object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Returns a string that begins with this prefix and is used by no other test. */
    public static String unique(String prefix) {
        return prefix + " " + NUMBER.incrementAndGet();
    }

    /** Returns a ROR id that no other test uses, with a valid checksum (ISO 7064 MOD 97-10). */
    public static String ror() {
        String digits = "0123456789abcdefghjkmnpqrstvwxyz";
        long number = NUMBER.incrementAndGet();
        String characters = Long.toString(1L << 30 | number, 2).substring(1);
        String id = Arrays.stream(characters.split("(?<=\\G.{5})"))
                .map(bits -> String.valueOf(digits.charAt(Integer.parseInt(bits, 2))))
                .collect(Collectors.joining());
        return "https://ror.org/0" + id + String.format(Locale.ROOT, "%02d", 98 - number * 100 % 97);
    }

    /** Returns an ISSN that no other test uses, with a valid check digit (ISO 3297). */
    public static String issn() {
        String digits = Long.toString(7_000_000 + NUMBER.incrementAndGet() % 1_000_000);
        int sum = 0;
        for (int i = 0; i < 7; i++) {
            sum += (digits.charAt(i) - '0') * (8 - i);
        }
        int check = (11 - sum % 11) % 11;
        return digits.substring(0, 4) + "-" + digits.substring(4) + (check == 10 ? "X" : Integer.toString(check));
    }

    private static String id(String collection, JsonNode record) {
        return Client.here()
                .post(collection, record)
                .expect(201)
                .body()
                .get("id")
                .textValue();
    }
}
