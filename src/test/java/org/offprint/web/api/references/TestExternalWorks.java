package org.offprint.web.api.references;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.imports.TestImports;

/** Creates and imports external works for tests, and creates articles that cite them. */
final class TestExternalWorks {

    static final String INTO = "?into=outside-works";
    static final String BYTES = "application/octet-stream";

    private TestExternalWorks() {}

    static String letters() {
        StringBuilder word = new StringBuilder("Z");
        for (int i = 0; i < 9; i++) {
            word.append((char) ('a' + ThreadLocalRandom.current().nextInt(26)));
        }
        return word.toString();
    }

    /** External work in Crossref's JSON format, with a unique title and journal. */
    static final class Work {

        final String title;
        final String journal = "Annals of " + letters() + " Waters";
        final String family = letters();
        final String volume = number(1, 99);
        final String page = number(100, 899);
        final String doi = "10.5555/" + letters().toLowerCase(Locale.ROOT);
        final ObjectNode json = object();

        Work() {
            this(letters() + " and " + letters() + " of " + letters() + " under " + letters());
        }

        Work(String title) {
            this.title = title;
            json.put("DOI", doi).put("type", "journal-article").put("reference-count", 12);
            json.putArray("title").add(title);
            json.putArray("container-title").add(journal);
            json.put("volume", volume).put("issue", "2").put("page", page + "-999");
            json.putArray("author").addObject().put("family", family).put("given", "Ngozi");
            json.putObject("issued").putArray("date-parts").addArray().add(2019).add(3);
        }

        String printed() {
            return family + " N. " + title + ". " + journal + ". 2019;" + volume + "(2):" + page + ".";
        }

        private static String number(int least, int most) {
            return Integer.toString(ThreadLocalRandom.current().nextInt(least, most + 1));
        }
    }

    static byte[] lines(Work... works) {
        return TestImports.lines(Stream.of(works).map(work -> work.json).toArray(JsonNode[]::new));
    }

    /** Imports a file into the set of external works and returns the finished job. */
    static JsonNode load(String query, byte[] file) {
        return TestImports.done(asAdmin(), INTO + query, BYTES, file);
    }

    /** Creates and publishes an article with these printed references, and returns its path. */
    static String published(String... texts) {
        String path = draft(texts);
        Fixtures.publish(path.substring("/v1/articles/".length()));
        return path;
    }

    /** Creates a draft article with these printed references, and returns its path. */
    static String draft(String... texts) {
        String id = Fixtures.article(Fixtures.journal());
        ObjectNode patch = object();
        for (String text : texts) {
            patch.withArray("references").addObject().put("text", text);
        }
        Fixtures.patch(asAdmin(), "/v1/articles/" + id, patch).then().statusCode(200);
        return "/v1/articles/" + id;
    }

    /**
     * Returns the external work matched with a reference, as shown to readers, or a missing node. References are
     * numbered from 1.
     */
    static JsonNode found(String article, int number) {
        return body(asReader().get(article + "/references")).at("/items/" + (number - 1) + "/found");
    }

    static void awaitFound(String article, int number, Work work) {
        Fixtures.await(() -> !found(article, number).isMissingNode());
        JsonNode found = found(article, number);
        assertEquals(work.doi, found.get("doi").textValue());
        assertEquals(work.title, found.get("title").textValue());
        assertEquals("set", found.get("source").textValue());
        assertTrue(found.get("score").doubleValue() >= 0.8, found.toString());
    }
}
