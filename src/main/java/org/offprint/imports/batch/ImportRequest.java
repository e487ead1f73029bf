package org.offprint.imports.batch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.people.Rights;
import org.offprint.platform.security.Editor;

/**
 * Request for an import, stored with its job.
 *
 * @param format name of the format of all files; null to detect it from the content of each file
 * @param link whether printed affiliations are linked to organizations that match with certainty; null means true,
 *     except that affiliations without a link in the stored article stay unlinked
 * @param journal journal of articles and issues without a journal; null if there is none
 * @param issue issue of articles without an issue; null if there is none
 * @param into target of the imported records; null in requests from earlier versions of the service, which means
 *     records
 * @param files uploaded files in import order
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

    /** Returns whether printed affiliations are linked. */
    public boolean linksAffiliations() {
        return link == null || link;
    }

    /** Returns whether a printed affiliation stays unlinked if it has no link in the stored article. */
    public boolean keepsUnlinked() {
        return link == null;
    }

    /** Returns whether the imported records are stored as external works. */
    public boolean isOfOutsideWorks() {
        return into == ImportTarget.OUTSIDE_WORKS;
    }

    /** Returns whether an importer with these current rights may continue the import. */
    public boolean isPermitted(Rights current) {
        Importer importer = by.limitedTo(current);
        return isOfOutsideWorks() ? importer.isAdmin() : importer.editsAny();
    }

    /** Returns a copy of this request with an importer whose rights are limited to the given current rights. */
    public ImportRequest limitedTo(Rights current) {
        return new ImportRequest(
                format, mode, validateOnly, publish, link, journal, issue, into, files, by.limitedTo(current));
    }

    /**
     * Uploaded file of an import.
     *
     * @param name file name; null if unknown
     * @param size size of the file, in bytes
     */
    @Schema(name = "ImportedFile", description = "File of an import.")
    public record File(
            @Schema(description = "Name of the file. Omitted if it is unknown.")
            String name,

            @Schema(required = true, description = "Size of the file, in bytes.")
            long size) {}

    /**
     * API key or person that requested an import, with the access rights at the time of the request.
     *
     * @param journals journals whose records the importer may change; null for all journals
     */
    public record Importer(UUID key, String name, boolean isAdmin, Set<UUID> journals) {

        public boolean edits(UUID journal) {
            return journals == null || journals.contains(journal);
        }

        public boolean editsAll() {
            return journals == null;
        }

        private boolean editsAny() {
            return journals == null || !journals.isEmpty();
        }

        /**
         * Returns the importer without the rights that were withdrawn since the request. Rights that were granted since
         * the request are ignored.
         */
        public Importer limitedTo(Rights current) {
            if (current.role() == null) {
                return new Importer(key, name, false, Set.of());
            }
            Set<UUID> common = journals == null ? current.journals() : journals;
            if (journals != null && current.journals() != null) {
                common = new HashSet<>(journals);
                common.retainAll(current.journals());
            }
            return new Importer(key, name, isAdmin && current.isAdmin(), common);
        }

        public Editor editor() {
            return new Editor(key, name);
        }
    }
}
