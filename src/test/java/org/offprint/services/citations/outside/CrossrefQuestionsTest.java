package org.offprint.services.citations.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.Reference;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;

/** Tests the requests to Crossref's REST API with a fake server and a clock that the test controls. */
@QuarkusTest
class CrossrefQuestionsTest {

    private static final Duration RETENTION = Duration.ofDays(90);

    @Inject
    Sql sql;

    @Inject
    Writes writes;

    @Inject
    UnlinkedReferences unlinked;

    @Inject
    ExternalWorks outside;

    @Inject
    ExternalWorkSet set;

    @Inject
    FoundWorkTable found;

    @Inject
    MeterRegistry registry;

    @Inject
    AgroalDataSource source;

    /** Scripted response with one header. */
    private record Scripted(int status, String header, String value, byte[] body) {}

    private static final class SetClock extends Clock {

        private Instant now = Instant.now();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }

    private final SetClock clock = new SetClock();
    private final Deque<Scripted> answers = new ArrayDeque<>();
    private final List<String> questions = Collections.synchronizedList(new ArrayList<>());
    private final List<String> agents = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private CrossrefResolver asking;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        asking = asking();
        // Skips references that earlier tests have published.
        toEnd();
    }

    @AfterEach
    void stop() {
        asking.stop(null);
        server.stop(0);
    }

    private void toEnd() {
        sql.update("update crossref_place set position = (select coalesce(max(position), 0) from change)");
    }

    private CrossrefResolver asking() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/works");
        CrossrefWorksClient works =
                new CrossrefWorksClient(url, "office@journal.example", Duration.ofSeconds(5), clock);
        return new CrossrefResolver(sql, writes, unlinked, outside, found, registry, clock, source, works, RETENTION);
    }

    private void answer(HttpExchange exchange) throws IOException {
        questions.add(exchange.getRequestURI().getRawPath() + "?"
                + exchange.getRequestURI().getRawQuery());
        agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
        Scripted next = answers.isEmpty() ? new Scripted(500, "X-None", "1", new byte[0]) : answers.pop();
        exchange.getResponseHeaders().set(next.header(), next.value());
        exchange.sendResponseHeaders(next.status(), next.body().length == 0 ? -1 : next.body().length);
        try {
            exchange.getResponseBody().write(next.body());
        } catch (IOException e) {
            // The client has stopped reading the response.
        }
        exchange.close();
    }

    private static String letters() {
        StringBuilder word = new StringBuilder("Q");
        for (int i = 0; i < 9; i++) {
            word.append((char) ('a' + ThreadLocalRandom.current().nextInt(26)));
        }
        return word.toString();
    }

    private static String printed(String title) {
        return "Okafor N. " + title + ". Annals of Wet Wood. 2019;7(2):33-48.";
    }

    private static ObjectNode work(String title, String doi) {
        ObjectNode work = object().put("DOI", doi).put("type", "journal-article");
        work.putArray("title").add(title);
        work.putArray("container-title").add("Annals of Wet Wood");
        work.put("volume", "7").put("issue", "2").put("page", "33-48");
        work.putArray("author").addObject().put("family", "Okafor").put("given", "Ngozi");
        work.putObject("issued").putArray("date-parts").addArray().add(2019);
        return work;
    }

    private static Scripted works(JsonNode... works) {
        ObjectNode answer = object().put("status", "ok").put("message-type", "work-list");
        List.of(works).forEach(answer.putObject("message").putArray("items")::add);
        return new Scripted(200, "X-Rate-Limit-Limit", "50", answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Scripted status(int status) {
        return new Scripted(status, "X-None", "1", new byte[0]);
    }

    /**
     * Publishes an article with these references and waits until they are matched against the imported set of works.
     * Returns the path of the article.
     */
    private String published(String... texts) {
        String id = Fixtures.article(Fixtures.journal());
        ObjectNode patch = object();
        for (String text : texts) {
            patch.withArray("references").addObject().put("text", text);
        }
        Fixtures.patch(asAdmin(), "/v1/articles/" + id, patch).then().statusCode(200);
        Fixtures.publish(id);
        Fixtures.await(() -> sql.first(
                        "select position >= (select max(position) from change where id = ?::uuid) from follower"
                                + " where name = 'outside-works'",
                        row -> row.getBoolean(1),
                        id)
                .orElse(false));
        Fixtures.await(() -> set.state().isLookedUp());
        return "/v1/articles/" + id;
    }

    /** Sends requests until no request is due. */
    private void go() {
        boolean more = true;
        while (more) {
            more = asking.step();
        }
    }

    private long place() {
        return sql.first("select position from crossref_place", row -> row.getLong(1))
                .orElseThrow();
    }

    private JsonNode item(String article, int number) {
        return body(asReader().get(article + "/references")).at("/items/" + (number - 1));
    }

    @Test
    void an_unambiguous_crossref_match_is_stored_and_not_requested_again() {
        String title = "Timber and " + letters() + " ropes of harbours in brackish northern water";
        String doi = "10.5555/" + letters().toLowerCase(Locale.ROOT);
        answers.add(works(work("Timber and something else in another sea", "10.5555/else"), work(title, doi)));
        String article = published("Ibid., p. 3.", "Ice. doi:10.5555/ice", printed(title));
        go();
        assertEquals(1, questions.size(), questions.toString());
        String question = URLDecoder.decode(questions.get(0), StandardCharsets.UTF_8);
        assertTrue(
                question.startsWith("/works?query.bibliographic=" + printed(title) + "&rows=5&select=DOI,"), question);
        assertTrue(question.endsWith("&mailto=office@journal.example"), question);
        assertEquals("Offprint (mailto:office@journal.example)", agents.get(0));
        JsonNode work = item(article, 3).get("found");
        assertEquals(doi, work.get("doi").textValue());
        assertEquals("crossref", work.get("source").textValue());
        assertFalse(item(article, 3).get("reference").has("doi"));
        published(printed(title));
        clock.pass(Duration.ofMinutes(1));
        go();
        assertEquals(1, questions.size(), "The same query was sent again");
    }

    @Test
    void an_ambiguous_crossref_result_is_not_stored_as_a_match_and_is_requested_again_after_it_expires() {
        String title = "Salt and " + letters() + " on northern ropes";
        answers.add(works(work(title, "10.5555/one"), work(title, "10.5555/two")));
        String article = published(printed(title));
        long before = sql.first("select max(position) - 1 from change", row -> row.getLong(1))
                .orElseThrow();
        go();
        assertFalse(item(article, 1).has("found"));
        assertEquals(1, questions.size());
        clock.pass(RETENTION.plusDays(1));
        for (int i = 0; i < 10 && place() > 0; i++) {
            asking.step();
        }
        assertEquals(0, place(), "The expired result was not removed");
        sql.update("update crossref_place set position = ?", before);
        answers.add(works(work(title, "10.5555/one")));
        go();
        assertEquals(2, questions.size());
        assertEquals("10.5555/one", item(article, 1).at("/found/doi").textValue());
    }

    @Test
    void crossref_response_headers_control_the_request_rate_and_the_retry_time() {
        Scripted slow = works();
        answers.add(new Scripted(429, "Retry-After", "600", new byte[0]));
        answers.add(new Scripted(200, "X-Rate-Limit-Interval", "1s", slow.body()));
        answers.add(works());
        published(printed("One " + letters() + " of two"), printed("Two " + letters() + " of two"));
        go();
        assertEquals(1, questions.size());
        clock.pass(Duration.ofSeconds(590));
        go();
        assertEquals(1, questions.size(), "A request was sent too early");
        clock.pass(Duration.ofSeconds(11));
        go();
        assertEquals(2, questions.size());
        assertEquals(questions.get(0), questions.get(1));
        clock.pass(Duration.ofMillis(900));
        go();
        assertEquals(2, questions.size(), "The default rate is one request per second");
        clock.pass(Duration.ofMillis(200));
        go();
        assertEquals(3, questions.size());
    }

    @Test
    void requests_to_crossref_are_retried_after_an_outage() {
        answers.add(status(503));
        answers.add(new Scripted(200, "X-None", "1", new byte[3 << 20]));
        answers.add(new Scripted(200, "X-None", "1", "<html>".getBytes(StandardCharsets.UTF_8)));
        answers.add(works());
        published(printed("Hard " + letters() + " question"), printed("Easy " + letters() + " question"));
        for (int i = 1; i <= 3; i++) {
            go();
            assertEquals(i, questions.size());
            clock.pass(Duration.ofSeconds(40));
            go();
            assertEquals(i, questions.size(), "A request was repeated within a minute");
            clock.pass(Duration.ofMinutes(20));
        }
        go();
        assertEquals(4, questions.size());
        assertEquals(1, questions.subList(0, 3).stream().distinct().count());
        assertFalse(questions.get(3).equals(questions.get(0)));
    }

    @Test
    void redirects_from_crossref_are_not_followed() {
        answers.add(new Scripted(
                302, "Location", "http://127.0.0.1:" + server.getAddress().getPort() + "/inside", new byte[0]));
        published(printed("Led " + letters() + " astray"));
        go();
        assertEquals(1, questions.size());
        assertTrue(questions.get(0).startsWith("/works?"), questions.toString());
    }

    @Test
    void overlong_references_are_truncated_at_a_space_in_requests_to_crossref() {
        assertEquals(
                "word ".repeat(99) + "word",
                CrossrefResolver.queryText(
                        Json.read(object().put("text", "word ".repeat(300)).toString(), Reference.class)));
    }
}
