package org.offprint.web.api.files;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.offprint.kernel.faults.Problems;

/**
 * Metadata of an upload (tus 1.0.0, {@code Upload-Metadata}), sent as pairs of a key and a base64 value. Unknown keys
 * are ignored, because clients may send any key.
 *
 * @param fileName name of the file; null if absent
 * @param fileType media type of the file; null if absent
 */
record UploadMetadata(String fileName, String fileType) {

    private static final String HEADER = "Upload-Metadata";
    private static final int MAX_LENGTH = 4_000;
    private static final int MAX_VALUE_LENGTH = 255;

    /**
     * Parses the upload metadata header.
     *
     * @param header value of {@code Upload-Metadata}; null if absent
     * @throws org.offprint.kernel.faults.ProblemException 400 if the header is malformed
     */
    static UploadMetadata read(String header) {
        if (header == null) {
            return new UploadMetadata(null, null);
        }
        if (header.length() > MAX_LENGTH) {
            throw Problems.badHeader(HEADER, "size", "Must have at most " + MAX_LENGTH + " characters.");
        }
        String name = null;
        String type = null;
        for (String pair : header.split(",")) {
            String[] parts = pair.strip().split(" ");
            String value = parts.length == 2 ? decoded(parts[1]) : "";
            if (parts.length > 2) {
                throw malformed();
            }
            if (parts[0].equals("filename") || parts[0].equals("name")) {
                name = value;
            } else if (parts[0].equals("filetype") || parts[0].equals("type")) {
                type = value;
            }
        }
        return new UploadMetadata(name, type);
    }

    private static String decoded(String base64) {
        String value;
        try {
            value = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        if (value.length() > MAX_VALUE_LENGTH || value.chars().anyMatch(c -> c < ' ' || c == 0x7F || c == 0xFFFD)) {
            throw malformed();
        }
        return value.isBlank() ? null : value;
    }

    private static RuntimeException malformed() {
        return Problems.badHeader(
                HEADER, "metadata-format", "Must be pairs of a key and a base64 value, separated by commas.");
    }
}
