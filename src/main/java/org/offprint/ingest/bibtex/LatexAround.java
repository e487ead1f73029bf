package org.offprint.ingest.bibtex;

import java.util.Set;

/** What stands in place of a command of LaTeX that plain text has signs for: quotation marks, a root, a fraction. */
final class LatexAround {

    private static final Set<String> QUOTES = Set.of("enquote", "mkbibquote");
    private static final Set<String> FRACTIONS = Set.of("frac", "dfrac", "tfrac", "nicefrac");

    private LatexAround() {}

    /** How many arguments the command has; 0 for any other. */
    static int arguments(String command) {
        boolean isOne = QUOTES.contains(command) || command.equals("mkbibparens") || command.equals("sqrt");
        return FRACTIONS.contains(command) ? 2 : isOne ? 1 : 0;
    }

    /**
     * The HTML of the command.
     *
     * @param second empty where it has one argument
     */
    static String html(String command, String first, String second) {
        if (QUOTES.contains(command)) {
            return "\u201C" + first + "\u201D";
        }
        if (FRACTIONS.contains(command)) {
            return together(first) + "/" + together(second);
        }
        return command.equals("sqrt") ? "\u221A" + together(first) : "(" + first + ")";
    }

    private static String together(String html) {
        return html.matches("(?:\\p{L}|[\\p{N}.]*)(?:<(su[bp])>[^<]*</\\1>)?") ? html : "(" + html + ")";
    }
}
