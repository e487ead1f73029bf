package org.offprint.ingest.bibtex;

import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Entities;

/** Characters that LaTeX has a name for. */
final class LatexSymbols {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("ss", "ß"),
            Map.entry("SS", "ẞ"),
            Map.entry("o", "ø"),
            Map.entry("O", "Ø"),
            Map.entry("l", "ł"),
            Map.entry("L", "Ł"),
            Map.entry("ae", "æ"),
            Map.entry("AE", "Æ"),
            Map.entry("oe", "œ"),
            Map.entry("OE", "Œ"),
            Map.entry("aa", "å"),
            Map.entry("AA", "Å"),
            Map.entry("i", "ı"),
            Map.entry("j", "ȷ"),
            Map.entry("dh", "ð"),
            Map.entry("DH", "Ð"),
            Map.entry("th", "þ"),
            Map.entry("TH", "Þ"),
            Map.entry("dj", "đ"),
            Map.entry("DJ", "Đ"),
            Map.entry("ng", "ŋ"),
            Map.entry("NG", "Ŋ"),
            Map.entry("textendash", "–"),
            Map.entry("textemdash", "—"),
            Map.entry("textquoteleft", "‘"),
            Map.entry("textquoteright", "’"),
            Map.entry("textquotedblleft", "“"),
            Map.entry("textquotedblright", "”"),
            Map.entry("textquotesingle", "'"),
            Map.entry("textbackslash", "\\"),
            Map.entry("textbraceleft", "{"),
            Map.entry("textbraceright", "}"),
            Map.entry("textasciicircum", "^"),
            Map.entry("textasciitilde", "~"),
            Map.entry("textunderscore", "_"),
            Map.entry("textless", "<"),
            Map.entry("textgreater", ">"),
            Map.entry("textbar", "|"),
            Map.entry("textdegree", "°"),
            Map.entry("degree", "°"),
            Map.entry("textmu", "µ"),
            Map.entry("textregistered", "®"),
            Map.entry("texttrademark", "™"),
            Map.entry("copyright", "©"),
            Map.entry("S", "§"),
            Map.entry("P", "¶"),
            Map.entry("pounds", "£"),
            Map.entry("euro", "€"),
            Map.entry("texteuro", "€"),
            Map.entry("ldots", "…"),
            Map.entry("dots", "…"),
            Map.entry("textellipsis", "…"),
            Map.entry("times", "×"),
            Map.entry("pm", "±"),
            Map.entry("cdot", "·"),
            Map.entry("leq", "≤"),
            Map.entry("geq", "≥"),
            Map.entry("neq", "≠"),
            Map.entry("approx", "≈"),
            Map.entry("sim", "∼"),
            Map.entry("infty", "∞"),
            Map.entry("to", "→"),
            Map.entry("rightarrow", "→"),
            Map.entry("leftarrow", "←"),
            Map.entry("circ", "°"),
            Map.entry("prime", "′"),
            Map.entry("TeX", "TeX"),
            Map.entry("LaTeX", "LaTeX"),
            Map.entry("BibTeX", "BibTeX"),
            Map.entry("quad", " "),
            Map.entry("textnumero", "№"),
            Map.entry("ell", "ℓ"));

    /** They change how the text after them looks, and nothing else. */
    private static final Set<String> SAYS_NOTHING = Set.of(
            "em",
            "it",
            "bf",
            "rm",
            "sf",
            "tt",
            "sc",
            "sl",
            "upshape",
            "itshape",
            "bfseries",
            "noopsort",
            "relax",
            "protect",
            "textrm",
            "textnormal",
            "textup",
            "mathrm",
            "mathsf",
            "mathcal",
            "mathbb",
            "text",
            "mbox",
            "ensuremath",
            "url",
            "href",
            "left",
            "right",
            "displaystyle",
            "boldmath",
            "small",
            "scriptsize",
            "footnotesize",
            "cite",
            "uppercase",
            "lowercase",
            "MakeUppercase",
            "hspace",
            "newline",
            "linebreak",
            "par");

    private LatexSymbols() {}

    /** The character of this name; null for none. Greek letters and others are called as in HTML. */
    static String named(String name) {
        String symbol = NAMES.get(name);
        if (symbol == null && !saysNothing(name) && name.length() > 1 && Entities.isNamedEntity(name)) {
            String named = Entities.getByName(name);
            return named.isEmpty() ? null : named;
        }
        return symbol;
    }

    static boolean saysNothing(String name) {
        return SAYS_NOTHING.contains(name);
    }
}
