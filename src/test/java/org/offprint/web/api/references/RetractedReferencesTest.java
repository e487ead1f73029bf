package org.offprint.web.api.references;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.offprint.web.api.Fixtures.article;
import static org.offprint.web.api.Fixtures.journal;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.publish;
import static org.offprint.web.api.Fixtures.withdraw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Client;
import org.offprint.web.api.Workers;

/** Tests that an article lists its references to retracted articles. */
@QuarkusTest
class RetractedReferencesTest {

    private static final String PATH = "/v1/articles/";

    private final Client admin = Client.here();
    private final Client reader = admin.anonymous();
    private final String doi = "10.5555/" + System.nanoTime();

    private String cited() {
        String id = article(journal());
        admin.patch(PATH + id, object().put("doi", doi)).expect(200);
        publish(id);
        return id;
    }

    private String citing() {
        String id = article(journal());
        ObjectNode changes = object();
        changes.putArray("references").addObject().put("key", "tides").put("doi", doi);
        ((com.fasterxml.jackson.databind.node.ArrayNode) changes.get("references"))
                .addObject()
                .put("key", "waves")
                .put("text", "A work elsewhere " + doi.hashCode());
        admin.patch(PATH + id, changes).expect(200);
        publish(id);
        return id;
    }

    private void retract(String id) {
        admin.put(PATH + id + "/retraction", object().put("kind", "retraction").put("reason", "Wrong data."))
                .expect(200);
    }

    private JsonNode marks(String id) {
        return reader.get(PATH + id).expect(200).body().path("retractedReferences");
    }

    private void awaitMarks(String id, String expected) {
        Workers.await(Duration.ofSeconds(30), "the article lists " + expected, () -> marks(id)
                .toString()
                .equals(expected));
    }

    @Test
    void an_article_lists_its_references_to_articles_that_are_retracted_later() {
        String cited = cited();
        String citing = citing();
        Workers.await(Duration.ofSeconds(30), "the reference is linked", () -> reader.get(PATH + citing + "/references")
                .body()
                .toString()
                .contains(cited));
        assertEquals("", marks(citing).toString());
        String before = reader.get(PATH + citing).header("ETag");

        retract(cited);
        awaitMarks(citing, "[\"tides\"]");
        assertNotEquals(before, reader.get(PATH + citing).header("ETag"));
        assertEquals(1, reader.get(PATH + citing).body().get("version").intValue());

        admin.delete(PATH + cited + "/retraction").expect(200);
        awaitMarks(citing, "");
    }

    @Test
    void a_new_reference_to_a_retracted_article_is_listed_until_an_editor_removes_the_link() {
        String cited = cited();
        retract(cited);
        String citing = citing();
        awaitMarks(citing, "[\"tides\"]");

        admin.put(PATH + citing + "/references/tides/link", object()).expect(200);

        awaitMarks(citing, "");
    }

    @Test
    void a_different_reference_under_the_same_key_in_a_new_version_is_not_listed_as_retracted() {
        String cited = cited();
        String citing = citing();
        retract(cited);
        awaitMarks(citing, "[\"tides\"]");
        ObjectNode changes = object();
        changes.putArray("references").addObject().put("key", "tides").put("text", "Different work " + doi.hashCode());
        admin.patch(PATH + citing, changes).expect(200);

        publish(citing);

        assertEquals("", marks(citing).toString());
    }

    @Test
    void a_withdrawn_article_is_not_listed_as_retracted() {
        String cited = cited();
        String citing = citing();
        admin.put(PATH + citing + "/references/waves/link", object().put("article", cited))
                .expect(200);
        retract(cited);
        awaitMarks(citing, "[\"tides\",\"waves\"]");

        withdraw(cited);
        awaitMarks(citing, "");

        admin.delete(PATH + cited + "/withdrawal").expect(200);
        awaitMarks(citing, "[\"tides\",\"waves\"]");
    }

    @Test
    void editors_cannot_change_the_list_of_retracted_references() {
        String id = article(journal());
        ObjectNode changes = object();
        changes.putArray("retractedReferences").add("tides");
        JsonNode errors = admin.patch(PATH + id, changes).expect(422).body().get("errors");
        assertEquals("/retractedReferences", errors.get(0).get("pointer").textValue());
    }
}
