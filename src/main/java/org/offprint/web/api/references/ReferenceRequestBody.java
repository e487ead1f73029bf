package org.offprint.web.api.references;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
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

/** References from a request body: a JSON list, or the plain text of a bibliography. */
final class ReferenceRequestBody {

    /** Maximum number of references in a request. */
    static final int MAX_REFERENCES = 1_000;

    /** Maximum length of a reference, in characters. */
    static final int MAX_LENGTH = 10_000;

    /** Maximum number of lines in a bibliography. */
    private static final int MAX_LINES = 50_000;

    private ReferenceRequestBody() {}

    /** Request body with references. */
    @Schema(name = "ReferenceTexts", description = "References to parse.")
    record ReferenceTexts(
            @NotEmpty
            @Size(max = MAX_REFERENCES)
            @Schema(required = true, description = "References as printed, in any style and language.")
            List<@NotBlank @Size(max = MAX_LENGTH) String> references) {}

    /**
     * Parses a request body of limited size.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 if the body is not JSON, 422 with all errors if the body
     *     is invalid
     */
    static List<PastedReference> read(InputStream body, HttpHeaders headers) {
        MediaType type = headers.getMediaType();
        long length = headers.getLength() < 0 ? BodyLimit.MAX_BYTES : headers.getLength();
        try {
            return type != null && type.isCompatible(MediaType.TEXT_PLAIN_TYPE)
                    ? split(text(body, length))
                    : list(JsonText.read(body, length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<PastedReference> list(JsonText json) {
        DocumentMemoryLimit.acquire(json.length());
        JsonNode tree = json.tree();
        RecordReader reader = new RecordReader();
        ReferenceTexts sent = reader.read(tree, ReferenceTexts.class);
        reader.check("The list of references");
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

    private static List<PastedReference> split(String text) {
        if (text.chars().filter(c -> c == '\n' || c == '\r').count() > MAX_LINES) {
            throw invalid("", "size", "Must have at most " + MAX_LINES + " lines.");
        }
        List<PastedReference> references = Bibliography.split(text);
        if (references.isEmpty()) {
            throw invalid("", "required", "Must contain at least one reference.");
        }
        if (references.size() > MAX_REFERENCES) {
            throw invalid(
                    "/references/" + MAX_REFERENCES,
                    "size",
                    "At most " + MAX_REFERENCES + " references are accepted, but the bibliography has "
                            + references.size() + ". The first reference over the limit begins: "
                            + excerpt(references.get(MAX_REFERENCES)));
        }
        for (int i = 0; i < references.size(); i++) {
            if (references.get(i).text().length() > MAX_LENGTH) {
                throw invalid(
                        "/references/" + i,
                        "size",
                        "A reference must have at most " + MAX_LENGTH
                                + " characters. The reference that is too long begins: "
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
