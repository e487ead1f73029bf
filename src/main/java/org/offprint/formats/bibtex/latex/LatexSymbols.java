package org.offprint.formats.bibtex.latex;

import java.util.HashMap;
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

    /** The same, in pairs apart by blanks. */
    private static final String MORE =
            "guillemotleft « guillemotright » textguillemotleft « textguillemotright » guilsinglleft ‹ guilsinglright › quotedblbase „ "
                    + "quotesinglbase ‚ textquotedbl \" textexclamdown ¡ textquestiondown ¿ textbullet • textperiodcentered · textordfeminine ª "
                    + "textordmasculine º textonehalf ½ textonequarter ¼ textthreequarters ¾ textonesuperior ¹ texttwosuperior ² textthreesuperior ³ "
                    + "textsterling £ textsection § textparagraph ¶ textdagger † textdaggerdbl ‡ dag † ddag ‡ textcopyright © textdollar $ "
                    + "textperthousand ‰ textcelsius ℃ textasteriskcentered ∗ textpertenthousand ‱ slash / backslash \\ cprime ʹ cdprime ʺ "
                    + "cdots ⋯ dotsc … dotsb ⋯ partial ∂ exists ∃ lvert | rvert | vert | lVert ‖ rVert ‖ Vert ‖ colon : geqslant ⩾ leqslant ⩽ textmho ℧ ";

    /** Functions, which are called by their names. */
    private static final Set<String> FUNCTIONS =
            Set.of(("log ln lg exp sin cos tan cot sec csc sinh cosh tanh arcsin arccos arc"
                            + "tan min max sup inf lim limsup liminf det dim ker deg gcd arg hom mod")
                    .split(" "));

    private static final Map<String, String> PAIRS = pairs();

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
            "par",
            "Bbb",
            "germ",
            "frak",
            "mathfrak",
            "mathscr",
            "mathtt",
            "operatorname",
            "textsf",
            "textmd",
            "big",
            "Big",
            "bigg",
            "Bigg",
            "bigl",
            "bigr",
            "limits",
            "textstyle",
            "nolinebreak",
            "textcompwordmark",
            "mkbibacro",
            "foreignlanguage");

    private LatexSymbols() {}

    private static Map<String, String> pairs() {
        Map<String, String> pairs = new HashMap<>();
        String[] words = MORE.strip().split(" ");
        for (int i = 0; i < words.length; i += 2) {
            pairs.put(words[i], words[i + 1]);
        }
        FUNCTIONS.forEach(function -> pairs.put(function, function));
        return pairs;
    }

    /** The character of this name; null for none. Greek letters and others are called as in HTML, or so behind "text". */
    static String named(String name) {
        String symbol = NAMES.getOrDefault(name, PAIRS.get(name));
        String called = name.length() > 6 && name.startsWith("text") ? name.substring(4) : name;
        if (symbol == null && !saysNothing(name) && called.length() > 1 && Entities.isNamedEntity(called)) {
            String named = Entities.getByName(called);
            return named.isEmpty() ? null : named;
        }
        return symbol;
    }

    /** Whether a blank belongs between this and what follows in a formula: a relation, an arrow, a function. */
    static boolean standsApart(String symbol) {
        char first = symbol.charAt(0);
        boolean isSign = first >= '\u2190' && first <= '\u22FF' && "\u2202\u2207\u221A\u221E".indexOf(first) < 0;
        return isSign || FUNCTIONS.contains(symbol);
    }

    static boolean saysNothing(String name) {
        return SAYS_NOTHING.contains(name);
    }
}
