package org.offprint.web.api;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;

/**
 * Common tests for all collections whose records editors write and all clients can read. Each subclass adds tests for
 * one collection.
 */
public abstract class EditableCollectionBase {

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String UNKNOWN = "019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f";

    @Inject
    protected Sql sql;

    private final String collection;
    private final String name;

    /**
     * Creates the tests of one collection.
     *
     * @param collection path of the collection
     * @param name required JSON member that contains the name or title of a record
     */
    protected EditableCollectionBase(String collection, String name) {
        this.collection = collection;
        this.name = name;
    }

    /**
     * Returns the JSON of a new record as a client sends it, with as many members as possible. Unique members get new
     * values.
     */
    protected abstract ObjectNode sample();

    /** Returns the name of an optional string member that {@link #sample} contains. */
    protected abstract String optional();

    // Tests of GET and HEAD requests

    @Test
    void readers_get_a_cacheable_record_without_revision_and_creation_time() {
        String path = create();
        asReader()
                .get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=60, stale-while-revalidate=300")
                .header("Vary", containsString("Authorization"))
                .header("ETag", matchesPattern("\"[A-Za-z0-9_-]{20}\""))
                .header("Last-Modified", notNullValue())
                .body("$", not(hasKey("revision")))
                .body("$", not(hasKey("createdAt")))
                .body("updatedAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?Z"))
                .body("links.self", equalTo(path));
    }

    @Test
    void a_conditional_get_returns_304_until_the_record_changes() {
        String path = create();
        Response first = asReader().get(path);
        String etag = first.header("ETag");
        asReader()
                .header("If-None-Match", etag)
                .get(path)
                .then()
                .statusCode(304)
                .body(emptyString());
        asReader()
                .header("If-None-Match", "\"other\", W/" + etag)
                .get(path)
                .then()
                .statusCode(304);
        asReader()
                .header("If-Modified-Since", first.header("Last-Modified"))
                .get(path)
                .then()
                .statusCode(304);
        Fixtures.patch(asAdmin(), path, object().put(name, unique("Changed")))
                .then()
                .statusCode(200);
        asReader()
                .header("If-None-Match", etag)
                .get(path)
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(etag)))
                .body(name, startsWith("Changed"));
    }

    @Test
    void editors_get_the_revision_in_a_response_that_must_not_be_cached() {
        String path = create();
        asAdmin()
                .header("If-None-Match", "\"r1\"")
                .get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("ETag", "\"r1\"")
                .body("revision", equalTo(1))
                .body("createdAt", notNullValue());
    }

    @Test
    void an_editor_can_request_the_public_view_of_a_record() {
        String path = create();
        Response readers = asReader().get(path);
        asAdmin()
                .get(path + "?view=public")
                .then()
                .statusCode(200)
                .header("ETag", readers.header("ETag"))
                .header("Cache-Control", "no-store")
                .body(equalTo(readers.asString()));
        asAdmin()
                .get(path + "?view=privat")
                .then()
                .statusCode(400)
                .body("errors.parameter", contains("view"))
                .body("errors.code", contains("unknown-value"));
    }

    @Test
    void a_request_for_an_unknown_record_returns_404() {
        for (String id : List.of(UNKNOWN, "no-such-thing", "%20", "x%2Fy", "019b0f6e")) {
            String path = collection + "/" + id;
            asReader().urlEncodingEnabled(false).get(path).then().statusCode(404);
            asAdmin().urlEncodingEnabled(false).get(path).then().statusCode(404);
            put(asAdmin().urlEncodingEnabled(false), path, "*", sample()).statusCode(404);
            patch(asAdmin().urlEncodingEnabled(false), path, "*", object()).statusCode(404);
            asAdmin()
                    .urlEncodingEnabled(false)
                    .header("If-Match", "*")
                    .delete(path)
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("/problems/not-found"));
        }
    }

    @Test
    void a_head_response_has_the_etag_of_the_get_response_but_no_body() {
        String path = create();
        asReader()
                .head(path)
                .then()
                .statusCode(200)
                .header("ETag", asReader().get(path).header("ETag"))
                .body(emptyString());
    }

    // Tests of creating records

    @Test
    void creating_a_record_returns_201_with_its_location_and_content() {
        ObjectNode sample = sample();
        Response response = Fixtures.post(asAdmin(), collection, sample);
        response.then()
                .statusCode(201)
                .header("Location", matchesPattern(".*" + collection + "/[0-9a-f-]{36}"))
                .header("ETag", "\"r1\"")
                .header("Cache-Control", "no-store")
                .body("revision", equalTo(1));
        JsonNode answered = body(response);
        assertEquals(answered, body(asAdmin().get(response.header("Location"))));
        sample.properties()
                .forEach(member -> assertEquals(member.getValue(), answered.get(member.getKey()), member.getKey()));
        assertEquals(List.of("created"), changes(response.header("Location")));
    }

    @Test
    void a_write_without_an_api_key_returns_401() {
        String path = create();
        List<ValidatableResponse> refused = List.of(
                Fixtures.post(asReader(), collection, sample()).then(),
                put(asReader(), path, "*", sample()),
                patch(asReader(), path, "*", object().put(name, "Theirs")),
                asReader().header("If-Match", "*").delete(path).then());
        refused.forEach(response -> response.statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("type", equalTo("/problems/unauthenticated")));
        asAdmin().get(path).then().body("revision", equalTo(1));
    }

    @Test
    void all_validation_errors_of_a_record_are_reported_together() {
        ObjectNode wrong = sample().put(name, "  ").put(name + "s_", "x").put("url", "ftp://example.org");
        wrong.put(optional(), 5);
        invalid(Fixtures.post(asAdmin(), collection, wrong).then())
                .body("errors.pointer", containsInAnyOrder("/" + name, "/" + name + "s_", "/url", "/" + optional()))
                .body("errors.code", containsInAnyOrder("required", "unknown-member", "url-scheme", "wrong-type"));
    }

    @Test
    void the_error_for_an_unknown_member_suggests_the_closest_member_name() {
        String mistyped = name + "x";
        invalid(Fixtures.post(asAdmin(), collection, sample().put(mistyped, "x"))
                        .then())
                .body("errors.pointer", contains("/" + mistyped))
                .body("errors.code", contains("unknown-member"))
                .body("errors.message", contains(containsString("did you mean " + name + "?")));
    }

    @Test
    void a_missing_or_null_required_member_is_reported_with_its_json_pointer() {
        ObjectNode without = sample();
        without.remove(name);
        ObjectNode withNull = sample();
        withNull.set(name, NullNode.getInstance());
        for (ObjectNode record : List.of(without, withNull)) {
            invalid(Fixtures.post(asAdmin(), collection, record).then())
                    .body("errors.pointer", contains("/" + name))
                    .body("errors.code", contains("required"));
        }
    }

    @Test
    void a_null_member_is_treated_as_a_missing_member() {
        ObjectNode sample = sample();
        sample.set(optional(), NullNode.getInstance());
        for (String decided : List.of("id", "revision", "createdAt", "updatedAt", "links")) {
            sample.set(decided, NullNode.getInstance());
        }
        Response made = Fixtures.post(asAdmin(), collection, sample);
        made.then().statusCode(201).body("$", not(hasKey(optional())));
        JsonNode present = body(asAdmin().get(made.header("Location")));
        ObjectNode withNulls = present.deepCopy();
        withNulls.set(optional(), NullNode.getInstance());
        put(asAdmin(), made.header("Location"), "*", withNulls).statusCode(200);
        assertEquals(undated(present), undated(body(asAdmin().get(made.header("Location")))));
    }

    @Test
    void malformed_json_returns_400_and_json_that_is_not_an_object_returns_422() {
        for (String body : List.of("[]", "\"text\"", "3", "null", "true")) {
            invalid(send(asAdmin(), body).post(collection).then())
                    .body("errors.pointer", contains(""))
                    .body("errors.code", contains("wrong-type"));
        }
        for (String body : List.of("", "{", "{\"a\":1,\"a\":2}", "{} {}", "{\"a\":NaN}", "[".repeat(200))) {
            send(asAdmin(), body)
                    .post(collection)
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("/problems/malformed-json"));
        }
    }

    @Test
    void a_string_with_unstorable_characters_returns_422_with_its_json_pointer() {
        for (String fault : List.of("\\u0000", "\\ud800", "\\udc00x", "\\u0007", "\\ufffe")) {
            String wrong = sample().put(name, "@").toString().replace("\"@\"", "\"x" + fault + "\"");
            invalid(send(asAdmin(), wrong).post(collection).then())
                    .body("errors.pointer", contains("/" + name))
                    .body("errors.code", contains("text-not-storable"));
        }
        String wrongName = sample().put("@", 1).toString().replace("\"@\"", "\"x\\u0000\"");
        invalid(send(asAdmin(), wrongName).post(collection).then())
                .body("errors.pointer", contains("/x\u0000"))
                .body("errors.code", contains("unknown-member"));
    }

    // Tests of preconditions

    @Test
    void a_write_without_a_precondition_returns_428() {
        String path = create();
        List<ValidatableResponse> refused = List.of(
                put(asAdmin(), path, null, sample()),
                patch(asAdmin(), path, null, object().put(name, "x")),
                asAdmin().delete(path).then());
        refused.forEach(response -> response.statusCode(428).body("type", equalTo("/problems/precondition-required")));
    }

    @Test
    void a_write_to_an_outdated_revision_returns_412_with_the_current_etag() {
        String path = create();
        patch(asAdmin(), path, "\"r1\"", object().put(name, unique("Second")))
                .statusCode(200)
                .header("ETag", "\"r2\"");
        List<ValidatableResponse> refused = List.of(
                put(asAdmin(), path, "\"r1\"", sample()),
                patch(asAdmin(), path, "\"r1\", \"r3\"", object().put(name, "x")),
                patch(asAdmin(), path, "W/\"r2\"", object().put(name, "x")),
                patch(asAdmin(), path, null, object().put(name, "x").put("revision", 1)),
                put(asAdmin(), path, null, sample().put("revision", 1)),
                asAdmin().header("If-Match", "\"r1\"").delete(path).then());
        refused.forEach(response ->
                response.statusCode(412).header("ETag", "\"r2\"").body("type", equalTo("/problems/edit-conflict")));
        asAdmin().get(path).then().body("revision", equalTo(2));
    }

    @Test
    void a_precondition_can_be_a_compressed_etag_or_a_star_or_the_revision_member() {
        String path = create();
        patch(asAdmin(), path, "\"r1-gzip\"", object().put(name, unique("A"))).statusCode(200);
        patch(asAdmin(), path, "\"x\", \"r2\"", object().put(name, unique("B"))).statusCode(200);
        patch(asAdmin(), path, "*", object().put(name, unique("C"))).statusCode(200);
        patch(asAdmin(), path, null, object().put(name, unique("D")).put("revision", 4))
                .statusCode(200);
        put(asAdmin(), path, null, sample().put("revision", 5)).statusCode(200).header("ETag", "\"r6\"");
        patch(asAdmin(), path, "r6", object()).statusCode(400).body("errors.header", contains("If-Match"));
        asAdmin().header("If-Match", "\"r6\"").delete(path).then().statusCode(204);
    }

    // Tests of changing and deleting records

    @Test
    void a_put_of_the_unmodified_get_response_does_not_change_the_record() {
        String path = create();
        Response read = asAdmin().get(path);
        Response written = asAdmin()
                .header("If-Match", read.header("ETag"))
                .contentType(ContentType.JSON)
                .body(read.asByteArray())
                .put(path);
        written.then().statusCode(200).header("ETag", "\"r1\"").header("Articles-Affected", "0");
        assertEquals(body(read), body(written));
        assertEquals(body(written), body(asAdmin().get(path)));
        assertEquals(List.of("created"), changes(path));
    }

    @Test
    void a_put_removes_members_that_the_request_body_omits() {
        String path = create();
        ObjectNode sample = sample();
        sample.remove(optional());
        put(asAdmin(), path, "*", sample).statusCode(200).body("$", not(hasKey(optional())));
        asReader().get(path).then().body("$", not(hasKey(optional())));
    }

    @Test
    void changing_a_member_assigned_by_the_service_returns_422() {
        String path = create();
        ObjectNode changed = body(asAdmin().get(path)).deepCopy();
        changed.put("id", UNKNOWN).put("createdAt", "2001-01-01T00:00:00Z").put("updatedAt", 3);
        changed.putObject("links").put("self", "/v1/other");
        invalid(put(asAdmin(), path, "*", changed))
                .body("errors.pointer", containsInAnyOrder("/id", "/createdAt", "/updatedAt", "/links"))
                .body("errors.findAll { it.code == 'decided-by-the-service' }.size()", equalTo(4));
        invalid(patch(asAdmin(), path, "*", object().put("id", UNKNOWN))).body("errors.pointer", contains("/id"));
        invalid(Fixtures.post(asAdmin(), collection, sample().put("id", UNKNOWN))
                        .then())
                .body("errors.pointer", contains("/id"));
    }

    @Test
    void a_merge_patch_sets_and_removes_members() {
        String path = create();
        JsonNode before = body(asAdmin().get(path));
        String renamed = unique("Renamed");
        ObjectNode patch = object().put(name, renamed);
        patch.set(optional(), NullNode.getInstance());
        patch(asAdmin(), path, "\"r1\"", patch)
                .statusCode(200)
                .body(name, equalTo(renamed))
                .body("revision", equalTo(2))
                .body("$", not(hasKey(optional())));
        ObjectNode expected = undated(before).put(name, renamed);
        expected.remove(optional());
        assertEquals(expected, undated(body(asAdmin().get(path))));
        invalid(send(asAdmin().header("If-Match", "*"), "[]", MERGE_PATCH)
                .patch(path)
                .then());
    }

    @Test
    void a_json_patch_applies_all_operations_or_none() {
        String path = create();
        String before = body(asAdmin().get(path)).get(name).textValue();
        String renamed = unique("Renamed");
        String test = "{\"op\":\"test\",\"path\":\"/" + name + "\",\"value\":\"%s\"}";
        String replace = "{\"op\":\"replace\",\"path\":\"/" + name + "\",\"value\":\"" + renamed + "\"}";
        String remove = "{\"op\":\"remove\",\"path\":\"/" + optional() + "\"}";
        invalid(jsonPatch(path, "[" + replace + "," + test.formatted(before) + "]"));
        asAdmin().get(path).then().body(name, equalTo(before)).body("revision", equalTo(1));
        jsonPatch(path, "[" + test.formatted(before) + "," + replace + "," + remove + "]")
                .statusCode(200)
                .body(name, equalTo(renamed))
                .body("$", not(hasKey(optional())));
        for (String unusable : List.of(
                "{}",
                "[{}]",
                "[3]",
                "[{\"op\":\"fly\",\"path\":\"\"}]",
                "[{\"op\":\"remove\"}]",
                "[{\"op\":\"remove\",\"path\":\"/nothing\"}]",
                "[{\"op\":\"add\",\"path\":\"no-slash\",\"value\":1}]",
                "[{\"op\":\"move\",\"path\":\"/a/b\",\"from\":\"/nothing\"}]",
                "[{\"op\":\"remove\",\"path\":\"\"}]",
                "[{\"op\":\"replace\",\"path\":\"\",\"value\":null}]")) {
            invalid(jsonPatch(path, unusable));
        }
    }

    @Test
    void a_patch_with_an_unsupported_media_type_returns_415_with_the_accepted_types() {
        send(asAdmin().header("If-Match", "*"), "{}", "application/json")
                .patch(create())
                .then()
                .statusCode(415)
                .header("Accept-Patch", containsString(MERGE_PATCH))
                .header("Accept-Patch", containsString(JSON_PATCH));
    }

    @Test
    void a_deleted_record_returns_404() {
        String path = create();
        asAdmin()
                .header("If-Match", "\"r1\"")
                .delete(path)
                .then()
                .statusCode(204)
                .body(emptyString());
        asReader().get(path).then().statusCode(404);
        asAdmin().header("If-Match", "*").delete(path).then().statusCode(404);
        assertEquals(List.of("created", "deleted"), changes(path));
    }

    // Tests of write options

    @Test
    void a_request_with_validate_only_runs_all_checks_without_storing_the_record() {
        String path = create();
        ObjectNode sample = sample();
        long before = total();
        Fixtures.post(asAdmin(), collection + "?validateOnly=true", sample)
                .then()
                .statusCode(200)
                .header("Location", nullValue())
                .body(name, notNullValue());
        String renamed = unique("Never stored");
        patch(asAdmin(), path + "?validateOnly=true", "\"r1\"", object().put(name, renamed))
                .statusCode(200)
                .header("ETag", nullValue())
                .body(name, equalTo(renamed));
        asAdmin()
                .header("If-Match", "*")
                .delete(path + "?validateOnly=true")
                .then()
                .statusCode(204);
        invalid(Fixtures.post(asAdmin(), collection + "?validateOnly=true", sample.put(name, ""))
                        .then())
                .body("errors.pointer", contains("/" + name));
        Fixtures.post(asAdmin(), collection + "?validateOnly=yes", sample)
                .then()
                .statusCode(400)
                .body("errors.parameter", contains("validateOnly"));
        asAdmin().get(path).then().statusCode(200).body("revision", equalTo(1));
        assertEquals(before, total());
        assertEquals(List.of("created"), changes(path));
    }

    @Test
    void a_request_repeated_with_an_idempotency_key_is_executed_only_once() {
        String key = UUID.randomUUID().toString();
        ObjectNode sample = sample();
        Response first = Fixtures.post(asAdmin().header("Idempotency-Key", key), collection, sample);
        long total = total();
        for (String spelling : List.of(key, "\"" + key + "\"", " " + key)) {
            Response again = Fixtures.post(asAdmin().header("Idempotency-Key", spelling), collection, sample);
            again.then()
                    .statusCode(201)
                    .header("Location", first.header("Location"))
                    .header("ETag", first.header("ETag"))
                    .body(equalTo(first.asString()));
        }
        assertEquals(total, total());
        Fixtures.post(asAdmin().header("Idempotency-Key", key), collection, sample())
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/idempotency-conflict"));
        assertEquals(List.of("created"), changes(first.header("Location")));
    }

    @Test
    void a_repeated_write_returns_the_first_response_despite_an_outdated_precondition() {
        String path = create();
        String key = UUID.randomUUID().toString();
        ObjectNode patch = object().put(name, unique("Once"));
        for (int i = 0; i < 2; i++) {
            patch(asAdmin().header("Idempotency-Key", key), path, "\"r1\"", patch)
                    .statusCode(200)
                    .header("ETag", "\"r2\"");
        }
        String ofDelete = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            asAdmin()
                    .header("Idempotency-Key", ofDelete)
                    .header("If-Match", "\"r2\"")
                    .delete(path)
                    .then()
                    .statusCode(204);
        }
        assertEquals(List.of("created", "updated", "deleted"), changes(path));
    }

    @Test
    void an_idempotency_key_can_be_reused_with_another_api_key_or_after_a_rejection() {
        String key = UUID.randomUUID().toString();
        Fixtures.post(asAdmin().header("Idempotency-Key", key), collection, sample().put(name, ""))
                .then()
                .statusCode(422);
        Response mine = Fixtures.post(asAdmin().header("Idempotency-Key", key), collection, sample());
        mine.then().statusCode(201);
        String otherAdmin = Fixtures.created(
                        asAdmin(), "/v1/api-keys", object().put("name", "Ada").put("role", "admin"))
                .get("key")
                .textValue();
        Response theirs = Fixtures.post(Fixtures.as(otherAdmin).header("Idempotency-Key", key), collection, sample());
        theirs.then().statusCode(201);
        assertNotEquals(mine.header("Location"), theirs.header("Location"));
    }

    @Test
    void a_write_that_prefers_a_minimal_response_returns_no_body() {
        Response made = Fixtures.post(asAdmin().header("Prefer", "return=minimal"), collection, sample());
        made.then()
                .statusCode(201)
                .header("Preference-Applied", "return=minimal")
                .header("ETag", "\"r1\"")
                .body(emptyString());
        patch(
                        asAdmin().header("Prefer", "respond-async, return=\"minimal\""),
                        made.header("Location"),
                        "*",
                        object().put(name, unique("x")))
                .statusCode(204)
                .header("ETag", "\"r2\"")
                .body(emptyString());
    }

    // Tests of lists

    @Test
    void a_list_can_be_filtered_by_id() {
        String one = create();
        String other = create();
        String query = collection + "?id=" + id(one) + "&id=" + id(other) + "&id=" + UNKNOWN;
        asReader()
                .get(query)
                .then()
                .statusCode(200)
                .header("Cache-Control", startsWith("public"))
                .body("total", equalTo(2))
                .body("items.id", containsInAnyOrder(id(one), id(other)))
                .body("items.revision", contains(nullValue(), nullValue()))
                .body("page.limit", equalTo(20))
                .body("page.first", equalTo(query))
                .body("page", not(hasKey("next")))
                .body("page", not(hasKey("prev")));
        asAdmin().get(query).then().header("Cache-Control", "no-store").body("items.revision", contains(1, 1));
        asAdmin()
                .get(query + "&view=public")
                .then()
                .header("Cache-Control", "no-store")
                .body("items.revision", contains(nullValue(), nullValue()));
        asReader()
                .get(collection + "?id=" + UNKNOWN)
                .then()
                .statusCode(200)
                .body("total", equalTo(0))
                .body("items.size()", equalTo(0));
        String etag = asReader().get(query).header("ETag");
        asReader().header("If-None-Match", etag).get(query).then().statusCode(304);
    }

    @Test
    void a_list_item_equals_the_record_requested_by_its_id() {
        String path = create();
        assertEquals(
                body(asReader().get(path)),
                body(asReader().get(collection + "?id=" + id(path))).at("/items/0"));
        assertEquals(
                body(asAdmin().get(path)),
                body(asAdmin().get(collection + "?id=" + id(path))).at("/items/0"));
    }

    @Test
    void an_invalid_list_parameter_returns_400_with_the_parameter_name() {
        refused("limit=0", "limit", "out-of-range");
        refused("limit=101", "limit", "out-of-range");
        refused("limit=ten", "limit", "integer-format");
        refused("id=x", "id", "id-format");
        refused("cursor=abc", "cursor", "cursor-invalid");
        refused("limit=5&limit=6", "limit", "repeated-parameter");
        refused("id=", "id", "empty-parameter");
        asReader()
                .get(collection + "?limits=3")
                .then()
                .statusCode(400)
                .header("Cache-Control", "no-store")
                .body("errors.code", contains("unknown-parameter"))
                .body("errors.message", contains(containsString("Did you mean limit?")));
    }

    private void refused(String query, String parameter, String code) {
        asReader()
                .get(collection + "?" + query)
                .then()
                .statusCode(400)
                .body("errors.parameter", contains(parameter))
                .body("errors.code", contains(code));
    }

    /** Creates a record and returns its path. */
    protected String create() {
        return Fixtures.created(asAdmin(), collection, sample())
                .at("/links/self")
                .textValue();
    }

    /** Returns the id at the end of this path. */
    protected static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    protected static ValidatableResponse put(
            RequestSpecification caller, String path, String ifMatch, JsonNode record) {
        return send(matching(caller, ifMatch), record.toString()).put(path).then();
    }

    protected static ValidatableResponse patch(
            RequestSpecification caller, String path, String ifMatch, JsonNode patch) {
        return send(matching(caller, ifMatch), patch.toString(), MERGE_PATCH)
                .patch(path)
                .then();
    }

    protected static ValidatableResponse jsonPatch(String path, String patch) {
        return send(asAdmin().header("If-Match", "*"), patch, JSON_PATCH)
                .patch(path)
                .then();
    }

    protected static ValidatableResponse invalid(ValidatableResponse response) {
        return response.statusCode(422)
                .header("Content-Type", "application/problem+json")
                .body("type", equalTo("/problems/validation"));
    }

    private static RequestSpecification matching(RequestSpecification caller, String ifMatch) {
        return ifMatch == null ? caller : caller.header("If-Match", ifMatch);
    }

    private static RequestSpecification send(RequestSpecification caller, String body) {
        return send(caller, body, "application/json");
    }

    private static RequestSpecification send(RequestSpecification caller, String body, String type) {
        return caller.contentType(type).body(body.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode undated(JsonNode record) {
        ObjectNode undated = record.deepCopy();
        undated.remove(List.of("revision", "updatedAt"));
        return undated;
    }

    private long total() {
        return body(asReader().get(collection + "?limit=1")).get("total").longValue();
    }

    private List<String> changes(String path) {
        return sql.list(
                "select op from change where id = ?::uuid and visibility = 'public' order by position",
                row -> row.getString("op"),
                id(path));
    }
}
