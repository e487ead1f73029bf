package org.offprint.api.exports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offprint.formats.Formats;
import org.offprint.formats.Renderings;
import org.offprint.formats.Signposts;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.Envelope.Batch;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.Rendering;
import org.offprint.http.Accept;
import org.offprint.http.PublicUrl;
import org.offprint.http.caching.EntityTag;
import org.offprint.http.caching.Reply;
import org.offprint.http.load.DocumentMemory;
import org.offprint.http.problem.ProblemException;
import org.offprint.http.problem.Problems;
import org.offprint.publishing.ReadyDocuments.Ready;

/** Answers with a published article in another format. */
@ApplicationScoped
public class ArticleExports {

    public static final String JSON = "application/json";

    private final Formats formats;
    private final Renderings renderings;
    private final Signposts signposts;
    private final PublicUrl publicUrl;

    ArticleExports(Formats formats, Renderings renderings, Signposts signposts, PublicUrl publicUrl) {
        this.formats = formats;
        this.renderings = renderings;
        this.signposts = signposts;
        this.publicUrl = publicUrl;
    }

    /**
     * The format that the client would rather have than JSON; empty where JSON is as welcome.
     *
     * @throws org.offprint.http.problem.ProblemException 406 where nothing there is would do
     */
    public Optional<Format> preferred(HttpHeaders headers) {
        List<String> offered = new ArrayList<>();
        offered.add(JSON);
        formats.all().forEach(format -> offered.addAll(format.negotiableTypes()));
        String best = Accept.of(accepted(headers)).best(offered).orElseThrow(this::notAcceptable);
        return formats.all().stream()
                .filter(format -> !best.equals(JSON) && format.negotiableTypes().contains(best))
                .findFirst()
                .map(format ->
                        RequestedStyle.of(format, Accept.of(accepted(headers)).parametersOf(best)));
    }

    private ProblemException notAcceptable() {
        List<String> there = new ArrayList<>(List.of(JSON));
        formats.all().stream()
                .filter(format -> format.negotiableTypes().contains(format.mediaType()))
                .forEach(format -> there.add(format.mediaType()));
        return Problems.notAcceptable(there).withHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    /**
     * The article in this format. Accept need only name some format there is: what decides is the path, and clients that
     * are made of the contract send the first type that an operation has.
     *
     * @throws org.offprint.http.problem.ProblemException 406 where no format is welcome; 409 where the record
     *     lacks what the format needs
     */
    public Response.ResponseBuilder answer(Format format, Ready ready, HttpHeaders headers, UriInfo uri) {
        Accept accepted = Accept.of(accepted(headers));
        if (formats.all().stream()
                .flatMap(each -> each.mediaTypes().stream())
                .noneMatch(type -> accepted.weightOf(type) > 0)) {
            throw Problems.notAcceptable(List.of(format.mediaType()));
        }
        String baseUrl = publicUrl.base(uri);
        // Stored renderings are of the size of their document.
        DocumentMemory.require(ready.document().length());
        byte[] body = body(format, ready, baseUrl);
        return Reply.toReaders(headers, body, EntityTag.of(body), ready.modifiedAt())
                .type(format.contentType())
                .header(
                        HttpHeaders.LINK,
                        signposts.headerOfFormat(ready.document().plain(), ready.etag()));
    }

    private byte[] body(Format format, Ready ready, String baseUrl) {
        Rendering rendering = rendering(format, ready);
        if (!rendering.isPossible()) {
            throw Problems.incomplete("The article cannot be written as " + format.title(), rendering.missing());
        }
        Envelope envelope = format.writer().envelope();
        Batch batch = new Batch(rendering.etag().replace("\"", ""), rendering.modifiedAt());
        ByteArrayOutputStream document = new ByteArrayOutputStream(rendering.stored().length + 1_000);
        document.writeBytes(envelope.begin(batch).getBytes(StandardCharsets.UTF_8));
        rendering.writeTo(document, baseUrl);
        document.writeBytes(envelope.end().getBytes(StandardCharsets.UTF_8));
        return document.toByteArray();
    }

    private Rendering rendering(Format format, Ready ready) {
        byte[] document = ready.document().plain();
        return format.name().equals(Formats.BIBLIOGRAPHY)
                ? Renderings.unstored(format, ready.id(), ready.etag(), ready.modifiedAt(), document)
                : renderings.of(format, ready.id(), ready.etag(), ready.modifiedAt(), document);
    }

    /** The whole header: clients may send it in several lines. */
    private static String accepted(HttpHeaders headers) {
        List<String> lines = headers.getRequestHeader(HttpHeaders.ACCEPT);
        return lines == null || lines.isEmpty() ? null : String.join(",", lines);
    }
}
