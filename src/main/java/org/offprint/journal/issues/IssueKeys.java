package org.offprint.journal.issues;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.offprint.kernel.record.IssueBody;

/**
 * Keys that identify the issues of a journal in page URLs: volume and number if they are unique, otherwise the issue
 * id.
 */
public final class IssueKeys {

    private static final String CURRENT = "current";

    private IssueKeys() {}

    /**
     * Returns the URL keys of the given issues, which must belong to the same journal. A URL key consists of volume and
     * number, such as {@code 12-3}, or is the issue id.
     */
    public static Map<UUID, String> of(Map<UUID, IssueBody> issues) {
        Map<String, Integer> uses = new HashMap<>();
        issues.values().forEach(issue -> uses.merge(preferredName(issue), 1, Integer::sum));
        Map<UUID, String> keys = new LinkedHashMap<>();
        issues.forEach((id, issue) -> {
            String wished = preferredName(issue);
            keys.put(id, !wished.isEmpty() && uses.get(wished) == 1 ? wished : id.toString());
        });
        return keys;
    }

    /**
     * Returns the preferred URL key of the issue, such as {@code 12-3}. Returns an empty string if the issue has
     * neither volume nor number, or if the key is not allowed in URLs.
     */
    public static String preferredName(IssueBody issue) {
        String key = issue.volume() == null
                ? issue.number() == null ? "" : issue.number()
                : issue.number() == null ? issue.volume() : issue.volume() + "-" + issue.number();
        boolean isPlain = key.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '.'));
        return isPlain && !key.equals(CURRENT) && !key.startsWith(".") ? key : "";
    }

    /**
     * Returns an SQL expression for the preferred URL key of an issue. Unlike {@link #preferredName}, the expression
     * does not exclude keys that are not allowed in URLs.
     */
    public static String preferredNameInSql(String body) {
        return "concat_ws('-', " + body + " ->> 'volume', " + body + " ->> 'number')";
    }
}
