package org.offprint.formats.bibtex.latex;

import java.util.Map;

/** The marks that commands of LaTeX put on letters. */
final class LatexAccents {

    private static final Map<String, String> MARKS = Map.ofEntries(
            Map.entry("'", "\u0301"),
            Map.entry("`", "\u0300"),
            Map.entry("^", "\u0302"),
            Map.entry("\"", "\u0308"),
            Map.entry("~", "\u0303"),
            Map.entry("=", "\u0304"),
            Map.entry(".", "\u0307"),
            Map.entry("u", "\u0306"),
            Map.entry("v", "\u030C"),
            Map.entry("H", "\u030B"),
            Map.entry("c", "\u0327"),
            Map.entry("k", "\u0328"),
            Map.entry("r", "\u030A"),
            Map.entry("d", "\u0323"),
            Map.entry("b", "\u0331"),
            Map.entry("t", "\u0361"),
            Map.entry("textcommabelow", "\u0326"),
            Map.entry("textpolhook", "\u0328"),
            // Those of MathSciNet.
            Map.entry("polhk", "\u0328"),
            Map.entry("ocirc", "\u030A"),
            Map.entry("udot", "\u0323"),
            // Those of formulas.
            Map.entry("bar", "\u0304"),
            Map.entry("overline", "\u0305"),
            Map.entry("hat", "\u0302"),
            Map.entry("widehat", "\u0302"),
            Map.entry("tilde", "\u0303"),
            Map.entry("widetilde", "\u0303"),
            Map.entry("vec", "\u20D7"),
            Map.entry("dot", "\u0307"),
            Map.entry("ddot", "\u0308"),
            Map.entry("check", "\u030C"),
            Map.entry("breve", "\u0306"),
            Map.entry("acute", "\u0301"),
            Map.entry("grave", "\u0300"));

    private LatexAccents() {}

    /** The mark that this command puts; null for any other command. */
    static String mark(String command) {
        return MARKS.get(command);
    }

    /** HTML with a mark on its first character. */
    static String marked(String html, String mark) {
        String base = html.replace("\u0131", "i").replace("\u0237", "j");
        int begin = 0;
        while (base.startsWith("<", begin) && base.indexOf('>', begin) > 0) {
            begin = base.indexOf('>', begin) + 1;
        }
        if (begin >= base.length()) {
            return base;
        }
        int reference = base.charAt(begin) == '&' ? base.indexOf(';', begin) : -1;
        int end = reference > 0 ? reference + 1 : begin + Character.charCount(base.codePointAt(begin));
        return base.substring(0, end) + mark + base.substring(end);
    }
}
