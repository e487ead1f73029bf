import java.io.File;
import java.nio.file.Files;
import org.offprint.client.ApiClient;
import org.offprint.client.ApiException;
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
import org.offprint.client.model.IdOrRecord;
import org.offprint.client.model.IssueInput;
import org.offprint.client.model.JournalInput;
import org.offprint.client.model.PublicationInput;
import org.offprint.client.model.SectionInput;

/**
 * Creates and publishes an issue with an article, with the client that OpenAPI Generator generates from the contract.
 * Also tests responses that are files or redirects. Uses the services at OFFPRINT_URL and OFFPRINT_LATER_URL with the
 * key in OFFPRINT_ADMIN_KEY.
 */
public class Publish {

    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.setBasePath(System.getenv("OFFPRINT_URL"));
        client.setBearerToken(System.getenv("OFFPRINT_ADMIN_KEY"));
        JournalsApi journals = new JournalsApi(client);
        ArticlesApi articles = new ArticlesApi(client);
        PublishingApi publishing = new PublishingApi(client);
        ExportsApi exports = new ExportsApi(client);

        var journal = journals.createJournal(
                new JournalInput()
                        .title("Bulletin of Generated Clients")
                        .language("en")
                        .addSectionsItem(new SectionInput().title("Articles")),
                null,
                null,
                null);
        var college = new AffiliationsApi(client)
                .createAffiliation(
                        new AffiliationInput().name("College of Examples").country("PT"), null, null, null);
        var issue = new IssuesApi(client)
                .createIssue(
                        new IssueInput()
                                .journal(new IdOrRecord(journal.getId()))
                                .volume("1")
                                .number("1")
                                .year(2025),
                        null,
                        null,
                        null);
        var draft = articles.createArticle(
                new ArticleInput()
                        .journal(new IdOrRecord(journal.getId()))
                        .issue(new IdOrRecord(issue.getId()))
                        .section(new IdOrRecord(journal.getSections().get(0).getId()))
                        .type(ArticleTypeInput.RESEARCH_ARTICLE)
                        .language("en")
                        .title("On Clients in Java")
                        .addContributorsItem(new ContributorInput()
                                .given("Ada")
                                .family("Moreira")
                                .addAffiliationsItem(new AffiliationInContributor(college.getId()))),
                null,
                null,
                null);
        var published = publishing.publishArticle(
                draft.getId(), "*", null, null, null, new PublicationInput().note("The first."));
        expect("published".equals(published.getStatus()), published);
        publishing.publishIssue(issue.getId(), "*", null, null, null, null);

        // Operations that return redirects, which the client follows.
        expect(issue.getId().equals(journals.getCurrentIssue(journal.getId()).getId()), issue);
        var contents = journals.getCurrentContents(journal.getId());
        expect(contents.toJson().contains(published.getId()), contents);
        var found = exports.findByIdentifier(null, null, null, null, published.getSlug());
        expect(published.getId().equals(found.get("id")), found);

        // Operations that return files.
        expect(
                text(exports.getExport(published.getId(), "ris", null, null, null)).contains("TI  - On Clients in Java"),
                "RIS");
        expect(text(exports.getExport(published.getId(), "csl", null, null, null)).contains("On Clients in Java"), "CSL");
        expect(exports.exportArticles(null).length() > 100, "articles");
        expect(exports.exportArticlesAsJats(null).length() > 100, "articles as JATS");
        expect(exports.exportRecords(null).length() > 100, "records");
        String backup = text(new BackupApi(client).getBackup());
        expect(backup.lines().count() > 10 && backup.contains(published.getId()), "backup");
        File file = File.createTempFile("offprint", ".bib");
        Files.writeString(file.toPath(), "@article{a, title = {A File}, author = {Moreira, Ada}, year = 2025}");
        var job = new ImportsApi(client).createImport(file, null, null, null, journal.getId(), null, null, null, true);
        expect(
                new ImportsApi(client)
                                .getImport(job.getId().toString())
                                .getFiles()
                                .size()
                        == 1,
                job);

        try {
            articles.getArticle("no-such-article", null, null, null);
            throw new AssertionError("There is such an article.");
        } catch (ApiException failure) {
            expect(failure.getCode() == 404, failure);
        }

        // Later versions can add members and values, which clients must accept.
        ApiClient later = new ApiClient();
        later.setBasePath(System.getenv("OFFPRINT_LATER_URL"));
        var article = new ArticlesApi(later).getArticle(published.getSlug(), null, null, null);
        expect("value-of-a-later-version".equals(article.getType()), article);
        expect("value-of-a-later-version".equals(article.getContributors().get(0).getRole()), article);
        var changes = new ChangesApi(later).listChanges(null, journal.getId(), null, null, null);
        expect("value-of-a-later-version".equals(changes.getItems().get(0).getReason()), changes);
        System.out.println("Java: published " + published.getLinks().get("self"));
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
