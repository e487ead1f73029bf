package org.offprint.ingest.crossrefworks;

import static org.offprint.ingest.json.JsonSource.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.offprint.ingest.crossref.CrossrefTerms;
import org.offprint.ingest.draft.Draft;

/** What kind of article a work is: Crossref tells journal articles from others, and notices from what they are about. */
final class CrossrefWorkTypes {

    /**
     * Of these Crossref does not tell more than that they appeared in a journal or in proceedings; by the names of CSL where
     * it answers with citations.
     */
    private static final List<String> ARTICLES =
            List.of("journal-article", "proceedings-article", "article-journal", "paper-conference");

    private CrossrefWorkTypes() {}

    /** What is updated in its own place, by an update of its own DOI, is no notice. */
    static String of(ObjectNode work, Draft draft) {
        String type = work.path("type").asText("");
        String own = work.path("DOI").asText("");
        for (ObjectNode update : objects(work, "update-to")) {
            String notice = CrossrefTerms.notice(update.path("type").asText(""));
            if (notice != null && !update.path("DOI").asText("").equalsIgnoreCase(own)) {
                return notice;
            }
        }
        if (ARTICLES.contains(type)) {
            return "research-article";
        }
        draft.unplaced("type", type.isEmpty() ? "The source names none; other is taken." : type);
        return switch (type) {
            case "peer-review" -> "peer-review";
            case "dissertation" -> "dissertation";
            default -> "other";
        };
    }
}
