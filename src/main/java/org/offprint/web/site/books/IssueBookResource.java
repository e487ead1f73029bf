package org.offprint.web.site.books;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.formats.epub.EpubMetadata;
import org.offprint.formats.epub.EpubWriter;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.journal.issues.IssueRef;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.kernel.record.IssueBody;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.cache.ArticleSource;
import org.offprint.web.site.pages.InterfaceLanguage;
import org.offprint.web.site.pages.PlaceInJournal;
import org.offprint.web.site.records.PublishedIssues;
import org.offprint.web.site.records.PublishedIssues.IssueState;
import org.offprint.web.site.records.PublishedIssues.SectionOfIssue;
import org.offprint.web.site.records.PublishedJournals;
import org.offprint.web.site.records.PublishedJournals.PublishedJournal;

/** REST resource for published issues as e-books. */
@Path("/v1/issues/{id}/exports/epub")
@Tag(name = "Issues")
@PermitAll
public class IssueBookResource {

    private final PublishedIssues issues;
    private final PublishedJournals journals;
    private final ArticleSource documents;
    private final BookChapters chapters;
    private final BookResponses books;
    private final PublicUrl publicUrl;

    IssueBookResource(
            PublishedIssues issues,
            PublishedJournals journals,
            ArticleSource documents,
            BookChapters chapters,
            BookResponses books,
            PublicUrl publicUrl) {
        this.issues = issues;
        this.journals = journals;
        this.documents = documents;
        this.chapters = chapters;
        this.books = books;
        this.publicUrl = publicUrl;
    }

    @GET
    @QuotaOf(QuotaClass.EXPORT)
    @Produces(EpubWriter.MEDIA_TYPE)
    @ResponseHeaders(value = "ETag", withBody = "Content-Disposition")
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "getIssueEpub",
            summary = "Get an issue as an e-book",
            description = "Returns a published issue as an e-book in the format EPUB 3.3, with a table of contents and"
                    + " one chapter for each article. An article without a full text is included with its"
                    + " abstract and references.")
    @APIResponse(
            responseCode = "200",
            description = "The issue as an EPUB file.",
            content =
                    @Content(
                            mediaType = EpubWriter.MEDIA_TYPE,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "304", description = "The client's copy is current.")
    @APIResponse(responseCode = "409", description = "The issue has no published articles.")
    public Response getIssueEpub(
            @PathParam("id") ParameterValue<UUID> id,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            @Context RoutingContext context) {
        books.requireAccepted(headers, EpubWriter.MEDIA_TYPE);
        IssueState issue = Optional.of(id.text())
                .filter(Ids::isUuidShaped)
                .flatMap(text -> issues.state(Ids.parse(text)))
                .orElseThrow(() -> Problems.notFound("issue", id.text()));
        if (issue.articles() == 0) {
            throw Problems.conflict(
                    "The issue has no published articles",
                    "Publish the articles of the issue, and repeat the request.");
        }
        PublishedJournal journal = journals.find(issue.journal()).orElseThrow();
        String base = publicUrl.base(uri);
        String place = PlaceInJournal.of(IssueRef.of(issue.id(), issue.body()));
        return books.answer(
                        context,
                        headers,
                        issue.state() + '\n' + base,
                        journal.slug() + "-" + fileName(place),
                        metadata(issue, journal, place, base),
                        book -> write(book, issue, journal, base))
                .build();
    }

    private void write(EpubWriter book, IssueState issue, PublishedJournal journal, String base) throws IOException {
        for (SectionOfIssue section : issues.contents(issue.id(), journal.body().sections())) {
            String title = section.section() == null ? null : section.section().title();
            for (ArticleSummary article : section.articles()) {
                // An article that was withdrawn in the meantime has no content.
                Optional<PublishedDocument> published =
                        documents.find(article.id().toString()).filter(found -> found.withdrawal() == null);
                if (published.isPresent()) {
                    PublishedRecord record = PublishedRecord.read(published.get());
                    book.add(chapters.chapter(record, chapters.text(published.get()), title, book.nextName(), base));
                }
            }
        }
    }

    private static EpubMetadata metadata(IssueState issue, PublishedJournal journal, String place, String base) {
        IssueBody body = issue.body();
        String language = journal.body().language().value();
        String name = journal.body().title() + (place.isEmpty() ? "" : ", " + place);
        Instant modified = issue.modifiedAt();
        return new EpubMetadata(
                body.doi() == null
                        ? "urn:uuid:" + issue.id()
                        : "doi:" + body.doi().value(),
                body.title() == null ? name : name + ": " + body.title(),
                language,
                InterfaceLanguage.directionOf(language),
                List.of(),
                journal.body().publisher(),
                body.publishedOn() == null ? null : body.publishedOn().value(),
                modified,
                null,
                body.doi() == null
                        ? base + journal.path() + "/issues/" + issue.id()
                        : body.doi().url(),
                List.of(),
                journal.body().title(),
                null,
                null);
    }

    /** Returns a file name of letters, digits, hyphens and dots. */
    private static String fileName(String place) {
        return place.isEmpty() ? "issue" : place.replaceAll("[^A-Za-z0-9.]+", "-");
    }
}
