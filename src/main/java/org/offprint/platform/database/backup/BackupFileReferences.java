package org.offprint.platform.database.backup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import org.offprint.kernel.json.Json;

/** Files to which the rows of a backup refer. The file contents are in the file store and not in the backup. */
public final class BackupFileReferences {

    private BackupFileReferences() {}

    /**
     * Reads a whole backup and reports the files to which its rows refer.
     *
     * @param hashes receives the SHA-256 of each file, in hexadecimal digits
     * @throws RestoreException if the backup is damaged
     */
    public static void read(BackupReader backup, Consumer<String> hashes) {
        for (BackupReader.BackupRow row = backup.next(); row != null; row = backup.next()) {
            if (row.table().equals("file_content")) {
                JsonNode content = Json.parse(row.json());
                // Small text files are stored in the database row itself and not in the file store.
                if (content.path("text").isNull() || content.path("text").isMissingNode()) {
                    hashes.accept(content.path("sha256").asText());
                }
            }
        }
    }
}
