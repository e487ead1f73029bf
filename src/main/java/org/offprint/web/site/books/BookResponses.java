package org.offprint.web.site.books;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.formats.epub.EpubMetadata;
import org.offprint.formats.epub.EpubWriter;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.files.types.ContentDisposition;
import org.offprint.platform.http.Accept;
import org.offprint.platform.http.caching.Conditions;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.streaming.StreamLimiter;
import org.offprint.web.site.pages.InterfaceLanguages;

/** Creates responses that contain an e-book, which is written while the client receives it. */
@ApplicationScoped
class BookResponses {

    /**
     * Maximum number of e-books written concurrently. Each e-book occupies a thread, and memory for one chapter, until
     * the client has received it. One additional slot is reserved for clients with an API key.
     */
    private static final int MAX_CONCURRENT =
            (int) Math.max(1, Math.min(8, Runtime.getRuntime().maxMemory() / (256L << 20)));

    private static final int RETRY_SECONDS = 10;
    private static final int BUFFER = 1 << 16;

    private final InterfaceLanguages languages;
    private final StreamLimiter streams;

    BookResponses(InterfaceLanguages languages, @ConfigProperty(name = "offprint.answers.patience") Duration timeout) {
        this.languages = languages;
        streams = new StreamLimiter("e-books", MAX_CONCURRENT + 1, 1, MAX_CONCURRENT + 1, timeout, RETRY_SECONDS);
    }

    /** Writes the chapters of an e-book. */
    @FunctionalInterface
    interface ChapterWriter {
        void write(EpubWriter book) throws IOException;
    }

    /**
     * Rejects a request that does not accept a media type.
     *
     * @throws org.offprint.kernel.faults.ProblemException 406 if the client does not accept the media type
     */
    void requireAccepted(HttpHeaders headers, String mediaType) {
        List<String> lines = headers.getRequestHeader(HttpHeaders.ACCEPT);
        Accept.of(lines == null || lines.isEmpty() ? null : String.join(",", lines))
                .best(List.of(mediaType))
                .orElseThrow(() -> Problems.notAcceptable(List.of(mediaType)));
    }

    /**
     * Returns a response with an e-book.
     *
     * @param state text that changes whenever the content of the e-book changes
     * @param name file name without its extension
     * @throws org.offprint.kernel.faults.ProblemException 429 or 503 if too many e-books are being written
     */
    Response.ResponseBuilder answer(
            RoutingContext context,
            HttpHeaders headers,
            String state,
            String name,
            EpubMetadata metadata,
            ChapterWriter chapters) {
        String etag = EntityTag.of((EpubWriter.VERSION + "\n" + state).getBytes(StandardCharsets.UTF_8));
        Response.ResponseBuilder response = Reply.forReaders(headers, null, etag, null)
                .type(EpubWriter.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.of(name + ".epub", false));
        boolean isThere = Conditions.notModified(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH), null, etag, null);
        if (isThere || context.request().method().name().equals("HEAD")) {
            return response;
        }
        String contentsTitle = languages.first(metadata.language()).text("contents");
        StreamLimiter.Permit permit = streams.enter(context);
        return response.entity(permit.body("The e-book " + name, client -> {
            OutputStream buffered = new BufferedOutputStream(client, BUFFER);
            EpubWriter book = new EpubWriter(buffered, metadata, contentsTitle);
            book.begin();
            chapters.write(book);
            book.finish();
            buffered.flush();
        }));
    }
}
