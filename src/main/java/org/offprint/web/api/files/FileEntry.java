package org.offprint.web.api.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.FileRole;
import org.offprint.platform.files.FileContents.Content;

/**
 * Metadata that a client sends with a file. If a component is null, its stored value remains unchanged.
 *
 * @param name name of the file, unique within the article
 */
record FileEntry(String name, FileRole role, String label, String language, String alt) {

    /** Writes the metadata to the file entry. A new file without a role gets the default role of its media type. */
    void writeTo(ObjectNode file, Content content) {
        if (role != null) {
            file.set("role", Json.tree(role));
        } else if (!file.hasNonNull("role")) {
            file.set("role", Json.tree(usual(content.mediaType())));
        }
        put(file, "label", label);
        put(file, "language", language);
        put(file, "alt", alt);
    }

    private static void put(ObjectNode file, String member, String value) {
        if (value != null) {
            file.put(member, value);
        }
    }

    /** Returns the default file role for a media type. */
    private static FileRole usual(String mediaType) {
        if (mediaType.startsWith("image/")) {
            return FileRole.ASSET;
        }
        return switch (mediaType) {
            case "application/pdf", "application/epub+zip", "text/html" -> FileRole.FULLTEXT;
            case "application/jats+xml" -> FileRole.JATS;
            default -> FileRole.SUPPLEMENT;
        };
    }
}
