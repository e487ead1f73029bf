package org.offprint.journal.issues;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.offprint.kernel.record.IssueBody;

/** The names of a journal's issues in addresses of pages: volume and number where they tell an issue from others. */
public final class IssueKeys {

    private static final String CURRENT = "current";

    private IssueKeys() {}

    /** Returns the names of these issues of one journal: {@code 12-3}, or the id. */
    public static Map<UUID, String> of(Map<UUID, IssueBody> issues) {
        Map<String, Integer> uses = new HashMap<>();
        issues.values().forEach(issue -> uses.merge(wished(issue), 1, Integer::sum));
        Map<UUID, String> keys = new LinkedHashMap<>();
        issues.forEach((id, issue) -> {
            String wished = wished(issue);
            keys.put(id, !wished.isEmpty() && uses.get(wished) == 1 ? wished : id.toString());
        });
        return keys;
    }

    /** Returns {@code 12-3}; empty where the issue has neither volume nor number, or one that no address can hold. */
    public static String wished(IssueBody issue) {
        String key = issue.volume() == null
                ? issue.number() == null ? "" : issue.number()
                : issue.number() == null ? issue.volume() : issue.volume() + "-" + issue.number();
        boolean isPlain = key.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '.'));
        return isPlain && !key.equals(CURRENT) && !key.startsWith(".") ? key : "";
    }

    /** Returns the same as an expression of SQL, but for names that no address can hold. */
    public static String wishedInSql(String body) {
        return "concat_ws('-', " + body + " ->> 'volume', " + body + " ->> 'number')";
    }
}
