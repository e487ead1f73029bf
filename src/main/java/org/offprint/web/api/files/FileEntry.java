package org.offprint.web.api.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.FileRole;
import org.offprint.platform.files.FileContents.Content;

/**
 * The members of a file that a client states with its bytes; null for what it leaves as it is.
 *
 * @param name unique in the article
 */
record FileEntry(String name, FileRole role, String label, String language, String alt) {

    /** Writes what is stated; a new file gets a role by its type where none is stated. */
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

    /** Returns the role that most files of a type have. */
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
