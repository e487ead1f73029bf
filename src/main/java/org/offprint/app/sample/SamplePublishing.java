package org.offprint.app.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleReader;
import org.offprint.journal.articles.notices.RetractionInput;
import org.offprint.journal.articles.notices.WithdrawalInput;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.publishing.IssuePublicationInput;
import org.offprint.journal.publishing.IssuePublishing;
import org.offprint.journal.publishing.PublicationInput;
import org.offprint.journal.publishing.Publishing;
import org.offprint.journal.publishing.Withdrawals;
import org.offprint.journal.publishing.WorkingCopies;
import org.offprint.journal.publishing.typesetting.Typesetting;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.platform.security.Editor;

/** Runs the sample data steps that publish issues, and that create, change or publish articles. */
@Singleton
class SamplePublishing {

    private static final Editor SAMPLE = new Editor(null, "sample data");

    private final IssuePublishing issuePublishing;
    private final ArticleReader articleReader;
    private final Typesetting typesetting;
    private final WorkingCopies workingCopies;
    private final Publishing publishing;
    private final Withdrawals withdrawals;
    private final SampleFiles files;
    private final FileContents contents;

    SamplePublishing(
            IssuePublishing issuePublishing,
            ArticleReader articleReader,
            Typesetting typesetting,
            WorkingCopies workingCopies,
            Publishing publishing,
            Withdrawals withdrawals,
            SampleFiles files,
            FileContents contents) {
        this.issuePublishing = issuePublishing;
        this.articleReader = articleReader;
        this.typesetting = typesetting;
        this.workingCopies = workingCopies;
        this.publishing = publishing;
        this.withdrawals = withdrawals;
        this.files = files;
        this.contents = contents;
    }

    void createArticle(UUID id, JsonNode body, WriteContext write) {
        workingCopies.create(articleReader.readNew(body), id, SAMPLE, write);
    }

    /** Runs a sample data step that changes an article. */
    void perform(String operation, Article article, JsonNode body, WriteContext write) {
        switch (operation) {
            case "patchArticle" -> patch(article, body, "edited", write);
            case "addFiles" -> addFiles(article, body, write);
            case "publishArticle" -> publishing.publish(article, read(body, PublicationInput.class), SAMPLE, write);
            case "withdrawArticle" -> withdrawals.withdraw(article, read(body, WithdrawalInput.class), SAMPLE, write);
            case "retractArticle" ->
                withdrawals.retract(article, read(body, RetractionInput.class).retraction(), SAMPLE, write);
            default ->
                throw new IllegalArgumentException("The sample data contains the unknown operation " + operation + ".");
        }
    }

    void publishIssue(UUID id, JsonNode body, WriteContext write) {
        IssuePublicationInput input = read(body, IssuePublicationInput.class);
        issuePublishing.publish(Issue.lock(id.toString()), List.of(), input, SAMPLE, write);
    }

    private void patch(Article article, JsonNode body, String action, WriteContext write) {
        JsonNode present = Json.tree(typesetting.forEditors(article));
        workingCopies.change(article, articleReader.readPatched(body, true, present, article), action, SAMPLE, write);
    }

    /**
     * Adds files to an article of the sample journal. The {@code from} member of each file names the resource with its
     * content.
     */
    private void addFiles(Article article, JsonNode body, WriteContext write) {
        JsonNode present = Json.tree(typesetting.forEditors(article));
        ArrayNode all = present.path("files").deepCopy();
        for (JsonNode each : body.path("files")) {
            ObjectNode file = each.deepCopy();
            String from = file.remove("from").textValue();
            Content content = files.store(from, file.path("name").textValue());
            contents.attach(article.id, content, write.now());
            all.add(file.put("sha256", content.sha256()));
        }
        patch(article, Json.tree(Map.of("files", all)), "file-added", write);
    }

    private <T extends Record> T read(JsonNode body, Class<T> type) {
        RecordReader reader = new RecordReader();
        T input = reader.read(body, type);
        reader.check("The sample");
        return input;
    }
}
