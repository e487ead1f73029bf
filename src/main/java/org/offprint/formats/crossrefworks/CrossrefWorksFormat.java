package org.offprint.formats.crossrefworks;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.draft.JsonHead;
import org.offprint.formats.draft.JsonStream;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecords;

/**
 * Import format for works from the Crossref REST API. Accepts a response with one or more works, a list of works, or
 * one work per line. Issues and journals are imported as separate records.
 */
public final class CrossrefWorksFormat implements ImportFormat {

    /** Crossref work types whose names no other format uses. */
    private static final Set<String> TYPES = Set.of(
            "journal-article", "proceedings-article", "posted-content", "peer-review", "book-chapter", "journal-issue");

    @Override
    public String name() {
        return "crossref-works";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/vnd.crossref-api-message+json");
    }

    /**
     * Recognizes an API response by its members. A single work is recognized if it has the upper-case member {@code
     * DOI} and a type or member that only Crossref uses.
     */
    @Override
    public boolean recognizes(FileHead head) {
        Map<String, String> named = JsonHead.members(head);
        Set<String> members = named.keySet();
        boolean isTyped = TYPES.contains(named.getOrDefault("type", ""));
        boolean isWork = members.contains("DOI")
                && (isTyped
                        || Set.of("reference-count", "is-referenced-by-count", "content-domain", "indexed", "member")
                                .stream()
                                .anyMatch(members::contains));
        return members.contains("message-type") || isWork;
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        JsonStream works = new JsonStream(file, Set.of("message"), Set.of("items"));
        return ImportRecords.of(works::next, work -> CrossrefWorkReader.read(work, works.line()), works::close);
    }
}
