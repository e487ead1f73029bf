package org.offprint.imports.batch;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.security.Editor;

/**
 * The request for an import; stored with its job.
 *
 * @param format the name of the format of all files; null: by the content of each
 * @param link whether affiliations as printed are linked to what they surely are; null: they are
 * @param journal of articles and issues that name none; null for none
 * @param issue of articles that name none; null for none
 * @param into where the records go; null in requests of earlier versions: they become records here
 * @param files in their order
 */
public record ImportRequest(
        String format,
        ImportMode mode,
        boolean validateOnly,
        boolean publish,
        Boolean link,
        UUID journal,
        UUID issue,
        ImportTarget into,
        List<File> files,
        Importer by) {

    /** Reports whether affiliations as printed are linked. */
    public boolean linksAffiliations() {
        return link == null || link;
    }

    /** Reports whether its records are kept as works elsewhere. */
    public boolean isOfOutsideWorks() {
        return into == ImportTarget.OUTSIDE_WORKS;
    }

    /**
     * A file that was uploaded.
     *
     * @param name null where it is not known
     * @param size in bytes
     */
    @Schema(name = "ImportedFile")
    public record File(
            String name,

            @Schema(required = true, description = "In bytes.")
            long size) {}

    /**
     * The importer, with the rights of the key.
     *
     * @param journals whose records the key changes; null for all
     */
    public record Importer(UUID key, String name, boolean isAdmin, Set<UUID> journals) {

        public boolean edits(UUID journal) {
            return journals == null || journals.contains(journal);
        }

        public boolean editsAll() {
            return journals == null;
        }

        public Editor editor() {
            return new Editor(key, name);
        }
    }
}
