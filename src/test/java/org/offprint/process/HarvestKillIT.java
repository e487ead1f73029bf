package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.journal.publishing.ArticleCopies;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Kills the service while a harvester reads an OAI-PMH list and editors publish articles. */
public class HarvestKillIT {

    private static final int MANY = 250;
    private static final Pattern ITEM = Pattern.compile(
            "<header(?: status=\"deleted\")?>\\s*<identifier>oai:[^:]*:([^<]*)</identifier>\\s*<datestamp>([^<]*)</datestamp>");
    private static final Pattern TOKEN = Pattern.compile("<resumptionToken[^>]*>([^<]+)</resumptionToken>");
    private static final Pattern DATE = Pattern.compile("<responseDate>([^<]*)</responseDate>");

    private final Path data = TestDatabase.temporaryDirectory();

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(data);
    }

    /**
     * Page of an OAI-PMH list of headers.
     *
     * @param stamps datestamp of each record, by record id
     * @param token resumption token of the next page, or null for the last page
     */
    public record Page(Map<String, String> stamps, String token, String responseDate) {

        /** Requests a {@code ListIdentifiers} page with these arguments. */
        public static Page of(Client reader, String arguments) {
            String text = new String(
                    reader.get("/oai?verb=ListIdentifiers&" + arguments)
                            .expect(200)
                            .bytes(),
                    StandardCharsets.UTF_8);
            Map<String, String> stamps = new HashMap<>();
            Matcher item = ITEM.matcher(text);
            while (item.find()) {
                assertNull(stamps.put(item.group(1), item.group(2)), "an id occurs twice on one page");
            }
            return new Page(stamps, first(TOKEN, text), first(DATE, text));
        }

        private static String first(Pattern pattern, String text) {
            Matcher found = pattern.matcher(text);
            return found.find() ? found.group(1) : null;
        }
    }

    @Test
    void an_oai_pmh_harvest_can_be_resumed_after_the_service_was_killed() throws Exception {
        ConcurrentLinkedQueue<String> published = new ConcurrentLinkedQueue<>();
        Set<String> before;
        Page first;
        try (ServiceProcess service = Records.service(data);
                Connection connection = service.login().connect("offprint")) {
            Client editor = Client.at(service.url());
            String journal = Records.journal(editor);
            String original = Records.published(editor, journal);
            logged(connection, original.substring(original.lastIndexOf('/') + 1));
            before = new HashSet<>(ids(connection));
            Workers.pause(1_500); // the timestamp of lists is cached for one second
            first = Page.of(editor.anonymous(), "metadataPrefix=oai_dc");
            CompletableFuture<Void> writer =
                    CompletableFuture.runAsync(() -> write(editor, journal, original, published));
            Workers.await(Duration.ofSeconds(30), "some articles are published", () -> published.size() > 5);
            service.kill9();
            writer.join();
        }
        try (ServiceProcess service = Records.service(data)) {
            Client reader = Client.at(service.url()).anonymous();
            List<String> listed = new ArrayList<>(first.stamps().keySet());
            for (String token = first.token(); token != null; ) {
                Page page = Page.of(reader, "resumptionToken=" + token);
                assertEquals(first.responseDate(), page.responseDate());
                listed.addAll(page.stamps().keySet());
                token = page.token();
            }
            assertEquals(listed.size(), new HashSet<>(listed).size(), "an id occurs twice in one list");
            assertEquals(before, new HashSet<>(listed));
            Set<String> next = walk(reader, "&from=" + first.responseDate());
            assertTrue(next.containsAll(published), "an acknowledged publication is missing");
            before.addAll(next);
            assertEquals(before, walk(reader, ""));
        }
    }

    private static Set<String> walk(Client reader, String more) {
        Set<String> ids = new HashSet<>();
        Page page = Page.of(reader, "metadataPrefix=oai_dc" + more);
        ids.addAll(page.stamps().keySet());
        while (page.token() != null) {
            page = Page.of(reader, "resumptionToken=" + page.token());
            ids.addAll(page.stamps().keySet());
        }
        return ids;
    }

    /** Adds copies of an article to the change log as if they had been published. */
    public static void logged(Connection connection, String original) throws Exception {
        List<String> statements = new ArrayList<>(ArticleCopies.of(original, MANY));
        statements.add("insert into change (kind, id, journal, op, version, reason, carried, visibility, at)"
                + " select 'article', a.id, a.journal, 'created', 1, 'published', false, 'public', clock_timestamp()"
                + " from article a where a.id <> '" + original + "'");
        Records.execute(connection, statements);
    }

    /** Returns the ids of all records that harvesters can read. */
    public static List<String> ids(Connection connection) throws Exception {
        List<String> ids = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select article::text from oai_item")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    /** Publishes and changes articles until the service has been killed. */
    private static void write(Client editor, String journal, String original, ConcurrentLinkedQueue<String> published) {
        try {
            while (true) {
                String path = Records.published(editor, journal);
                published.add(path.substring(path.lastIndexOf('/') + 1));
                editor.patch(original, Fixtures.object().put("subtitle", Fixtures.unique("Corrected")))
                        .expect(200);
                editor.put(original + "/publication", null).expect(200);
            }
        } catch (RuntimeException | AssertionError gone) {
            // The service was killed.
        }
    }
}
