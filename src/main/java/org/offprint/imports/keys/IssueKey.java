package org.offprint.imports.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.offprint.kernel.record.IssueBody;

/**
 * The natural key of an issue within its journal.
 *
 * @param volume empty for none, like number
 * @param year null for none
 * @param title null for none
 */
public record IssueKey(UUID journal, String volume, String number, Integer year, String title) {

    public static IssueKey of(UUID journal, JsonNode node) {
        String title = node.path("title").asText("").strip();
        JsonNode year = node.path("year");
        return new IssueKey(
                journal,
                node.path("volume").asText("").strip(),
                node.path("number").asText("").strip(),
                year.isNull() || year.isMissingNode() ? null : Integer.valueOf(year.asInt()),
                title.isEmpty() ? null : title);
    }

    public static IssueKey of(UUID journal, IssueBody body) {
        return new IssueKey(journal, orEmpty(body.volume()), orEmpty(body.number()), body.year(), body.title());
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /** Reports whether it says anything at all. */
    public boolean isNamed() {
        return !volume.isEmpty() || !number.isEmpty() || year != null || title != null;
    }

    /** Returns the key that issues are looked up by. */
    public IssueKey place() {
        return new IssueKey(journal, volume, number, null, null);
    }

    /**
     * Reports whether this is the same issue of the same volume and number: of one year, and of one title where that is
     * all.
     */
    public boolean isSame(IssueKey other) {
        boolean sameYear = year == null || other.year == null || year.equals(other.year);
        boolean named = !volume.isEmpty() || !number.isEmpty();
        return sameYear && (named || (title == null ? other.title == null : title.equals(other.title)));
    }
}
