package org.offprint.formats.bibtex;

import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Entities;
import org.offprint.kernel.text.Table;

/** Characters that have a LaTeX command. */
final class LatexSymbols {

    /** Mathematical functions, which are printed as their command names. */
    private static final Set<String> FUNCTIONS = Table.words("latex-functions.txt");

    /** Commands that only change the appearance of the following text. */
    private static final Set<String> STYLE_COMMANDS = Table.words("latex-silent-commands.txt");

    private static final Map<String, String> SYMBOLS = Table.map("latex-symbols.tsv");

    private LatexSymbols() {}

    /**
     * Returns the character with this LaTeX name, or null if the name is unknown. The fallback is the HTML entity with
     * the name, with or without the prefix {@code text}.
     */
    static String named(String name) {
        String symbol = FUNCTIONS.contains(name) ? name : Table.characters(SYMBOLS.get(name));
        String called = name.length() > 6 && name.startsWith("text") ? name.substring(4) : name;
        if (symbol == null && !isStyleCommand(name) && called.length() > 1 && Entities.isNamedEntity(called)) {
            String named = Entities.getByName(called);
            return named.isEmpty() ? null : named;
        }
        return symbol;
    }

    /**
     * Returns whether a formula has a space between this symbol and the next symbol. The symbols with a space are
     * relations, arrows and functions.
     */
    static boolean isSpaced(String symbol) {
        char first = symbol.charAt(0);
        boolean isSign = first >= '\u2190' && first <= '\u22FF' && "\u2202\u2207\u221A\u221E".indexOf(first) < 0;
        return isSign || FUNCTIONS.contains(symbol);
    }

    static boolean isStyleCommand(String name) {
        return STYLE_COMMANDS.contains(name);
    }
}
