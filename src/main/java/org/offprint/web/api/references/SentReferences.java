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
import org.offprint.kernel.json.DocumentMemory;
import org.offprint.kernel.json.JsonText;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.json.Text;
import org.offprint.platform.http.filters.BodyLimit;
import org.offprint.references.pasted.Bibliography;
import org.offprint.references.pasted.PastedReference;

/** References in a request: a list in JSON, or the text of a bibliography. */
final class SentReferences {

    /** Maximum number of references in a request. */
    static final int MOST = 1_000;

    /** Maximum length of a reference, in characters. */
    static final int LONGEST = 10_000;

    /** Maximum number of lines in a bibliography. */
    private static final int MOST_LINES = 50_000;

    private SentReferences() {}

    /** Request body with references. */
    @Schema(name = "ReferenceTexts")
    record ReferenceTexts(
            @NotEmpty
            @Size(max = MOST)
            @Schema(required = true, description = "References as printed, in any style and language.")
            List<@NotBlank @Size(max = LONGEST) String> references) {}

    /**
     * Parses a request body of limited size.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 if the body is not JSON, 422 with all errors if it is
     *     invalid
     */
    static List<PastedReference> read(InputStream body, HttpHeaders headers) {
        MediaType type = headers.getMediaType();
        long length = headers.getLength() < 0 ? BodyLimit.LARGEST : headers.getLength();
        try {
            return type != null && type.isCompatible(MediaType.TEXT_PLAIN_TYPE)
                    ? split(text(body, length))
                    : list(JsonText.read(body, length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<PastedReference> list(JsonText json) {
        DocumentMemory.require(json.length());
        JsonNode tree = json.tree();
        RecordReader reader = new RecordReader();
        ReferenceTexts sent = reader.read(tree, ReferenceTexts.class);
        reader.check("The list of references");
        return sent.references().stream().map(PastedReference::of).toList();
    }

    private static String text(InputStream body, long length) throws IOException {
        DocumentMemory.requireForBody(length);
        byte[] bytes = body.readAllBytes();
        DocumentMemory.require(bytes.length);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .replace('\f', '\n')
                    .replace('\u000B', '\n');
            String fault = Text.fault(text);
            if (fault != null) {
                throw wrong("", "text-not-storable", fault);
            }
            return Normalizer.normalize(text, Normalizer.Form.NFC);
        } catch (CharacterCodingException e) {
            throw wrong("", "text-not-storable", "Must be text in UTF-8.");
        }
    }

    private static List<PastedReference> split(String text) {
        if (text.chars().filter(c -> c == '\n' || c == '\r').count() > MOST_LINES) {
            throw wrong("", "size", "Must have at most " + MOST_LINES + " lines.");
        }
        List<PastedReference> references = Bibliography.split(text);
        if (references.isEmpty()) {
            throw wrong("", "required", "Must contain at least one reference.");
        }
        if (references.size() > MOST) {
            throw wrong(
                    "/references/" + MOST,
                    "size",
                    "At most " + MOST + " references are accepted, but the bibliography has " + references.size()
                            + ". The first reference over the limit begins: " + beginning(references.get(MOST)));
        }
        for (int i = 0; i < references.size(); i++) {
            if (references.get(i).text().length() > LONGEST) {
                throw wrong(
                        "/references/" + i,
                        "size",
                        "A reference must have at most " + LONGEST
                                + " characters. The reference that is too long begins: "
                                + beginning(references.get(i)));
            }
        }
        return references;
    }

    private static String beginning(PastedReference reference) {
        String text = reference.text();
        return Text.writable(text.length() > 60 ? text.substring(0, 60) + "…" : text);
    }

    private static RuntimeException wrong(String pointer, String code, String message) {
        return Problems.invalid("The bibliography", List.of(Finding.at(pointer, code, message)));
    }
}
