package org.offprint.web.api.references;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.kernel.json.JsonText;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.json.Text;
import org.offprint.platform.http.filters.BodyLimit;
import org.offprint.references.pasted.Bibliography;
import org.offprint.references.pasted.PastedReference;

/** Reads references from a request body, which is a JSON list or the plain text of a bibliography. */
final class ReferenceRequestBody {

    /** Maximum number of references in a request. */
    static final int MAX_REFERENCES = 1_000;

    /** Maximum number of references in a request that has no API key. */
    static final int MAX_ANONYMOUS_REFERENCES = 100;

    /** Maximum size of a request body without an API key, in bytes. */
    static final int MAX_ANONYMOUS_BYTES = 100_000;

    /** Maximum length of a printed reference, in characters. */
    static final int MAX_LENGTH = 10_000;

    /** Maximum number of lines in a bibliography. */
    private static final int MAX_LINES = 50_000;

    private ReferenceRequestBody() {}

    /** Request body with printed references. */
    @Schema(name = "ReferenceTexts", description = "References to parse.")
    record ReferenceTexts(
            @NotEmpty
            @Size(max = MAX_REFERENCES)
            @Schema(required = true, description = "References as printed, in any style and language.")
            List<@NotBlank @Size(max = MAX_LENGTH) String> references) {}

    /**
     * Parses the references in a request body.
     *
     * @param isAnonymous whether the request has no API key, so that lower limits apply
     * @throws org.offprint.kernel.faults.ProblemException 400 if the body is not JSON, 413 if the body is too large,
     *     422 with all errors if it is invalid
     */
    static List<PastedReference> read(InputStream body, HttpHeaders headers, boolean isAnonymous) {
        MediaType type = headers.getMediaType();
        try {
            InputStream limited = isAnonymous ? limited(body) : body;
            long limit = isAnonymous ? MAX_ANONYMOUS_BYTES : BodyLimit.MAX_BYTES;
            long length = headers.getLength() < 0 ? limit : headers.getLength();
            int most = isAnonymous ? MAX_ANONYMOUS_REFERENCES : MAX_REFERENCES;
            return type != null && type.isCompatible(MediaType.TEXT_PLAIN_TYPE)
                    ? split(text(limited, length), most)
                    : list(JsonText.read(limited, length), most);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the whole body of an anonymous request into memory, up to the size limit for such requests. */
    private static InputStream limited(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_ANONYMOUS_BYTES + 1);
        if (bytes.length > MAX_ANONYMOUS_BYTES) {
            throw Problems.tooLarge("At most " + MAX_ANONYMOUS_BYTES + " bytes are accepted without an API key. With a"
                    + " key, at most " + BodyLimit.MAX_BYTES + " bytes are accepted.");
        }
        return new ByteArrayInputStream(bytes);
    }

    private static List<PastedReference> list(JsonText json, int most) {
        DocumentMemoryLimit.acquire(json.length());
        JsonNode tree = json.tree();
        RecordReader reader = new RecordReader();
        ReferenceTexts sent = reader.read(tree, ReferenceTexts.class);
        reader.check("The list of references");
        if (sent.references().size() > most) {
            throw Problems.invalid(
                    "The list of references",
                    List.of(Finding.at(
                            "/references",
                            "size",
                            atMost(most) + ", but the list has "
                                    + sent.references().size() + ".")));
        }
        return sent.references().stream().map(PastedReference::of).toList();
    }

    private static String text(InputStream body, long length) throws IOException {
        DocumentMemoryLimit.acquireForBody(length);
        byte[] bytes = body.readAllBytes();
        DocumentMemoryLimit.acquire(bytes.length);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .replace('\f', '\n')
                    .replace('\u000B', '\n');
            String fault = Text.fault(text);
            if (fault != null) {
                throw invalid("", "text-not-storable", fault);
            }
            return Normalizer.normalize(text, Normalizer.Form.NFC);
        } catch (CharacterCodingException e) {
            throw invalid("", "text-not-storable", "Must be text in UTF-8.");
        }
    }

    private static String atMost(int most) {
        return "At most " + most + " references are accepted"
                + (most == MAX_ANONYMOUS_REFERENCES ? " without an API key" : "");
    }

    private static List<PastedReference> split(String text, int most) {
        if (text.chars().filter(c -> c == '\n' || c == '\r').count() > MAX_LINES) {
            throw invalid("", "size", "Must have at most " + MAX_LINES + " lines.");
        }
        List<PastedReference> references = Bibliography.split(text);
        if (references.isEmpty()) {
            throw invalid("", "required", "Must contain at least one reference.");
        }
        if (references.size() > most) {
            throw invalid(
                    "/references/" + most,
                    "size",
                    atMost(most) + ", but the bibliography has " + references.size()
                            + ". The first reference over the limit begins: " + excerpt(references.get(most)));
        }
        for (int i = 0; i < references.size(); i++) {
            if (references.get(i).text().length() > MAX_LENGTH) {
                throw invalid(
                        "/references/" + i,
                        "size",
                        "A reference must have at most " + MAX_LENGTH
                                + " characters. The following reference is longer: "
                                + excerpt(references.get(i)));
            }
        }
        return references;
    }

    private static String excerpt(PastedReference reference) {
        String text = reference.text();
        return Text.withoutUnpairedSurrogates(text.length() > 60 ? text.substring(0, 60) + "…" : text);
    }

    private static RuntimeException invalid(String pointer, String code, String message) {
        return Problems.invalid("The bibliography", List.of(Finding.at(pointer, code, message)));
    }
}
