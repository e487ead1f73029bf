package org.offprint.web.api.affiliations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.affiliation;
import static org.offprint.web.api.Fixtures.article;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.editorOf;
import static org.offprint.web.api.Fixtures.journal;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.publish;
import static org.offprint.web.api.Fixtures.ror;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.CountingDriver;
import org.offprint.web.api.BackgroundWork;
import org.offprint.web.api.Client;
import org.offprint.web.api.Concurrently;
import org.offprint.web.api.Fixtures;

/** Tests merging duplicate records of one organization, and undoing each merge separately. */
@QuarkusTest
class AffiliationMergeTest {

    private static final String PATH = "/v1/affiliations/";

    /**
     * Prefixes of the SQL statements that a merge request executes before its response, except statements that read
     * single records or write the audit trail.
     */
    private static final List<String> MERGE_STATEMENTS = List.of(
            "select id, merged_into from affiliation",
            "update affiliation",
            "select parent, successor, merged_into from affiliation",
            "select p.article from published_article p where not p.withdrawn and octet_length",
            "select count(*) from published_article",
            "insert into change");

    private final Client admin = Client.here();
    private final Client reader = admin.anonymous();

    private static ObjectNode from(String... losers) {
        ObjectNode body = object();
        Arrays.stream(losers).forEach(body.putArray("from")::add);
        return body;
    }

    private Client.Reply merge(String survivor, String... losers) {
        return admin.post(PATH + survivor + "/merges", from(losers));
    }

    private Client.Reply undo(String survivor, String loser) {
        return admin.delete(PATH + survivor + "/merges/" + loser);
    }

    private static String named(JsonNode record) {
        return created(asAdmin(), PATH.substring(0, PATH.length() - 1), record)
                .get("id")
                .textValue();
    }

    private String resolved(String id) {
        Client.Reply reply = reader.get(PATH + id);
        return reply.status() == 308 ? reply.header("Location").substring(PATH.length()) : id;
    }

    // Tests of rights and rejected requests

    @Test
    void a_merge_requires_rights_on_all_affected_affiliations() {
        String own = journal();
        String mine = affiliation(unique("Mine"));
        String free = affiliation(unique("Free"));
        String theirs = affiliation(unique("Theirs"));
        article(own, mine);
        article(journal(), theirs);
        Client eve = Client.at(null, editorOf(own));
        assertEquals(401, reader.post(PATH + mine + "/merges", from(free)).status());
        assertEquals(401, reader.get(PATH + mine + "/merges").status());
        assertEquals(401, reader.delete(PATH + mine + "/merges/" + free).status());
        assertEquals(403, eve.post(PATH + mine + "/merges", from(theirs)).status());
        assertEquals(403, eve.post(PATH + theirs + "/merges", from(mine)).status());
        eve.post(PATH + mine + "/merges", from(free)).expect(200);
        merge(theirs, mine).expect(200);
        // After the merge, articles of two journals use the surviving affiliation.
        assertEquals(403, eve.delete(PATH + theirs + "/merges/" + mine).status());
        Client editorOfAll = Client.at(null, editorOf());
        editorOfAll.delete(PATH + theirs + "/merges/" + mine).expect(204);
    }

    @Test
    void all_errors_of_a_merge_request_are_reported_together() {
        String one = affiliation(unique("One"));
        String two = affiliation(unique("Two"));
        String none = "01941f29-7c00-7000-8003-00000000ffff";
        assertEquals(404, merge(none, two).status());
        assertEquals(404, merge("no-id", two).status());
        assertEquals(404, undo(one, none).status());
        assertEquals(404, undo(one, two).status());
        assertEquals(404, undo(none, two).status());
        assertEquals(404, admin.get(PATH + none + "/merges").status());
        ObjectNode more = from("x");
        more.put("form", 1);
        List<ObjectNode> bodies = List.of(from(), object(), from(one, two, two), from(two, none), more);
        List<String> codes = new ArrayList<>();
        for (ObjectNode body : bodies) {
            JsonNode errors =
                    admin.post(PATH + one + "/merges", body).expect(422).body().get("errors");
            errors.forEach(error -> codes.add(
                    error.get("pointer").textValue() + " " + error.get("code").textValue()));
        }
        assertEquals(
                List.of(
                        "/from size",
                        "/from required",
                        "/from/0 itself",
                        "/from/2 duplicate",
                        "/from/1 unknown-affiliation",
                        "/form unknown-member",
                        "/from/0 id-format"),
                codes);
        assertEquals(one, resolved(one));
        assertEquals(two, resolved(two));
    }

    // Tests of merges of all duplicates

    @Test
    void all_affiliations_with_equal_content_are_merged_into_the_oldest() {
        String path = PATH + "duplicates/merges";
        assertEquals(401, reader.post(path, null).status());
        assertEquals(403, Client.at(null, editorOf(journal())).post(path, null).status());
        // Other tests may have created equal affiliations.
        admin.post(path, null).expect(200);
        String name = unique("Sorbonne Universités, LOCEAN Laboratory");
        String first = affiliation(name);
        String second = affiliation(name);
        String third = affiliation(name);
        ObjectNode other = object().put("name", name).put("city", "Paris");
        String elsewhere = named(other);
        String article = article(journal(), third);
        publish(article);

        JsonNode found =
                admin.post(path + "?validateOnly=true", null).expect(200).body();
        assertEquals(List.of(second, third), fromOf(found, name, first));
        assertEquals(second, resolved(second));

        JsonNode merged = admin.post(path, null).expect(200).body();
        assertEquals(List.of(second, third), fromOf(merged, name, first));
        assertEquals(first, resolved(second));
        assertEquals(first, resolved(third));
        assertEquals(elsewhere, resolved(elsewhere));
        BackgroundWork.awaitIdle();
        assertEquals(
                first,
                reader.get("/v1/articles/" + article)
                        .body()
                        .at("/affiliations/0/id")
                        .textValue());

        JsonNode again = admin.post(path, null).expect(200).body();
        assertEquals(0, again.get("items").size(), again.toString());
        assertEquals(0, again.get("total").asInt());
        undo(first, third).expect(204);
        assertEquals(third, resolved(third));
    }

    private static List<String> fromOf(JsonNode report, String name, String survivor) {
        List<String> from = new ArrayList<>();
        for (JsonNode group : report.get("items")) {
            if (name.equals(group.get("name").textValue())) {
                assertEquals(survivor, group.get("survivor").textValue());
                group.get("from").forEach(id -> from.add(id.textValue()));
            }
        }
        return from;
    }

    // Tests of merge results for readers and editors

    @Test
    void a_merged_affiliation_redirects_to_its_survivor_and_searches_return_the_survivor() {
        String lost = unique("Polytechnicum");
        String ror = ror();
        String loser = named(object().put("name", lost).put("ror", ror));
        String survivor = affiliation(unique("Institute of Technology"));
        long position = newestChange();
        JsonNode answer = merge(survivor, loser).expect(200).body();
        assertEquals(survivor, answer.get("id").textValue());
        for (Client caller : List.of(reader, admin)) {
            Client.Reply reply = caller.get(PATH + loser).expect(308);
            assertEquals(PATH + survivor, reply.header("Location"));
            assertEquals(
                    PATH + survivor + "?view=public",
                    caller.get(PATH + loser + "?view=public").expect(308).header("Location"));
            caller.get(PATH + loser + "?view=public%0d%0aX:+y").expect(400);
            JsonNode found = caller.get("/v1/affiliations?q=%22" + lost.replace(" ", "%20") + "%22")
                    .expect(200)
                    .body();
            assertEquals(1, found.get("total").intValue());
            assertEquals(survivor, found.at("/items/0/id").textValue());
            assertEquals(
                    survivor,
                    caller.get("/v1/affiliations?id=" + loser)
                            .body()
                            .at("/items/0/id")
                            .textValue());
        }
        assertEquals(
                PATH + survivor, reader.get("/v1/lookup?ror=" + ror).expect(303).header("Location"));
        JsonNode changes = reader.get("/v1/changes?kind=affiliation&after=" + position)
                .expect(200)
                .body()
                .get("items");
        List<String> logged = new ArrayList<>();
        changes.forEach(change -> logged.add(change.get("id").textValue() + " "
                + change.get("op").textValue() + " " + change.get("reason").textValue()));
        assertTrue(logged.contains(loser + " deleted merged"), logged::toString);
        assertTrue(logged.contains(survivor + " updated merged"), logged::toString);

        JsonNode listed = admin.get(PATH + survivor + "/merges").expect(200).body();
        assertEquals(1, listed.get("total").intValue());
        assertEquals(loser, listed.at("/items/0/id").textValue());
        assertEquals(survivor, listed.at("/items/0/mergedInto").textValue());
        assertEquals(2, listed.at("/items/0/revision").intValue());

        undo(survivor, loser).expect(204);
        assertEquals(
                lost, reader.get(PATH + loser).expect(200).body().get("name").textValue());
        assertEquals(
                loser,
                reader.get("/v1/affiliations?q=%22" + lost.replace(" ", "%20") + "%22")
                        .body()
                        .at("/items/0/id")
                        .textValue());
        assertEquals(
                PATH + loser, reader.get("/v1/lookup?ror=" + ror).expect(303).header("Location"));
    }

    private long newestChange() {
        JsonNode page = reader.get("/v1/changes?limit=1").expect(200).body();
        long last = 0;
        while (!page.get("items").isEmpty()) {
            last = Long.parseLong(page.get("next").asText().replaceAll(".*after=(\\d+).*", "$1"));
            page = reader.get("/v1/changes?limit=100&after=" + last).expect(200).body();
        }
        return last;
    }

    @Test
    void a_merge_updates_published_articles_but_not_working_copies() {
        ObjectNode withIssn = object().put("title", unique("Journal")).put("language", "en");
        withIssn.putArray("issns").addObject().put("type", "electronic").put("value", Fixtures.issn());
        String journal = created(asAdmin(), "/v1/journals", withIssn).get("id").textValue();
        String loser = affiliation(unique("Loser"));
        String kept = unique("Survivor");
        String survivor = affiliation(kept);
        String article = article(journal, loser, survivor);
        String draft = article(journal, loser);
        publish(article);
        String before = reader.get("/v1/articles/" + article).header("ETag");
        assertEquals("1", merge(survivor, loser).expect(200).header("Articles-Affected"));

        // Searches return the survivor immediately after the merge. Published articles are updated later.
        for (String id : List.of(survivor, loser)) {
            JsonNode found =
                    reader.get("/v1/articles?affiliation=" + id).expect(200).body();
            assertEquals(1, found.get("total").intValue(), id);
        }
        JsonNode facet = reader.get("/v1/articles?facets=affiliation&journal=" + journal)
                .body()
                .at("/facets/affiliation");
        Fixtures.await(() -> {
            JsonNode counted = reader.get("/v1/articles?facets=affiliation&journal=" + journal)
                    .body()
                    .at("/facets/affiliation");
            return counted.size() == 1
                    && counted.at("/0/value").textValue().equals(survivor)
                    && counted.at("/0/label").textValue().equals(kept)
                    && counted.at("/0/count").intValue() == 1;
        });
        assertFalse(facet.isMissingNode());
        Fixtures.await(
                () -> !before.equals(reader.get("/v1/articles/" + article).header("ETag")));
        JsonNode shown = reader.get("/v1/articles/" + article).body();
        assertEquals(1, shown.get("affiliations").size());
        assertEquals(survivor, shown.at("/affiliations/0/id").textValue());
        assertEquals(kept, shown.at("/affiliations/0/name").textValue());
        for (int i = 0; i < 2; i++) {
            JsonNode mention = shown.at("/contributors/0/affiliations/" + i);
            assertEquals(survivor, mention.get("id").textValue());
            assertEquals("1", mention.get("label").textValue());
        }
        String jats = new String(reader.get("/v1/articles/" + article + "/exports/jats")
                .expect(200)
                .bytes());
        assertTrue(jats.contains(kept) && !jats.contains("Loser"), jats);

        JsonNode copy = admin.get("/v1/articles/" + article).expect(200).body();
        assertEquals(loser, copy.at("/contributors/0/affiliations/0/id").textValue());
        assertEquals(kept, copy.at("/affiliations/0/name").textValue());
        assertEquals(2, copy.get("revision").intValue());
        assertFalse(copy.get("hasUnpublishedChanges").booleanValue());
        assertEquals(
                2,
                admin.put("/v1/articles/" + article, copy)
                        .expect(200)
                        .body()
                        .get("revision")
                        .intValue());

        // A working copy that names a merged affiliation can be published unchanged.
        // The published article shows the surviving affiliation.
        publish(draft);
        assertEquals(
                survivor,
                reader.get("/v1/articles/" + draft)
                        .body()
                        .at("/contributors/0/affiliations/0/id")
                        .textValue());

        undo(survivor, loser).expect(204);
        Fixtures.await(() -> loser.equals(reader.get("/v1/articles/" + article)
                        .body()
                        .at("/affiliations/0/id")
                        .textValue())
                && loser.equals(reader.get("/v1/articles/" + draft)
                        .body()
                        .at("/affiliations/0/id")
                        .textValue()));
        assertEquals(
                survivor,
                reader.get("/v1/articles/" + article)
                        .body()
                        .at("/affiliations/1/id")
                        .textValue());
        awaitTotal(2, loser);
        awaitTotal(1, survivor);
    }

    @Test
    void children_of_a_merged_affiliation_become_children_of_its_survivor() {
        String loser = affiliation(unique("Loser"));
        String survivor = affiliation(unique("Survivor"));
        String part = named(object().put("name", unique("Faculty")).put("parent", loser));
        String article = article(journal(), part);
        publish(article);
        merge(survivor, loser).expect(200);
        String inSurvivor = "/v1/articles?affiliation=" + survivor;
        assertEquals(article, reader.get(inSurvivor).body().at("/items/0/id").textValue());
        assertEquals(
                1,
                reader.get("/v1/affiliations?parent=" + survivor)
                        .body()
                        .get("total")
                        .intValue());
        undo(survivor, loser).expect(204);
        assertEquals(0, reader.get(inSurvivor).body().get("total").intValue());
        assertEquals(
                article,
                reader.get("/v1/articles?affiliation=" + loser)
                        .body()
                        .at("/items/0/id")
                        .textValue());
    }

    // Tests of merge chains and concurrent merges

    @Test
    void a_chain_of_merges_redirects_to_the_last_survivor_until_a_merge_is_undone() {
        String first = affiliation(unique("First"));
        String second = affiliation(unique("Second"));
        String third = affiliation(unique("Third"));
        String article = article(journal(), first);
        publish(article);
        merge(second, first).expect(200);
        merge(third, second).expect(200);
        assertEquals(third, resolved(first));
        assertEquals(third, resolved(second));
        awaitShown(article, third);
        assertEquals(
                1,
                reader.get("/v1/articles?affiliation=" + third)
                        .body()
                        .get("total")
                        .intValue());

        JsonNode refused = undo(third, first).expect(409).body();
        assertEquals(PATH + second, refused.get("existing").textValue());
        undo(third, second).expect(204);
        assertEquals(second, resolved(first));
        assertEquals(third, resolved(third));
        awaitShown(article, second);

        merge(third, second).expect(200);
        awaitShown(article, third);
        undo(second, first).expect(204);
        assertEquals(first, resolved(first));
        assertEquals(third, resolved(second));
        awaitShown(article, first);
        awaitTotal(0, third);
        awaitTotal(1, first);
    }

    private void awaitTotal(int articles, String affiliation) {
        Fixtures.await(() -> articles
                == reader.get("/v1/articles?affiliation=" + affiliation)
                        .body()
                        .get("total")
                        .intValue());
    }

    private void awaitShown(String article, String affiliation) {
        Fixtures.await(() -> affiliation.equals(reader.get("/v1/articles/" + article)
                .body()
                .at("/affiliations/0/id")
                .textValue()));
    }

    @Test
    void changing_or_deleting_a_merged_affiliation_returns_409() {
        String loser = affiliation(unique("Loser"));
        String survivor = affiliation(unique("Survivor"));
        String other = affiliation(unique("Other"));
        merge(survivor, loser).expect(200);
        Client.Reply again = merge(survivor, loser).expect(200);
        assertEquals("\"r1\"", again.header("ETag"));
        List<Client.Reply> refused = List.of(
                merge(loser, other),
                merge(other, loser),
                admin.patch(PATH + loser, object().put("city", "Paris")),
                admin.delete(PATH + loser));
        for (Client.Reply reply : refused) {
            JsonNode problem = reply.expect(409).body();
            assertEquals("/problems/conflict", problem.get("type").textValue());
            assertEquals(PATH + survivor, problem.get("existing").textValue());
        }
        JsonNode inUse = admin.delete(PATH + survivor).expect(409).body();
        assertEquals(PATH + loser, inUse.at("/usedBy/0").textValue());
        assertEquals(other, resolved(other));
        undo(survivor, loser).expect(204);
        admin.delete(PATH + loser).expect(204);
        admin.delete(PATH + survivor).expect(204);
    }

    @Test
    void one_of_two_concurrent_merges_in_opposite_directions_returns_409() {
        for (int round = 0; round < 10; round++) {
            String one = affiliation(unique("One"));
            String two = affiliation(unique("Two"));
            assertEquals(List.of(200, 409), statuses(() -> merge(one, two), () -> merge(two, one)));
            assertTrue(resolved(one).equals(resolved(two)));
        }
    }

    @Test
    void concurrent_merges_never_create_a_cycle() {
        for (int round = 0; round < 5; round++) {
            String one = affiliation(unique("One"));
            String two = affiliation(unique("Two"));
            String three = affiliation(unique("Three"));
            List<Integer> statuses = statuses(() -> merge(one, two), () -> merge(two, three), () -> merge(three, one));
            assertTrue(List.of(List.of(200, 200, 409), List.of(200, 409, 409)).contains(statuses), statuses.toString());
            long ends = List.of(one, two, three).stream()
                    .map(this::resolved)
                    .map(this::resolved)
                    .distinct()
                    .count();
            assertEquals(3 - statuses.stream().filter(status -> status == 200).count(), ends);
        }
    }

    @Test
    void if_an_affiliation_is_deleted_and_merged_concurrently_one_request_fails() {
        for (int round = 0; round < 20; round++) {
            String one = affiliation(unique("One"));
            String two = affiliation(unique("Two"));
            List<Integer> statuses = statuses(() -> admin.delete(PATH + one), () -> merge(one, two));
            assertTrue(
                    List.of(List.of(200, 409), List.of(204, 404)).stream()
                            .anyMatch(pair -> Set.copyOf(pair).equals(Set.copyOf(statuses))),
                    statuses.toString());
        }
    }

    @SafeVarargs
    private static List<Integer> statuses(Callable<Client.Reply>... actions) {
        return Concurrently.run(actions).stream()
                .map(Client.Reply::status)
                .sorted()
                .toList();
    }

    // Tests of rules that depend on merges

    @Test
    void the_ror_id_of_a_merged_affiliation_identifies_its_survivor() {
        String ror = ror();
        String loser = named(object().put("name", unique("Loser")).put("ror", ror));
        String survivor = affiliation(unique("Survivor"));
        merge(survivor, loser).expect(200);
        ObjectNode article = object().put("journal", journal())
                .put("title", unique("Article"))
                .put("language", "en")
                .put("type", "research-article");
        article.putArray("contributors")
                .addObject()
                .put("family", "Li")
                .putArray("affiliations")
                .addObject()
                .put("ror", ror);
        assertEquals(
                survivor,
                admin.post("/v1/articles", article)
                        .expect(201)
                        .body()
                        .at("/contributors/0/affiliations/0/id")
                        .textValue());
        admin.patch(PATH + survivor, object().put("ror", ror)).expect(200);
        JsonNode refused = undo(survivor, loser).expect(409).body();
        assertEquals(PATH + survivor, refused.get("existing").textValue());
        assertEquals(survivor, resolved(loser));
        admin.patch(PATH + survivor, object().putNull("ror")).expect(200);
        undo(survivor, loser).expect(204);
        assertEquals(409, admin.patch(PATH + survivor, object().put("ror", ror)).status());
    }

    @Test
    void neither_merging_nor_undoing_a_merge_can_create_a_parent_cycle() {
        String loser = affiliation(unique("Loser"));
        String between = named(object().put("name", unique("Between")).put("parent", loser));
        String survivor = named(object().put("name", unique("Survivor")).put("parent", between));
        assertEquals(
                "cycle",
                merge(survivor, loser).expect(422).body().at("/errors/0/code").textValue());
        assertEquals(loser, resolved(loser));

        String whole = affiliation(unique("Whole"));
        String part = named(object().put("name", unique("Part")).put("parent", whole));
        String other = affiliation(unique("Other"));
        merge(other, part).expect(200);
        assertEquals(
                "cycle",
                admin.patch(PATH + other, object().put("parent", part))
                        .expect(422)
                        .body()
                        .at("/errors/0/code")
                        .textValue());
        admin.patch(PATH + whole, object().put("parent", part)).expect(200);
        undo(other, part).expect(409);
        assertEquals(other, resolved(part));
        admin.patch(PATH + whole, object().putNull("parent")).expect(200);
        undo(other, part).expect(204);
    }

    @Test
    void merge_requests_support_preconditions_and_idempotency_keys_and_validate_only() {
        String survivor = affiliation(unique("Survivor"));
        String loser = affiliation(unique("Loser"));
        admin.post(PATH + survivor + "/merges?validateOnly=true", from(loser)).expect(200);
        assertEquals(loser, resolved(loser));
        String key = unique("key");
        Client.Reply first = admin.post(PATH + survivor + "/merges", from(loser), "Idempotency-Key", key);
        undo(survivor, loser).expect(204);
        Client.Reply again = admin.post(PATH + survivor + "/merges", from(loser), "Idempotency-Key", key);
        assertEquals(first.expect(200).body(), again.expect(200).body());
        assertEquals(loser, resolved(loser));
        admin.post(PATH + survivor + "/merges", from(loser), "Prefer", "return=minimal")
                .expect(204);
        String path = PATH + survivor + "/merges/" + loser;
        asAdmin().delete(path).then().statusCode(428);
        admin.delete(path, "If-Match", "\"r99\"").expect(412);
        admin.delete(path + "?validateOnly=true").expect(204);
        assertEquals(survivor, resolved(loser));
        admin.delete(path, "If-Match", "\"r1\"").expect(204);
        assertEquals(loser, resolved(loser));
        assertNull(reader.get(PATH + loser).body().get("mergedInto"));
    }

    @Test
    void merging_many_affiliations_executes_as_many_sql_statements_as_merging_one() {
        String survivor = affiliation(unique("Survivor"));
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            many.add(affiliation(unique("Loser")));
        }
        BackgroundWork.awaitIdle();
        long one = statements(() -> merge(survivor, many.get(0)).expect(200));
        BackgroundWork.awaitIdle();
        long others = statements(() ->
                merge(survivor, many.subList(1, 25).toArray(String[]::new)).expect(200));
        assertEquals(MERGE_STATEMENTS.size(), one);
        assertEquals(one, others);
        List<String> listed = new ArrayList<>();
        String next = PATH + survivor + "/merges?limit=10";
        while (next != null) {
            JsonNode page = admin.get(next).expect(200).body();
            assertEquals(25, page.get("total").intValue());
            page.get("items").forEach(item -> listed.add(item.get("id").textValue()));
            next = page.at("/page/next").textValue();
        }
        assertEquals(many.stream().sorted().toList(), listed);
    }

    /**
     * Returns the number of SQL statements that the merge request executed. Statements of change log followers and jobs
     * are not counted, because these statements may run at any time.
     */
    private static long statements(Runnable request) {
        long mark = CountingDriver.statements();
        request.run();
        return CountingDriver.since(mark).stream()
                .filter(statement -> MERGE_STATEMENTS.stream().anyMatch(statement::startsWith))
                .count();
    }
}
