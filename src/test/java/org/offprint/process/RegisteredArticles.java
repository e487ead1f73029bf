package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;
import org.offprint.web.api.registration.FakeCrossref;
import org.offprint.web.api.registration.JournalPlans;

/**
 * Creates articles of a journal that registers with Crossref, makes waiting attempts due, and checks the registrations
 * at the end.
 */
final class RegisteredArticles {

    /** Timeout of requests that the service sends to Crossref. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(4);

    /** Maximum time during which clients may see errors after a test has cut database connections. */
    static final Duration LONGEST_LOSS = Duration.ofSeconds(10);

    static final Map<String, String> ENVIRONMENT = Map.of(
            "OFFPRINT_SECRETS_KEY", "c3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3M=",
            "OFFPRINT_PUBLIC_URL", "https://journals.example",
            "OFFPRINT_REGISTRATION_ALLOW_ANY_HOST", "true",
            "OFFPRINT_REGISTRATION_CONNECT_TIMEOUT", LONGEST_CALL.toString(),
            "OFFPRINT_REGISTRATION_REQUEST_TIMEOUT", LONGEST_CALL.toString(),
            "OFFPRINT_REGISTRATION_MASS_CHANGE_THRESHOLD", "1000000");

    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final String PREFIX = "10.55555";

    /** Maximum number of articles whose deposit files a dry run returns. */
    private static final int MOST_RENDERED = 20;

    private static final String UNDER_WAY = "('due', 'sending', 'unsure', 'submitted', 'retiring')";

    private final FakeCrossref crossref;
    private final String account;
    private final String bystander;
    private final String journal;
    private int number;

    /** Creates an account for the fake Crossref, a journal, and its registration plan. */
    RegisteredArticles(Client admin, FakeCrossref crossref) {
        this.crossref = crossref;
        account = Records.id(admin.post("/v1/registration-accounts", account("Press")));
        bystander = Records.id(admin.post("/v1/registration-accounts", account("Bystander")));
        ObjectNode described =
                Fixtures.object().put("title", "Journal of Kills").put("language", "en");
        described.putArray("issns").addObject().put("type", "electronic").put("value", Fixtures.issn());
        journal = Records.id(admin.post("/v1/journals", described));
        JournalPlans.set(admin, journal, account, "automatic", "article");
    }

    private ObjectNode account(String name) {
        ObjectNode made = Fixtures.object()
                .put("target", "crossref")
                .put("name", name)
                .put("test", true)
                .put("baseUrl", crossref.url());
        made.putObject("secret").put("value", FakeCrossref.PASSWORD);
        made.putObject("settings")
                .put("login", FakeCrossref.LOGIN)
                .put("depositorName", "Press")
                .put("depositorEmail", "deposits@journal.example")
                .put("crossmarkPolicy", PREFIX + "/policy")
                .putArray("prefixes")
                .add(PREFIX);
        return made;
    }

    String account() {
        return account;
    }

    /** Returns a DOI that no article has. */
    private String doi() {
        return PREFIX + "/k." + ++number;
    }

    /** Returns a patch that changes the DOI of an article to a new DOI. */
    ObjectNode otherDoi() {
        return Fixtures.object().put("doi", doi());
    }

    /** Returns a draft article with a unique DOI, in the form that clients send. */
    ObjectNode draft() {
        ObjectNode article = Records.article(journal);
        article.put("title", "Article " + number).put("doi", doi());
        ((ObjectNode) article.at("/contributors/0")).put("given", "Ada");
        return article;
    }

    /** Creates and publishes an article, and returns its path. */
    static String publish(Client editor, ObjectNode draft) {
        String path = "/v1/articles/" + Records.id(editor.post("/v1/articles", draft));
        editor.put(path + "/publication", null).expect(200);
        return path;
    }

    /** Returns the draft of a retraction notice for an article. */
    ObjectNode notice(String path) {
        ObjectNode notice = draft().put("type", "retraction");
        notice.putArray("relations").addObject().put("type", "isRetractionOf").put("article", id(path));
        return notice;
    }

    static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns a patch that sets this number of references of an article. The number may be zero. */
    static ObjectNode references(int count) {
        ObjectNode change = Fixtures.object();
        ArrayNode references = change.putArray("references");
        for (int i = 1; i <= count; i++) {
            references.addObject().put("key", "r" + i).put("text", "Nobody. Nothing " + i + ". 1999.");
        }
        return change;
    }

    /** Ends all claims of registration work, because the nodes with claims were killed. */
    static void endClaims(Connection connection) {
        update(
                connection,
                "update registration_attempt set claimed_until = now() - interval '1 second' where claimed_until > now()");
    }

    /** Ends claims of status queries, and claims of files that a running node would have sent long ago. */
    static void endOldClaims(Connection connection) {
        update(
                connection,
                "update registration_attempt set claimed_until = now() - interval '1 second' where id in (select id"
                        + " from registration_attempt where claimed_until > now() and (state <> 'sending'"
                        + " or started_at < now() - interval '12 seconds') for update skip locked)");
    }

    /**
     * Makes all waiting registration attempts due earlier by this duration, and wakes a node. Attempts that are being
     * sent are not changed.
     */
    void pass(Client admin, Connection connection, Duration time) {
        String interval = "interval '" + time.toSeconds() + " seconds'";
        update(
                connection,
                "update registration_attempt set ask_at = ask_at - " + interval + ", started_at = started_at - "
                        + interval
                        + ", sent_at = sent_at - " + interval + " where id in (select id from registration_attempt"
                        + " where state in ('unsure', 'received') for update skip locked)");
        update(
                connection,
                "update registration set next_at = next_at - " + interval + " where id in (select id from registration"
                        + " where state in ('due', 'retiring') and next_at > now() for update skip locked)");
        update(
                connection,
                "update registration_account set breaker_until = breaker_until - " + interval
                        + " where breaker_until > now()");
        // Resuming an account makes the node check for work.
        Workers.await(
                LONGEST_LOSS,
                "the node checks for work",
                () -> admin.delete("/v1/registration-accounts/" + bystander + "/pause")
                                .status()
                        == 200);
    }

    private static void update(Connection connection, String statement) {
        try (Statement each = connection.createStatement()) {
            each.execute(statement);
        } catch (SQLException e) {
            throw new SqlException(e);
        }
    }

    /** Repeatedly makes waiting registration attempts due, until no attempt is waiting. */
    void awaitRest(Client admin, Connection connection) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!isAtRest(connection)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Registrations are still waiting: " + open(connection));
            }
            endOldClaims(connection);
            pass(admin, connection, Duration.ofMinutes(20));
            Workers.pause(100);
        }
    }

    private static boolean isAtRest(Connection connection) {
        return Records.number(
                        connection,
                        "select (select count(*) from registration where state in " + UNDER_WAY + ")"
                                + " + (select count(*) from registration_attempt where state <> 'ended')"
                                + " + (select count(*) from registration_attempt_item where outcome is null)"
                                + " + (select count(*) from registration_plan where looking)"
                                + " + (select count(*) from follower where name = 'registration'"
                                + " and position < (select max(position) from change))")
                == 0;
    }

    private static List<String> open(Connection connection) {
        return rows(
                connection,
                "select identifier || ' ' || r.state || ' ' || coalesce(code, '') || ' ' || attempts || ' ' || failures"
                        + " || ' next ' || coalesce(next_at::text, 'none') || ' attempt ' || coalesce(t.state || ' asked '"
                        + " || asked || ' at ' || coalesce(ask_at::text, 'never') || ' claimed until '"
                        + " || coalesce(claimed_until::text, 'none') || coalesce(' ' || t.answer, ''), 'none')"
                        + " from registration r left join registration_attempt_item i on i.registration = r.id"
                        + " and i.outcome is null left join registration_attempt t on t.id = i.attempt"
                        + " where r.state in " + UNDER_WAY + " or t.id is not null union all select 'account ' || state"
                        + " || ' failures ' || failures || coalesce(' until ' || breaker_until, '')"
                        + " from registration_account limit 50");
    }

    static List<String> rows(Connection connection, String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new SqlException(e);
        }
    }

    /** Returns the history of a DOI: its deposits at the fake Crossref, its registration, and its attempts. */
    List<String> history(String doi, Connection connection) {
        List<String> history = new ArrayList<>(crossref.history(doi));
        history.addAll(rows(
                connection,
                "select 'registration: ' || state || ' ' || coalesce(hold, '') || ' ' || coalesce(code, '') || ' attempts '"
                        + " || attempts || ' failures ' || failures || ' wanted ' || left(wanted_hash, 16) || ' registered '"
                        + " || coalesce(left(registered_hash, 16), 'nothing') || ' last timestamp '"
                        + " || coalesce(last_timestamp::text, 'none') from registration where identifier = '" + doi
                        + "'"));
        history.addAll(rows(
                connection,
                "select 'attempt ' || i.number || ': ' || t.file_name || ' at ' || t.timestamp || ' ' || t.state || ' '"
                        + " || coalesce(i.outcome, 'open') || ' asked ' || t.asked || ' http '"
                        + " || coalesce(t.http_status::text, 'none') || ' began ' || t.started_at || ' ended '"
                        + " || coalesce(t.ended_at::text, 'never') from registration_attempt_item i"
                        + " join registration_attempt t on t.id = i.attempt join registration r on r.id = i.registration"
                        + " where r.identifier = '" + doi + "' order by i.number"));
        return history;
    }

    /** Returns the DOIs of test articles that occur in a text, in order. */
    static Set<String> named(String text) {
        Set<String> found = new LinkedHashSet<>();
        String start = PREFIX + "/k.";
        for (int at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
            int end = at + start.length();
            while (end < text.length() && Character.isDigit(text.charAt(end))) {
                end++;
            }
            found.add(text.substring(at, end));
        }
        return found;
    }

    /**
     * Asserts that the fake Crossref has the published state of each DOI and never observed a violation, and that all
     * articles are registered.
     */
    void assertRegistered(ServiceProcess service, Connection connection) {
        assertEquals(List.of(), crossref.violations());
        // Former DOIs of articles remain registered.
        List<String> former = rows(
                connection,
                "select identifier from registration r where state = 'held' and (exists (select from registration o"
                        + " where o.record = r.record and o.id > r.id and o.state in ('registered', 'retired'))"
                        + " or (select p.withdrawn from published_article p where p.article = r.record))");
        assertEquals(
                List.of(),
                rows(
                                connection,
                                "select identifier || ' ' || state || ' ' || coalesce(hold, '') || ' ' || coalesce(message, '')"
                                        + " from registration r where state <> (case when (select p.withdrawn"
                                        + " from published_article p where p.article = r.record) then 'retired' else 'registered' end)"
                                        + " or wanted_hash <> coalesce(registered_hash, '')")
                        .stream()
                        .filter(row -> !former.contains(row.substring(0, row.indexOf(' '))))
                        .toList(),
                "registrations that differ from the published state");
        Client admin = Client.at(service.url());
        List<String> articles = rows(connection, "select article from published_article order by article");
        int withdrawn = 0;
        for (String article : articles) {
            List<JsonNode> items = new ArrayList<>();
            admin.get("/v1/articles/" + article + "/registrations")
                    .expect(200)
                    .body()
                    .get("items")
                    .forEach(items::add);
            items.removeIf(item -> former.contains(item.get("identifier").textValue()));
            boolean isWithdrawn = Records.number(
                            connection,
                            "select count(*) from published_article where withdrawn and article = '" + article + "'")
                    == 1;
            if (isWithdrawn && items.isEmpty()) {
                // The article was withdrawn before a deposit was sent.
                continue;
            }
            withdrawn += isWithdrawn ? 1 : 0;
            assertEquals(1, items.size(), items::toString);
            assertRegistered(admin, article, isWithdrawn, items.get(0));
        }
        assertTrue(articles.size() > withdrawn, "All articles are withdrawn");
        assertFreshDepositsChangeNothing(admin, articles);
    }

    /** Asserts that a new deposit of each published article would not change its state at the fake Crossref. */
    private void assertFreshDepositsChangeNothing(Client admin, List<String> articles) {
        for (int from = 0; from < articles.size(); from += MOST_RENDERED) {
            ObjectNode run = Fixtures.object()
                    .put("journal", journal)
                    .put("target", "crossref")
                    .put("dryRun", "render");
            ArrayNode some = run.putArray("articles");
            articles.subList(from, Math.min(articles.size(), from + MOST_RENDERED))
                    .forEach(some::add);
            String path = admin.post("/v1/registration-runs", run)
                    .expect(202)
                    .body()
                    .at("/links/self")
                    .textValue();
            Workers.await(TIMEOUT, "the run has ended", () -> admin.get(path)
                    .expect(200)
                    .body()
                    .get("status")
                    .textValue()
                    .equals("done"));
            JsonNode outcomes =
                    admin.get(path + "/outcomes?limit=100").expect(200).body().get("items");
            assertEquals(some.size(), outcomes.size());
            outcomes.forEach(this::assertFreshDepositChangesNothing);
        }
    }

    private void assertFreshDepositChangesNothing(JsonNode outcome) {
        String doi = outcome.path("identifier").asText();
        FakeCrossref.RegisteredRecord deposited = crossref.registered(doi);
        if (deposited == null && outcome.path("outcome").asText().equals("created")) {
            // The article was withdrawn before a deposit was sent.
            return;
        }
        assertEquals("unchanged", outcome.path("outcome").asText(), outcome::toString);
        assertEquals(
                FakeCrossref.recordFrom(doi, outcome.path("file").textValue()).content(),
                deposited.content(),
                "Crossref's " + doi);
    }

    private void assertRegistered(Client admin, String article, boolean isWithdrawn, JsonNode registration) {
        String doi = registration.get("identifier").textValue();
        FakeCrossref.RegisteredRecord deposited = crossref.registered(doi);
        assertTrue(deposited != null && deposited.deposits() > 0, doi + " was never deposited");
        assertTrue(deposited.resource().startsWith("https://journals.example/articles/"), deposited::resource);
        String attempt = registration.at("/links/attempts").textValue() + "?limit=100";
        for (JsonNode each : admin.get(attempt).expect(200).body().get("items")) {
            String outcome = each.path("outcome").asText();
            if (outcome.equals("registered")) {
                byte[] sent = admin.get(registration.at("/links/attempts").textValue() + "/"
                                + each.get("number").intValue() + "/payload")
                        .expect(200)
                        .bytes();
                assertEquals(
                        new String(sent, StandardCharsets.UTF_8),
                        deposited.file(),
                        "The fake Crossref has the last accepted file");
                break;
            }
        }
        if (!isWithdrawn) {
            JsonNode published =
                    admin.anonymous().get("/v1/articles/" + article).expect(200).body();
            assertEquals(doi, published.get("doi").textValue().toLowerCase(Locale.ROOT));
            assertEquals(published.get("title").textValue(), deposited.title(), doi);
            assertTrue(deposited.resource().endsWith("/" + published.get("slug").textValue()), deposited::resource);
            assertEquals(
                    !published.path("references").isEmpty(),
                    deposited.has("citation_list"),
                    () -> "references of " + doi + " " + Json.write(published.path("references")).length);
            boolean isNotice = published.get("type").textValue().equals("retraction");
            assertEquals(isNotice ? List.of("retraction") : List.of(), deposited.updates(), doi);
        }
    }
}
