package org.offprint.web.api.journals;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.patch;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests cursor paging through the journal list. */
@QuarkusTest
class JournalListTest {

    private static final String PATH = "/v1/journals";
    private static final List<String> TITLES =
            List.of("Acta", "acta", "Ácta", "«Acta", "Acta 2", "Acta 10", "Zoologica", "学报");
    private static final int MANY = 45;

    /** Expected journal ids in list order: by title, then by id. Ids are in creation order. */
    private static List<String> expected;

    private static String query;

    @BeforeEach
    void createJournalsWithEqualTitles() {
        if (expected != null) {
            return;
        }
        List<List<String>> byKey = new ArrayList<>();
        List.of("acta", "acta 2", "acta 10", "zoologica", "学报").forEach(key -> byKey.add(new ArrayList<>()));
        List<Integer> keys = List.of(0, 0, 0, 0, 1, 2, 3, 4);
        for (int i = 0; i < MANY; i++) {
            int title = i % TITLES.size();
            String id = Fixtures.created(
                            asAdmin(),
                            PATH,
                            object().put("title", TITLES.get(title)).put("language", "en"))
                    .get("id")
                    .textValue();
            byKey.get(keys.get(title)).add(id);
        }
        expected = byKey.stream().flatMap(List::stream).toList();
        List<String> shuffled = new ArrayList<>(expected);
        Collections.shuffle(shuffled, new Random(45));
        query = shuffled.stream().map(id -> "id=" + id).collect(Collectors.joining("&"));
    }

    @Test
    void paging_forward_and_backward_returns_every_journal_once_in_list_order() {
        for (int limit : List.of(1, 7, 15, 44, 45, 100)) {
            List<String> forth = new ArrayList<>();
            JsonNode page = page(PATH + "?limit=" + limit + "&" + query);
            assertNull(page.at("/page/prev").textValue());
            forth.addAll(ids(page));
            while (page.at("/page").has("next")) {
                page = page(page.at("/page/next").textValue());
                assertTrue(ids(page).size() <= limit && !ids(page).isEmpty());
                forth.addAll(ids(page));
            }
            assertEquals(expected, forth);
            List<String> back = new ArrayList<>(ids(page));
            while (page.at("/page").has("prev")) {
                page = page(page.at("/page/prev").textValue());
                back.addAll(0, ids(page));
            }
            assertEquals(expected, back);
        }
    }

    @Test
    void a_page_of_the_journal_list_contains_the_total_and_links_to_other_pages() {
        String path = PATH + "?limit=20&" + query + "&view=public";
        JsonNode first = page(path);
        assertEquals(MANY, first.get("total").intValue());
        assertEquals(20, first.at("/page/limit").intValue());
        assertEquals(path, first.at("/page/first").textValue());
        String next = first.at("/page/next").textValue();
        assertTrue(next.startsWith(path + "&cursor="), next);
        Response second = get(next);
        String prev = body(second).at("/page/prev").textValue();
        String third = body(second).at("/page/next").textValue();
        assertEquals(
                "<" + third + ">; rel=\"next\", <" + prev + ">; rel=\"prev\", <" + path + ">; rel=\"first\"",
                second.header("Link"));
        assertEquals(ids(first), ids(page(prev)));
        assertEquals(MANY, body(second).get("total").intValue());
        assertEquals(expected.subList(40, 45), ids(page(third)));
    }

    @Test
    void the_limit_parameter_may_change_between_pages_of_a_list() {
        String next = page(PATH + "?limit=10&" + query).at("/page/next").textValue();
        assertEquals(expected.subList(10, 40), ids(page(next.replace("limit=10", "limit=30"))));
    }

    @Test
    void a_cursor_from_another_list_returns_400() {
        String cursor =
                page(PATH + "?limit=10&" + query).at("/page/next").textValue().replaceFirst(".*cursor=", "");
        mismatch(get(PATH + "?limit=10&cursor=" + cursor));
        mismatch(get("/v1/affiliations?limit=10&" + query + "&cursor=" + cursor));
        mismatch(get(PATH + "?" + query.replaceFirst("id=[^&]*&", "") + "&cursor=" + cursor));
        mismatch(asAdmin().urlEncodingEnabled(false).get(PATH + "?" + query + "&cursor=" + cursor));
        // The order of the query parameters does not matter.
        String reversed = "cursor=" + cursor + "&" + query;
        assertEquals(expected.subList(10, 30), ids(page(PATH + "?" + reversed)));
        char last = cursor.charAt(cursor.length() - 1);
        String forged = cursor.substring(0, cursor.length() - 1) + (last == 'A' ? 'Q' : 'A');
        for (String wrong : List.of(forged, "x" + cursor, cursor.substring(2), "%00", "..", "a".repeat(5_000))) {
            Response refused = get(PATH + "?" + query + "&cursor=" + wrong);
            assertEquals(400, refused.statusCode(), wrong);
        }
    }

    private static void mismatch(Response response) {
        response.then()
                .statusCode(400)
                .body("errors.parameter", contains("cursor"))
                .body("errors.code", contains("cursor-mismatch"));
    }

    @Test
    void cursor_paging_stays_correct_while_journals_are_renamed_and_deleted() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            made.add(Fixtures.created(
                            asAdmin(), PATH, object().put("title", "Walk " + i).put("language", "en"))
                    .get("id")
                    .textValue());
        }
        String own = made.stream().map(id -> "&id=" + id).collect(Collectors.joining());
        JsonNode first = page(PATH + "?limit=2" + own);
        // Deletes the last journal of the first page, and renames the next journal without changing its list position.
        asAdmin()
                .header("If-Match", "*")
                .delete(PATH + "/" + made.get(1))
                .then()
                .statusCode(204);
        patch(asAdmin(), PATH + "/" + made.get(2), object().put("title", "Walk 2b"))
                .then()
                .statusCode(200);
        JsonNode second = page(first.at("/page/next").textValue());
        assertEquals(made.subList(2, 4), ids(second));
        assertEquals(made.subList(4, 6), ids(page(second.at("/page/next").textValue())));
    }

    @Test
    void the_journal_list_reflects_each_write_immediately() {
        String id = Fixtures.created(
                        asAdmin(), PATH, object().put("title", "At once").put("language", "en"))
                .get("id")
                .textValue();
        asReader().get(PATH + "?id=" + id).then().body("items.title", contains("At once"));
        patch(asAdmin(), PATH + "/" + id, object().put("title", "Renamed"));
        asReader().get(PATH + "?id=" + id).then().body("items.title", contains("Renamed"));
        asAdmin().header("If-Match", "*").delete(PATH + "/" + id);
        asReader().get(PATH + "?id=" + id).then().body("total", equalTo(0));
    }

    private static Response get(String path) {
        return asReader().urlEncodingEnabled(false).get(path);
    }

    private static JsonNode page(String path) {
        Response response = get(path);
        assertEquals(200, response.statusCode(), response.asString());
        return body(response);
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false)
                .map(item -> item.get("id").textValue())
                .toList();
    }
}
