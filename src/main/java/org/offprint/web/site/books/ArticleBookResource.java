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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.formats.TdmReservation;
import org.offprint.formats.epub.EpubMetadata;
import org.offprint.formats.epub.EpubWriter;
import org.offprint.formats.fulltext.stored.FullTexts.StoredText;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.services.usage.UsageRecorder;
import org.offprint.services.usage.UsedItem;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.articles.ArticleReads;
import org.offprint.web.site.pages.InterfaceLanguage;

/** REST resource for published articles as e-books. */
@Path("/v1/articles/{id}/exports/epub")
@Tag(name = "Exports")
@PermitAll
public class ArticleBookResource {

    private final ArticleReads reads;
    private final BookChapters chapters;
    private final BookResponses books;
    private final PublicUrl publicUrl;
    private final TdmReservation reservation;
    private final UsageRecorder usage;

    ArticleBookResource(
            ArticleReads reads,
            BookChapters chapters,
            BookResponses books,
            PublicUrl publicUrl,
            TdmReservation reservation,
            UsageRecorder usage) {
        this.reads = reads;
        this.chapters = chapters;
        this.books = books;
        this.publicUrl = publicUrl;
        this.reservation = reservation;
        this.usage = usage;
    }

    @GET
    @QuotaOf(QuotaClass.EXPORT)
    @Produces(EpubWriter.MEDIA_TYPE)
    @ResponseHeaders(
            value = {"ETag", "tdm-reservation", "tdm-policy"},
            withBody = "Content-Disposition")
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "getArticleEpub",
            summary = "Get an article as an e-book",
            description = "Returns the newest version with its full text and images as an e-book in the format EPUB"
                    + " 3.3. Reading systems on phones, tablets and e-readers show it without a network"
                    + " connection.")
    @APIResponse(
            responseCode = "200",
            description = "The article as an EPUB file.",
            content =
                    @Content(
                            mediaType = EpubWriter.MEDIA_TYPE,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "304", description = "The client's copy is current.")
    @APIResponse(
            responseCode = "409",
            description = "The article has no full text in JATS or HTML. `errors` states what is missing.")
    @APIResponse(responseCode = "410", description = "The article was withdrawn.")
    public Response getArticleEpub(
            @PathParam("id") @Parameter(description = "Id or slug of the article.") String id,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            @Context RoutingContext context) {
        books.requireAccepted(headers, EpubWriter.MEDIA_TYPE);
        PublishedDocument published = reads.published(id);
        Optional<StoredText> text = chapters.text(published);
        if (text.isEmpty()) {
            throw Problems.incomplete(
                    "The article cannot be exported as " + EpubWriter.TITLE, List.of(EpubWriter.MISSING_TEXT));
        }
        String base = publicUrl.base(uri);
        PublishedRecord record = PublishedRecord.read(published);
        Response response = reservation
                .addTo(
                        books.answer(
                                context,
                                headers,
                                published.etag() + '\n' + text.get().tag() + '\n' + base,
                                published.slug(),
                                metadata(record, published, base),
                                book -> book.add(chapters.chapter(record, text, null, book.nextName(), base))),
                        published)
                .build();
        usage.record(UsedItem.text(published.id(), true), response.getStatus(), context.request());
        return response;
    }

    private EpubMetadata metadata(PublishedRecord record, PublishedDocument published, String base) {
        ArticleBody body = record.body();
        String language = body.language().value();
        String license = body.license() == null || body.license().url() == null
                ? null
                : body.license().url().value();
        return new EpubMetadata(
                record.doi() == null
                        ? "urn:uuid:" + published.id()
                        : "doi:" + record.doi().value(),
                record.titlePrefix() + record.title(),
                language,
                InterfaceLanguage.directionOf(language),
                names(record),
                record.journal().publisher(),
                record.published() == null ? null : record.published().value(),
                published.modifiedAt(),
                license,
                record.doi() == null
                        ? record.landingPage().replace(PublishedRecord.BASE_URL, base)
                        : record.doi().url(),
                body.keywords(),
                record.journal().title(),
                reservation.value(license),
                reservation.policy());
    }

    private static List<String> names(PublishedRecord record) {
        return record.authors().stream().map(ContributorNames::displayed).toList();
    }
}
