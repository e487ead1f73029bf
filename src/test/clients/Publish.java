import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SignatureException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.offprint.client.ApiClient;
import org.offprint.client.ApiException;
import org.offprint.client.Lists;
import org.offprint.client.Offprint;
import org.offprint.client.ProblemException;
import org.offprint.client.Webhooks;
import org.offprint.client.api.AffiliationsApi;
import org.offprint.client.api.ArticlesApi;
import org.offprint.client.api.BackupApi;
import org.offprint.client.api.ChangesApi;
import org.offprint.client.api.ExportsApi;
import org.offprint.client.api.ImportsApi;
import org.offprint.client.api.IssuesApi;
import org.offprint.client.api.JournalsApi;
import org.offprint.client.api.PublishingApi;
import org.offprint.client.model.AffiliationInContributor;
import org.offprint.client.model.AffiliationInput;
import org.offprint.client.model.ArticleInput;
import org.offprint.client.model.ArticleTypeInput;
import org.offprint.client.model.ContributorInput;
import org.offprint.client.model.FoundJournalView;
import org.offprint.client.model.IdOrRecord;
import org.offprint.client.model.IssueInput;
import org.offprint.client.model.JournalInput;
import org.offprint.client.model.JournalPage;
import org.offprint.client.model.PublicationInput;
import org.offprint.client.model.SectionInput;

/**
 * Creates and publishes an issue with an article, with the library offprint-client. Also tests responses that are files
 * or redirects, and the classes for lists, changes, retries, errors and webhooks. Uses the services at OFFPRINT_URL and
 * OFFPRINT_LATER_URL with the key in OFFPRINT_ADMIN_KEY.
 */
public class Publish {

    public static void main(String[] arguments) throws Exception {
        ApiClient client = Offprint.connect(System.getenv("OFFPRINT_URL"), System.getenv("OFFPRINT_ADMIN_KEY"));
        JournalsApi journals = new JournalsApi(client);
        ArticlesApi articles = new ArticlesApi(client);
        PublishingApi publishing = new PublishingApi(client);
        ExportsApi exports = new ExportsApi(client);

        var journal = journals.createJournal(new JournalInput()
                        .title("Bulletin of Generated Clients")
                        .language("en")
                        .addSectionsItem(new SectionInput().title("Articles")))
                .execute();
        var college = new AffiliationsApi(client)
                .createAffiliation(
                        new AffiliationInput().name("College of Examples").country("PT"))
                .execute();
        var issue = new IssuesApi(client)
                .createIssue(new IssueInput()
                        .journal(new IdOrRecord(journal.getId()))
                        .volume("1")
                        .number("1")
                        .year(2025))
                .execute();
        var draft = articles.createArticle(new ArticleInput()
                        .journal(new IdOrRecord(journal.getId()))
                        .issue(new IdOrRecord(issue.getId()))
                        .section(new IdOrRecord(journal.getSections().get(0).getId()))
                        .type(ArticleTypeInput.RESEARCH_ARTICLE)
                        .language("en")
                        .title("On Clients in Java")
                        .addContributorsItem(new ContributorInput()
                                .given("Ada")
                                .family("Moreira")
                                .addAffiliationsItem(new AffiliationInContributor(college.getId()))))
                .execute();
        var published = publishing
                .publishArticle(draft.getId())
                .ifMatch("*")
                .publicationInput(new PublicationInput().note("The first."))
                .execute();
        expect("published".equals(published.getStatus()), published);
        publishing.publishIssue(issue.getId()).ifMatch("*").execute();

        // Operations that return redirects, which the client follows.
        expect(issue.getId().equals(journals.getCurrentIssue(journal.getId()).execute().getId()), issue);
        var contents = journals.getCurrentContents(journal.getId()).execute();
        expect(contents.toJson().contains(published.getId()), contents);
        var identified = exports.findByIdentifier().slug(published.getSlug()).execute();
        expect(published.getId().equals(identified.get("id")), identified);

        // Operations that return files.
        expect(text(exports.getExport(published.getId(), "ris").execute()).contains("TI  - On Clients in Java"), "RIS");
        expect(text(exports.getExport(published.getId(), "csl").execute()).contains("On Clients in Java"), "CSL");
        expect(exports.exportArticles().execute().length() > 100, "articles");
        expect(exports.exportArticlesAsJats().execute().length() > 100, "articles as JATS");
        expect(exports.exportRecords().execute().length() > 100, "records");
        String backup = text(new BackupApi(client).getBackup().execute());
        expect(backup.lines().count() > 10 && backup.contains(published.getId()), "backup");
        File file = File.createTempFile("offprint", ".bib");
        Files.writeString(file.toPath(), "@article{a, title = {A File}, author = {Moreira, Ada}, year = 2025}");
        var imports = new ImportsApi(client);
        var job = imports.createImport(file)
                .journal(journal.getId())
                .validateOnly(true)
                .execute();
        expect(imports.getImport(job.getId().toString()).execute().getFiles().size() == 1, job);

        try {
            articles.getArticle("no-such-article").execute();
            throw new AssertionError("There is such an article.");
        } catch (ApiException failure) {
            var problem = new ProblemException(failure);
            expect(problem.status() == 404, failure);
            expect(problem.problem().orElseThrow().getType().equals("/problems/not-found"), problem);
        }

        // Lists with several pages, and changes.
        var second = journals.createJournal(
                        new JournalInput().title("Bulletin of the Second Page").language("en"))
                .execute();
        List<String> ids = ids(journals, null);
        expect(ids.containsAll(List.of(journal.getId(), second.getId())), ids);
        expect(ids.size() == Set.copyOf(ids).size(), ids);
        // Lists in the order of relevance have page numbers. The search finds new journals after a few seconds.
        List<String> found = List.of();
        for (int attempt = 0; attempt < 100 && found.size() < 2; attempt++) {
            Thread.sleep(200);
            found = ids(journals, "bulletin");
        }
        expect(found.size() >= 2 && found.size() == Set.copyOf(found).size(), found);
        var changes = new ChangesApi(client);
        var reasons = Lists.changes(
                        () -> changes.listChanges().journal(journal.getId()).limit(1), null, Duration.ZERO)
                .map(page -> page.getItems().get(0).getReason())
                .collect(Collectors.toList());
        expect(reasons.size() > 1 && reasons.contains("published"), reasons);

        // Later versions can add members and values, which clients must accept.
        ApiClient later = Offprint.connect(System.getenv("OFFPRINT_LATER_URL"));
        var article = new ArticlesApi(later).getArticle(published.getSlug()).execute();
        expect("value-of-a-later-version".equals(article.getType()), article);
        expect("value-of-a-later-version".equals(article.getContributors().get(0).getRole()), article);
        var change = Lists.changes(
                        () -> new ChangesApi(later).listChanges().journal(journal.getId()),
                        null,
                        Duration.ofSeconds(30))
                .findFirst()
                .orElseThrow();
        expect("value-of-a-later-version".equals(change.getItems().get(0).getReason()), change);

        testRetries();
        testWebhooks();
        System.out.println("Java: published " + published.getLinks().get("self"));
    }

    private static List<String> ids(JournalsApi journals, String query) {
        return Lists.items(
                        (cursor, number) -> journals.listJournals()
                                .q(query)
                                .limit(1)
                                .cursor(cursor)
                                .page(number)
                                .execute(),
                        JournalPage::getItems,
                        JournalPage::getPage)
                .map(FoundJournalView::getId)
                .collect(Collectors.toList());
    }

    /** Tests retries with a service that rejects two requests, and then requests a longer wait than the client accepts. */
    private static void testRetries() throws Exception {
        Queue<Map.Entry<Integer, String>> responses = new ArrayDeque<>(List.of(
                Map.entry(503, "0"),
                Map.entry(429, "Tue, 03 Jun 2008 11:05:30 GMT"),
                Map.entry(200, ""),
                Map.entry(503, "3600")));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "{\"items\": [], \"next\": \"7\"}".getBytes(StandardCharsets.UTF_8);
            var response = responses.remove();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            if (!response.getValue().isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", response.getValue());
            }
            exchange.sendResponseHeaders(response.getKey(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            var changes = new ChangesApi(
                    Offprint.connect("http://127.0.0.1:" + server.getAddress().getPort()));
            expect("7".equals(changes.listChanges().execute().getNext()), responses);
            try {
                changes.listChanges().execute();
                throw new AssertionError("The client waited too long.");
            } catch (ApiException failure) {
                var problem = new ProblemException(failure);
                expect(problem.status() == 503 && problem.problem().isEmpty(), problem);
                expect(problem.retryAfter().orElseThrow().equals(Duration.ofHours(1)), problem);
            }
        } finally {
            server.stop(0);
        }
    }

    /** Tests the example of Standard Webhooks. */
    private static void testWebhooks() throws Exception {
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        String signature = "v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        String body = "{\"test\": 2432232314}";
        expect(isValid(secret, signature, body, 0), "valid");
        expect(!isValid(secret, signature, body + " ", 0), "changed body");
        expect(!isValid(secret, signature, body, 301), "old request");
        expect(!isValid(secret, "v1,%%%", body, 0), "invalid signature");
        expect(!isValid(secret, null, body, 0), "no signature");
        expect(!isValid("whsec_AAAA", signature, body, 0), "other secret");
        expect(!isValid("", signature, body, 0), "no secret");
    }

    private static boolean isValid(String secret, String signature, String body, int age) {
        long time = 1614265330;
        UnaryOperator<String> header = name -> name.equals("webhook-id")
                ? "msg_p5jXN8AQM9LWM0D4loKWxJek"
                : name.equals("webhook-timestamp") ? String.valueOf(time) : signature;
        Clock clock = Clock.fixed(Instant.ofEpochSecond(time + age), ZoneOffset.UTC);
        try {
            var event = Webhooks.verify(secret, header, body.getBytes(StandardCharsets.UTF_8), clock);
            return event.get("test").getAsLong() == 2432232314L;
        } catch (SignatureException e) {
            return false;
        }
    }

    private static String text(File file) throws Exception {
        return Files.readString(file.toPath());
    }

    private static void expect(boolean holds, Object what) {
        if (!holds) {
            throw new AssertionError(String.valueOf(what));
        }
    }
}
