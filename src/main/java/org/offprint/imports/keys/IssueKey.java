package org.offprint.imports.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.offprint.kernel.json.Text;
import org.offprint.kernel.record.IssueBody;

/**
 * Natural key of an issue within its journal.
 *
 * @param volume volume; empty if there is none
 * @param number issue number; empty if there is none
 * @param year year; null if there is none
 * @param title title of the issue; null if there is none
 */
public record IssueKey(UUID journal, String volume, String number, Integer year, String title) {

    public static IssueKey of(UUID journal, JsonNode node) {
        String title = text(node, "title");
        JsonNode year = node.path("year");
        return new IssueKey(
                journal,
                text(node, "volume"),
                text(node, "number"),
                year.isNull() || year.isMissingNode() ? null : Integer.valueOf(year.asInt()),
                title.isEmpty() ? null : title);
    }

    public static IssueKey of(UUID journal, IssueBody body) {
        return new IssueKey(journal, orEmpty(body.volume()), orEmpty(body.number()), body.year(), body.title());
    }

    /** Returns the string in a JSON member in normalized form, or an empty string if it is missing. */
    private static String text(JsonNode node, String member) {
        return Text.normalized(node.path(member).asText(""));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /** Returns whether the key contains a volume, a number, a year or a title. */
    public boolean isNamed() {
        return !volume.isEmpty() || !number.isEmpty() || year != null || title != null;
    }

    /** Returns the key for looking up an issue, without year and title. */
    public IssueKey withoutYearAndTitle() {
        return new IssueKey(journal, volume, number, null, null);
    }

    /**
     * Returns whether this key denotes the same issue as a key with the same volume and number. The years must be equal
     * unless one of them is missing. If there is neither volume nor number, the titles must also be equal.
     */
    public boolean isSame(IssueKey other) {
        boolean sameYear = year == null || other.year == null || year.equals(other.year);
        boolean named = !volume.isEmpty() || !number.isEmpty();
        return sameYear && (named || (title == null ? other.title == null : title.equals(other.title)));
    }
}
