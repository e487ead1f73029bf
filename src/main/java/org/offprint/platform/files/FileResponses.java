package org.offprint.platform.files;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.platform.files.store.FileStore;
import org.offprint.platform.files.store.Sha256;
import org.offprint.platform.files.types.ContentDisposition;
import org.offprint.platform.files.types.FileType;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.caching.Conditions;
import org.offprint.platform.http.streaming.ByteRange;
import org.offprint.platform.http.streaming.FileResponse;

/**
 * Builds HTTP responses with file content: complete, partial (RFC 9110, section 14), or not modified. Scripts in
 * article files cannot run with the origin of this service.
 */
@ApplicationScoped
public class FileResponses {

    private final FileStore store;
    private final FileContents contents;
    private final CurrentVertxRequest current;
    private final Duration timeout;

    FileResponses(
            FileStore store,
            FileContents contents,
            CurrentVertxRequest current,
            @ConfigProperty(name = "offprint.answers.patience") Duration timeout) {
        this.store = store;
        this.contents = contents;
        this.current = current;
        this.timeout = timeout;
    }

    /**
     * Builds the response to a request for a file.
     *
     * @param content file content to send
     * @param name name under which the client saves the file
     * @param policy cache policy of the URL
     * @param isDownload whether the client requests an attachment
     * @throws org.offprint.kernel.faults.ProblemException 404 if the content is missing because it was not restored
     *     with the store; 416 if the requested range is outside of the file
     */
    public Response.ResponseBuilder answer(
            Content content, String name, CachePolicy policy, boolean isDownload, HttpHeaders request, String method) {
        Sha256 hash = new Sha256(content.sha256());
        String etag = etag(content.sha256());
        boolean notModified =
                Conditions.notModified(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), null, etag, null);
        Optional<ByteRange> range =
                notModified || !method.equals("GET") ? Optional.empty() : range(content, etag, request);
        if (range.filter(asked -> asked == ByteRange.UNSATISFIABLE).isPresent()) {
            throw Problems.rangeNotSatisfiable(content.size());
        }
        ByteRange sent = range.orElse(new ByteRange(0, content.size() - 1));
        Response.ResponseBuilder response = Response.status(notModified ? 304 : range.isPresent() ? 206 : 200)
                .header(HttpHeaders.ETAG, etag);
        policy.on(response);
        if (notModified) {
            return response;
        }
        FileType type = FileType.stored(content.mediaType());
        // The content security policy of the file replaces the default policy. If the response contained two policies,
        // both would apply.
        current.getCurrent().response().headers().set("Content-Security-Policy", type.contentSecurityPolicy());
        response.header("Accept-Ranges", "bytes")
                .header("Repr-Digest", "sha-256=:" + hash.base64() + ":")
                .header(HttpHeaders.CONTENT_TYPE, type.servedAs())
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.of(name, type.isInline() && !isDownload));
        range.ifPresent(part -> response.header("Content-Range", part.of(content.size())));
        if (method.equals("HEAD")) {
            return response.header(HttpHeaders.CONTENT_LENGTH, content.size());
        }
        return response.entity(bytes(hash, sent));
    }

    /** Returns the entity tag of a file with the given SHA-256 hash. */
    public static String etag(String sha256) {
        return '"' + sha256.substring(0, 32) + '"';
    }

    private static Optional<ByteRange> range(Content content, String etag, HttpHeaders request) {
        String condition = request.getHeaderString("If-Range");
        // The content is identified by its hash, so a date in If-Range is not accepted as a strong validator.
        boolean isSame = condition == null || condition.strip().equals(etag);
        return isSame ? ByteRange.read(request.getHeaderString("Range"), content.size()) : Optional.empty();
    }

    private FileResponse bytes(Sha256 hash, ByteRange range) {
        try {
            Optional<Path> path = store.path(hash);
            if (path.isPresent()) {
                return FileResponse.ofDisk(path.get(), range.first(), range.length(), timeout);
            }
            Optional<byte[]> text = contents.text(hash.value());
            if (text.isPresent()) {
                return FileResponse.ofStream(
                        () -> new ByteArrayInputStream(text.get(), (int) range.first(), (int) range.length()),
                        range.length(),
                        timeout);
            }
            if (!store.has(hash)) {
                throw Problems.notFound("stored content of file", hash.value());
            }
            return FileResponse.ofStream(
                    () -> store.open(hash, range.first(), range.length()), range.length(), timeout);
        } catch (IOException e) {
            throw Problems.unavailable("The file store does not answer. Retry later.", 10);
        }
    }
}
