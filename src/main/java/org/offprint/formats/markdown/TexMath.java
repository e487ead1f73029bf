package org.offprint.formats.markdown;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.offprint.formats.xml.TexToMathMl;
import org.offprint.kernel.text.Table;

/**
 * Converts the MathML of full texts to TeX without line breaks. TeX that is generated from MathML contains no dollar
 * signs, pipes or angle brackets, which have a meaning in Markdown.
 */
public final class TexMath {

    /** First code point after the Latin letters and signs, which TeX accepts without a command. */
    private static final int AFTER_LATIN = 0x250;

    /** Commands with their kinds and characters. */
    private static final List<List<String>> COMMANDS =
            Table.of("tex-commands.tsv", 3).rows();

    /** TeX source of each character that requires a TeX command. */
    private static final Map<String, String> SYMBOLS = symbols();

    /** TeX accents, keyed by the operator above or below the base. */
    private static final Map<String, String> ACCENTS_ABOVE = Table.map("tex-accents.tsv", "above");

    private static final Map<String, String> ACCENTS_BELOW = Table.map("tex-accents.tsv", "below");

    /** Mathematical alphanumeric symbols of Unicode: first and last code point, and the TeX font command. */
    private static final List<List<String>> FACES = Table.of("tex-faces.tsv", 3).rows();

    private static final Set<String> FUNCTIONS = Table.words("latex-functions.txt");

    /** Operators whose limits TeX sets below and above them. */
    private static final Set<String> LIMITS = COMMANDS.stream()
            .filter(row -> Set.of("large", "limit", "integral").contains(row.get(1)))
            .map(row -> row.get(2))
            .collect(Collectors.toUnmodifiableSet());

    /** Matrix environments, keyed by the opening and the closing fence. */
    private static final Map<String, String> MATRICES =
            Map.of("()", "pmatrix", "[]", "bmatrix", "||", "vmatrix", "‖‖", "Vmatrix", "{", "cases");

    /** Maximum nesting depth. The text of deeper elements is written without structure. */
    private static final int MAX_DEPTH = 60;

    private static final int FIRST_FACE = 0x1D400;

    private TexMath() {}

    private static Map<String, String> symbols() {
        Map<String, String> symbols = new HashMap<>();
        COMMANDS.stream()
                .filter(row -> row.get(2).length() == 1 && row.get(2).charAt(0) >= AFTER_LATIN)
                .forEach(row -> symbols.putIfAbsent(row.get(2), "\\" + row.get(0)));
        symbols.putAll(Table.map("tex-symbols.tsv"));
        return symbols;
    }

    /** Returns a {@code math} element as TeX. The TeX source is preferred to TeX generated from the MathML. */
    public static String texOf(Element math) {
        String source = sourceOf(math);
        return source.isEmpty() ? of(math) : source;
    }

    /**
     * Returns the TeX source from which a {@code math} element was converted, in one line and without its delimiters.
     * Returns an empty string if there is none.
     */
    static String sourceOf(Element math) {
        if (math.hasClass("tex")) {
            return cleaned(math.attr("alttext"));
        }
        Element annotation = math.selectFirst("annotation[encoding=" + TexToMathMl.ENCODING + "]");
        boolean isValid =
                annotation != null && TexToMathMl.of(annotation.wholeText()).math() != null;
        return isValid ? cleaned(annotation.wholeText()) : "";
    }

    /** Returns a {@code math} element as TeX; empty if the formula has no content. */
    static String of(Element math) {
        return row(math, 0).strip();
    }

    /**
     * Returns a TeX formula of the source without its delimiters, in one line. Returns an empty string if the formula
     * contains further delimiters.
     */
    static String cleaned(String source) {
        String tex =
                TexToMathMl.withoutDelimiters(source.replaceAll("\\s+", " ").strip());
        for (String environment : List.of("{equation}", "{equation*}")) {
            String begin = "\\begin" + environment;
            String end = "\\end" + environment;
            if (tex.length() >= begin.length() + end.length() && tex.startsWith(begin) && tex.endsWith(end)) {
                tex = tex.substring(begin.length(), tex.length() - end.length()).strip();
            }
        }
        // Without the space, Markdown could read text after a less-than sign as an HTML tag.
        return tex.replace("\\$", "").indexOf('$') >= 0 ? "" : tex.replaceAll("<(?=[A-Za-z/!?])", "< ");
    }

    private static String row(Element parent, int depth) {
        List<Element> parts = parent.children();
        StringBuilder tex = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            boolean isFenced = i + 1 < parts.size()
                    && parts.get(i).normalName().equals("mo")
                    && matrixOf(parts.get(i + 1)) != null;
            String open = isFenced ? parts.get(i).text().strip() : "";
            String close =
                    isFenced && i + 2 < parts.size() ? parts.get(i + 2).text().strip() : "";
            String environment = isFenced ? MATRICES.get(open + close) : null;
            if (environment != null) {
                tex.append(matrix(matrixOf(parts.get(i + 1)), environment, depth + 1));
                i += 2;
            } else if (isFenced && i + 2 >= parts.size() && open.equals("{")) {
                tex.append(matrix(matrixOf(parts.get(i + 1)), "cases", depth + 1));
                i++;
            } else {
                tex.append(of(parts.get(i), depth + 1));
            }
        }
        if (parts.isEmpty()) {
            tex.append(parent.text().isBlank() ? "" : text(parent.text()));
        }
        return tex.toString();
    }

    /** Returns the table that an element is or consists of; null if there is none. */
    private static Element matrixOf(Element element) {
        Element inner = element;
        for (int i = 0; i < 3 && inner.normalName().equals("mrow") && inner.childrenSize() == 1; i++) {
            inner = inner.child(0);
        }
        return inner.normalName().equals("mtable") ? inner : null;
    }

    private static String of(Element element, int depth) {
        if (depth > MAX_DEPTH) {
            return element.text().isBlank() ? "" : text(element.text());
        }
        return switch (element.normalName()) {
            case "mi" -> identifier(element);
            case "mn" -> symbols(element.text());
            case "mo" -> operator(element.text().strip());
            case "mtext", "ms" -> element.text().isBlank() ? "\\ " : text(element.wholeText());
            case "mspace" -> "\\; ";
            case "mfrac" -> fraction(element, depth);
            case "msqrt" -> "\\sqrt{" + row(element, depth).strip() + "}";
            case "mroot" -> "\\sqrt[" + part(element, 1, depth) + "]{" + part(element, 0, depth) + "}";
            case "msub" -> base(element, depth) + "_{" + part(element, 1, depth) + "}";
            case "msup" -> base(element, depth) + "^{" + part(element, 1, depth) + "}";
            case "msubsup" ->
                base(element, depth) + "_{" + part(element, 1, depth) + "}^{" + part(element, 2, depth) + "}";
            case "munder" -> around(element, part(element, 1, depth), "", depth);
            case "mover" -> around(element, "", part(element, 1, depth), depth);
            case "munderover" -> around(element, part(element, 1, depth), part(element, 2, depth), depth);
            case "mmultiscripts" -> scripts(element, depth);
            case "mtable" -> matrix(element, "matrix", depth);
            case "mphantom" -> "\\phantom{" + row(element, depth).strip() + "}";
            case "annotation", "annotation-xml", "mprescripts" -> "";
            default -> row(element, depth);
        };
    }

    private static String identifier(Element element) {
        String name = element.text().strip();
        if (FUNCTIONS.contains(name)) {
            return "\\" + name + " ";
        }
        if (name.codePointCount(0, name.length()) > 1 && isPlain(name)) {
            return "\\mathrm{" + symbols(name).strip() + "}";
        }
        String symbol = symbols(name);
        return element.attr("mathvariant").equals("normal") && isPlain(name)
                ? "\\mathrm{" + symbol.strip() + "}"
                : symbol;
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c < 0x80);
    }

    private static String operator(String name) {
        if (name.codePointCount(0, name.length()) > 1 && name.chars().allMatch(Character::isLetter)) {
            return FUNCTIONS.contains(name) ? "\\" + name + " " : "\\operatorname{" + symbols(name) + "}";
        }
        return symbols(name);
    }

    private static String fraction(Element element, int depth) {
        String line = element.attr("linethickness");
        boolean hasLine = line.isEmpty()
                || line.chars().anyMatch(c -> c >= '1' && c <= '9' || Character.isLetter(c) && !line.startsWith("0"));
        return (hasLine ? "\\frac{" : "\\genfrac{}{}{0pt}{}{") + part(element, 0, depth) + "}{"
                + part(element, 1, depth) + "}";
    }

    private static String part(Element element, int index, int depth) {
        return index < element.childrenSize()
                ? of(element.child(index), depth + 1).strip()
                : "";
    }

    /** Returns the base of scripts, in braces unless it is a single letter, number or command. */
    private static String base(Element element, int depth) {
        String base = part(element, 0, depth);
        boolean isOne = base.length() == 1
                || base.startsWith("\\") && base.substring(1).chars().allMatch(Character::isLetter);
        return isOne ? base : "{" + base + "}";
    }

    private static String around(Element element, String below, String above, int depth) {
        String base = part(element, 0, depth);
        String operator =
                element.childrenSize() == 0 ? "" : element.child(0).text().strip();
        if (LIMITS.contains(operator)) {
            return base + (below.isEmpty() ? "" : "_{" + below + "}") + (above.isEmpty() ? "" : "^{" + above + "}");
        }
        int last = element.childrenSize() - 1;
        String mark = last < 1 ? "" : element.child(last).text().strip();
        if (below.isEmpty() && ACCENTS_ABOVE.containsKey(mark)) {
            return "\\" + wide(ACCENTS_ABOVE.get(mark), base) + "{" + base + "}";
        }
        if (above.isEmpty() && ACCENTS_BELOW.containsKey(mark)) {
            return "\\" + ACCENTS_BELOW.get(mark) + "{" + base + "}";
        }
        String over = above.isEmpty() ? base : "\\overset{" + above + "}{" + base + "}";
        return below.isEmpty() ? over : "\\underset{" + below + "}{" + over + "}";
    }

    /** Returns the form of an accent that covers its base. */
    private static String wide(String accent, String base) {
        boolean isOne = base.length() == 1 || base.startsWith("\\") && base.indexOf('{') < 0;
        return isOne
                ? accent
                : switch (accent) {
                    case "bar" -> "overline";
                    case "hat" -> "widehat";
                    case "tilde" -> "widetilde";
                    case "vec" -> "overrightarrow";
                    default -> accent;
                };
    }

    private static String scripts(Element element, int depth) {
        StringBuilder after = new StringBuilder();
        StringBuilder before = new StringBuilder();
        StringBuilder scripts = after;
        List<String> pair = new ArrayList<>();
        List<Element> parts = element.children();
        for (int i = 1; i < parts.size(); i++) {
            if (parts.get(i).normalName().equals("mprescripts")) {
                scripts = before.append("{}");
                pair.clear();
            } else {
                pair.add(of(parts.get(i), depth + 1).strip());
                if (pair.size() == 2) {
                    scripts.append(pair.get(0).isEmpty() ? "" : "_{" + pair.get(0) + "}")
                            .append(pair.get(1).isEmpty() ? "" : "^{" + pair.get(1) + "}");
                    pair.clear();
                }
            }
        }
        return before + base(element, depth) + after;
    }

    private static String matrix(Element table, String environment, int depth) {
        List<String> rows = new ArrayList<>();
        for (Element row : table.children()) {
            List<String> cells = new ArrayList<>();
            row.children().forEach(cell -> cells.add(row(cell, depth + 1).strip()));
            rows.add(String.join(" & ", cells));
        }
        return "\\begin{" + environment + "}" + String.join(" \\\\ ", rows) + "\\end{" + environment + "}";
    }

    private static String text(String words) {
        StringBuilder text = new StringBuilder("\\text{");
        words.replaceAll("\\s+", " ").codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> text.append("\\backslash ");
                case '{', '}', '#', '%', '&', '_' -> text.append('\\').appendCodePoint(c);
                case '$' -> text.append("\\textdollar ");
                case '|' -> text.append("\\textbar ");
                case '<' -> text.append("\\textless ");
                case '>' -> text.append("\\textgreater ");
                case '^' -> text.append("\\^{}");
                case '~' -> text.append("\\~{}");
                default -> text.appendCodePoint(c);
            }
        });
        return text.append('}').toString();
    }

    private static String symbols(String text) {
        StringBuilder tex = new StringBuilder();
        text.codePoints().forEach(c -> {
            String symbol = SYMBOLS.get(Character.toString(c));
            if (symbol != null) {
                tex.append(symbol.equals("-none-") ? "" : symbol);
                if (Character.isLetter(symbol.charAt(symbol.length() - 1)) && symbol.startsWith("\\")) {
                    tex.append(' ');
                }
            } else if (c >= FIRST_FACE && c < FIRST_FACE + 0x400) {
                tex.append(inFace(c));
            } else if (!Character.isWhitespace(c)) {
                tex.appendCodePoint(c);
            }
        });
        return tex.toString();
    }

    /** Returns a mathematical letter of Unicode as the letter in a TeX font. */
    private static String inFace(int letter) {
        String plain = Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFKC);
        String tex = SYMBOLS.getOrDefault(plain, plain);
        for (List<String> face : FACES) {
            if (letter >= Integer.decode("0x" + face.get(0)) && letter <= Integer.decode("0x" + face.get(1))) {
                return face.get(2).equals("mathit")
                        ? tex + (tex.startsWith("\\") ? " " : "")
                        : "\\" + face.get(2) + "{" + tex + "}";
            }
        }
        return tex;
    }
}
