package org.offprint.formats.bibtex;

import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Entities;
import org.offprint.kernel.text.Table;

/** Characters that LaTeX has a name for. */
final class LatexSymbols {

    /** Functions, which are called by their names. */
    private static final Set<String> FUNCTIONS = Table.words("latex-functions.txt");

    /** Commands that change the look of the text after them, and nothing else. */
    private static final Set<String> SAYS_NOTHING = Table.words("latex-silent-commands.txt");

    private static final Map<String, String> SYMBOLS = Table.map("latex-symbols.tsv");

    private LatexSymbols() {}

    /** The character of this name; null for none. Greek letters and others are called as in HTML, or so behind "text". */
    static String named(String name) {
        String symbol = FUNCTIONS.contains(name) ? name : Table.characters(SYMBOLS.get(name));
        String called = name.length() > 6 && name.startsWith("text") ? name.substring(4) : name;
        if (symbol == null && !saysNothing(name) && called.length() > 1 && Entities.isNamedEntity(called)) {
            String named = Entities.getByName(called);
            return named.isEmpty() ? null : named;
        }
        return symbol;
    }

    /** Reports whether a blank belongs between this and what follows in a formula: a relation, an arrow, a function. */
    static boolean standsApart(String symbol) {
        char first = symbol.charAt(0);
        boolean isSign = first >= '\u2190' && first <= '\u22FF' && "\u2202\u2207\u221A\u221E".indexOf(first) < 0;
        return isSign || FUNCTIONS.contains(symbol);
    }

    static boolean saysNothing(String name) {
        return SAYS_NOTHING.contains(name);
    }
}
