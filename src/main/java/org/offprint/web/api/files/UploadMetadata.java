package org.offprint.web.api.files;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.offprint.kernel.faults.Problems;

/**
 * The metadata of an upload (tus 1.0.0, Upload-Metadata): pairs of a key and a value in base64. Other keys than
 * these are passed over, as clients send them as they like.
 *
 * @param fileName null for none
 * @param fileType null for none
 */
record UploadMetadata(String fileName, String fileType) {

    private static final String HEADER = "Upload-Metadata";
    private static final int LONGEST = 4_000;
    private static final int LONGEST_VALUE = 255;

    /** @param header null for none; 400 where it cannot be read */
    static UploadMetadata read(String header) {
        if (header == null) {
            return new UploadMetadata(null, null);
        }
        if (header.length() > LONGEST) {
            throw Problems.badHeader(HEADER, "size", "This has at most " + LONGEST + " characters.");
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
        if (value.length() > LONGEST_VALUE || value.chars().anyMatch(c -> c < ' ' || c == 0x7F || c == 0xFFFD)) {
            throw malformed();
        }
        return value.isBlank() ? null : value;
    }

    private static RuntimeException malformed() {
        return Problems.badHeader(
                HEADER, "metadata-format", "Send pairs of a key and a value in base64, set apart by commas.");
    }
}
