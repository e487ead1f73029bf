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
 * Works as the REST API of Crossref has them: an answer with one or many, a list of them, or one a line. Issues and
 * journals among them are records of their own.
 */
public final class CrossrefWorksFormat implements ImportFormat {

    /** Types of works that other formats name differently. */
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

    /** By the members that an answer has, or a work beside its DOI in capitals. */
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
