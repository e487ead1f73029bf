package org.offprint.platform.database;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks that each subquery in a FROM clause has an alias. PostgreSQL 15 requires the alias, newer versions do not, and
 * the rule is easily broken.
 */
final class SubqueryAliases {

    private static final Pattern TOKEN = Pattern.compile("'[^']*'|--[^\\n]*|[A-Za-z_][A-Za-z_0-9.]*|\\S");
    private static final Set<String> BEFORE = Set.of("FROM", "JOIN", "LATERAL");
    private static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "WITH");
    /** Tokens that follow a subquery only if the subquery has no alias. */
    private static final Set<String> FOLLOWING = Set.of(
            "WHERE",
            "GROUP",
            "ORDER",
            "HAVING",
            "LIMIT",
            "OFFSET",
            "FETCH",
            "FOR",
            "ON",
            "USING",
            "JOIN",
            "LEFT",
            "RIGHT",
            "INNER",
            "FULL",
            "CROSS",
            "NATURAL",
            "UNION",
            "EXCEPT",
            "INTERSECT",
            "WINDOW",
            "RETURNING",
            "SET");

    private SubqueryAliases() {}

    /** Returns the first tokens of each subquery in a FROM clause that has no alias. */
    static List<String> missingIn(String sql) {
        List<String> tokens = TOKEN.matcher(sql)
                .results()
                .map(match -> match.group())
                .filter(token -> !token.startsWith("--"))
                .toList();
        List<String> missing = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).equals("(")) {
                open.push(i);
            } else if (tokens.get(i).equals(")") && !open.isEmpty()) {
                int begin = open.pop();
                if (isSubqueryInFrom(tokens, begin) && !isAlias(upper(tokens, i + 1))) {
                    missing.add(String.join(" ", tokens.subList(begin - 1, Math.min(begin + 12, i + 1))));
                }
            }
        }
        return missing;
    }

    private static boolean isSubqueryInFrom(List<String> tokens, int begin) {
        int first = begin + 1;
        while (upper(tokens, first).equals("(")) {
            first++;
        }
        return BEFORE.contains(upper(tokens, begin - 1)) && QUERIES.contains(upper(tokens, first));
    }

    private static boolean isAlias(String token) {
        return !token.isEmpty()
                && (Character.isLetter(token.charAt(0)) || token.charAt(0) == '_' || token.charAt(0) == '"')
                && !FOLLOWING.contains(token);
    }

    private static String upper(List<String> tokens, int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i).toUpperCase(Locale.ROOT) : "";
    }
}
