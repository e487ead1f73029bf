package org.offprint.formats.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/**
 * Converts MathML Core to Typst formulas. Elements are written as function calls and all text is escaped, so that Typst
 * never reads text as code. Beyond {@link #MAX_DEPTH}, only the text of an element is written.
 */
final class TypstMathematics {

    private static final int MAX_DEPTH = 50;
    private static final int MAX_CHARACTERS = 2_000;

    /** Invisible operators (function application, times, separator, plus) and the zero-width space. */
    private static final String INVISIBLE = "\u2061\u2062\u2063\u2064\u200b";

    private static final String OPENING = "([{\u27e8\u230a\u2308\u27e6";
    private static final String CLOSING = ")]}\u27e9\u230b\u2309\u27e7";
    private static final String BARS = "|\u2223\u2016\u2225";
    private static final String OVERLINES = "_\u00af\u02c9\u203e\u0304";
    private static final String RELATIONS = "=<>+\u2212-\u2264\u2265\u2260\u2243\u2248\u2192";
    private static final String TALL = "mfrac, mtable, munder, mover, munderover, mroot, msqrt";

    private static final Set<String> FUNCTIONS = Set.of(
            ("arccos arcsin arctan arg cos cosh cot coth csc deg dim exp hom ker lg ln log sec sin sinh tan tanh")
                    .split(" "));
    private static final Set<String> LIMITS = Set.of("lim", "max", "min", "sup", "inf", "det", "gcd", "Pr");

    private static final Map<String, String> ACCENTS = Map.ofEntries(
            Map.entry("^", "hat"),
            Map.entry("\u02c6", "hat"),
            Map.entry("\u0302", "hat"),
            Map.entry("~", "tilde"),
            Map.entry("\u02dc", "tilde"),
            Map.entry("\u223c", "tilde"),
            Map.entry("\u0303", "tilde"),
            Map.entry("\u00af", "macron"),
            Map.entry("\u02c9", "macron"),
            Map.entry("\u203e", "macron"),
            Map.entry("\u0304", "macron"),
            Map.entry("_", "macron"),
            Map.entry("\u2192", "arrow"),
            Map.entry("\u20d7", "arrow"),
            Map.entry("\u2190", "arrow.l"),
            Map.entry("\u2194", "arrow.l.r"),
            Map.entry("\u21c0", "harpoon"),
            Map.entry("\u02d9", "dot"),
            Map.entry("\u0307", "dot"),
            Map.entry(".", "dot"),
            Map.entry("\u00a8", "dot.double"),
            Map.entry("\u0308", "dot.double"),
            Map.entry("\u02c7", "caron"),
            Map.entry("\u02d8", "breve"),
            Map.entry("\u00b4", "acute"),
            Map.entry("`", "grave"),
            Map.entry("\u02da", "circle"));

    private final TypstText text;

    TypstMathematics(TypstText text) {
        this.text = text;
    }

    /** Returns the content of a {@code math} element as the body of an equation, without dollar signs. */
    String of(Element math) {
        Element only = math.childrenSize() == 1 ? math.child(0) : null;
        while (only != null
                && Set.of("mrow", "mstyle", "semantics").contains(only.normalName())
                && only.childrenSize() == 1) {
            only = only.child(0);
        }
        boolean isLines = "block".equals(math.attr("display"))
                && only != null
                && only.normalName().equals("mtable");
        return filled(isLines ? lines(only) : row(math.children(), 0));
    }

    private String row(List<Element> parts, int depth) {
        List<String> pieces = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            pieces.add(write(parts.get(i), depth));
            String fence = fence(parts.get(i));
            boolean isBar = BARS.contains(fence);
            boolean isClosing = !fence.isEmpty()
                    && (CLOSING.contains(fence)
                            || isBar
                                    && !open.isEmpty()
                                    && fence(parts.get(open.get(open.size() - 1)))
                                            .equals(fence));
            if (isClosing && !open.isEmpty()) {
                int start = open.remove(open.size() - 1);
                if (isTall(parts.subList(start + 1, i))) {
                    pieces.set(start, "lr(" + pieces.get(start));
                    pieces.set(i, pieces.get(i) + ")");
                }
            } else if (!fence.isEmpty()
                    && (OPENING.contains(fence)
                            || isBar && "prefix".equals(parts.get(i).attr("form")))) {
                open.add(i);
            }
        }
        int last = open.isEmpty() ? -1 : open.get(open.size() - 1);
        boolean isCases = last >= 0 && OPENING.contains(fence(parts.get(last))) && last + 2 == parts.size();
        if (isCases && isTall(parts.subList(last + 1, parts.size()))) {
            // The opening brace before the cases of a definition has no closing brace.
            pieces.set(last, "lr(" + pieces.get(last));
            pieces.set(last + 1, pieces.get(last + 1) + ")");
        }
        return pieces.stream().filter(piece -> !piece.isEmpty()).collect(Collectors.joining(" "));
    }

    /** Returns the character of a stretchable bracket or bar, or an empty string for all other elements. */
    private static String fence(Element part) {
        boolean isFence = part.normalName().equals("mo") && !"false".equals(part.attr("stretchy"));
        String sign = isFence ? part.text().strip() : "";
        return sign.length() == 1 && (OPENING + CLOSING + BARS).contains(sign) ? sign : "";
    }

    private static boolean isTall(List<Element> parts) {
        return parts.stream().anyMatch(part -> part.selectFirst(TALL) != null);
    }

    private String write(Element element, int depth) {
        if (depth > MAX_DEPTH) {
            return words(shortened(element.text()));
        }
        List<Element> parts = element.children();
        int next = depth + 1;
        return switch (element.normalName()) {
            case "mi" -> identifier(element);
            case "mn" -> words(element.text().strip());
            case "mo" -> operator(element.text().strip());
            case "mtext", "ms" -> words(element.wholeText());
            case "mspace" -> space(element.attr("width"));
            case "mfrac" -> fraction(element, next);
            case "msqrt" -> "sqrt(" + filled(row(parts, next)) + ")";
            case "mroot" -> "root(" + part(parts, 1, next) + ", " + part(parts, 0, next) + ")";
            case "msub" -> "attach(" + base(parts, next) + ", b: " + part(parts, 1, next) + ")";
            case "msup" -> "attach(" + base(parts, next) + ", t: " + part(parts, 1, next) + ")";
            case "msubsup" ->
                "attach(" + base(parts, next) + ", b: " + part(parts, 1, next) + ", t: " + part(parts, 2, next) + ")";
            case "munder" -> under(element, next);
            case "mover" -> over(element, next);
            case "munderover" ->
                "attach(" + limits(parts, next) + ", b: " + part(parts, 1, next) + ", t: " + part(parts, 2, next) + ")";
            case "mmultiscripts" -> scripts(parts, next);
            case "mtable" -> matrix(element, next);
            case "mstyle" -> style(element, next);
            // These elements have no visible content.
            case "annotation", "annotation-xml", "mprescripts", "none", "mphantom" -> "";
            default -> enclosed(element, row(parts, next));
        };
    }

    private String part(List<Element> parts, int index, int depth) {
        return index < parts.size() ? filled(write(parts.get(index), depth)) : "\"\"";
    }

    private static String filled(String formula) {
        return formula.isBlank() ? "\"\"" : formula;
    }

    private String identifier(Element element) {
        String name = element.text().strip();
        if (name.codePointCount(0, name.length()) == 1) {
            return "normal".equals(element.attr("mathvariant")) ? "upright(" + words(name) + ")" : signs(name);
        }
        return name.isEmpty() ? "" : isFunction(name) ? function(name) : "class(\"normal\", " + words(name) + ")";
    }

    private static boolean isFunction(String name) {
        return FUNCTIONS.contains(name) || LIMITS.contains(name);
    }

    private String function(String name) {
        return "op(" + words(name) + (LIMITS.contains(name) ? ", limits: #true)" : ")");
    }

    private String operator(String sign) {
        String visible = sign.codePoints()
                .filter(each -> INVISIBLE.indexOf(each) < 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        if (visible.equals("-")) {
            return "\u2212";
        }
        boolean isWord = visible.length() > 1 && visible.chars().allMatch(Character::isLetter);
        return isWord ? function(visible) : signs(visible);
    }

    /** Returns mathematical signs, separated by spaces. Escapes ASCII signs, because Typst could read them as code. */
    private String signs(String signs) {
        return signs.codePoints()
                .filter(each -> !Character.isWhitespace(each))
                .mapToObj(each -> {
                    String literal = text.visibleLiteral(Character.toString(each));
                    String sign = literal.substring(1, literal.length() - 1);
                    // A character that is not printed, or is printed as a code point, is not a sign.
                    if (!sign.equals(Character.toString(each)) && each >= 128) {
                        return sign.isEmpty() ? "" : literal;
                    }
                    return each < 128 && !Character.isLetterOrDigit(each) ? "\\" + (char) each : sign;
                })
                .filter(sign -> !sign.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private String words(String words) {
        return words.isEmpty() ? "" : text.visibleLiteral(words.replaceAll("[ \\t\\r\\n]+", " "));
    }

    private static String space(String width) {
        return width.matches("[0-9]{0,3}\\.?[0-9]{1,6}(em|pt)")
                ? "#h(" + (width.startsWith(".") ? "0" : "") + width + ")"
                : "";
    }

    private String fraction(Element element, int depth) {
        String above = part(element.children(), 0, depth);
        String below = part(element.children(), 1, depth);
        boolean hasNoLine = element.attr("linethickness").matches("0+(px|pt|em|%)?");
        return hasNoLine
                ? "mat(delim: #none, row-gap: #0.2em, " + above + "; " + below + ")"
                : "frac(" + above + ", " + below + ")";
    }

    private String base(List<Element> parts, int depth) {
        boolean isSign = !parts.isEmpty()
                && parts.get(0).normalName().equals("mo")
                && !isFunction(parts.get(0).text().strip());
        String base = part(parts, 0, depth);
        return isSign ? "scripts(" + base + ")" : base;
    }

    private String limits(List<Element> parts, int depth) {
        boolean isMovable = !parts.isEmpty()
                && parts.get(0).normalName().equals("mo")
                && !"false".equals(parts.get(0).attr("movablelimits"));
        return "limits(" + part(parts, 0, depth) + (isMovable ? ", inline: #false)" : ")");
    }

    private String over(Element element, int depth) {
        List<Element> parts = element.children();
        String base = part(parts, 0, depth);
        String sign = sign(parts);
        if (sign.equals("\u23de")) {
            return "overbrace(" + base + ")";
        }
        if (!sign.isEmpty()
                && OVERLINES.contains(sign)
                && parts.get(0).text().strip().length() > 1) {
            return "overline(" + base + ")";
        }
        return ACCENTS.containsKey(sign)
                ? "accent(" + base + ", " + ACCENTS.get(sign) + ")"
                : "attach(" + limits(parts, depth) + ", t: " + part(parts, 1, depth) + ")";
    }

    private String under(Element element, int depth) {
        List<Element> parts = element.children();
        String base = part(parts, 0, depth);
        String sign = sign(parts);
        if (sign.equals("\u23df")) {
            return "underbrace(" + base + ")";
        }
        return !sign.isEmpty() && (OVERLINES + "\u0332").contains(sign)
                ? "underline(" + base + ")"
                : "attach(" + limits(parts, depth) + ", b: " + part(parts, 1, depth) + ")";
    }

    /** Returns the sign above or below a base, or an empty string if the second part is not an operator. */
    private static String sign(List<Element> parts) {
        return parts.size() == 2 && parts.get(1).normalName().equals("mo")
                ? parts.get(1).text().strip()
                : "";
    }

    private String scripts(List<Element> parts, int depth) {
        List<String> names = List.of("b", "t", "bl", "tl");
        List<StringBuilder> scripts =
                names.stream().map(name -> new StringBuilder()).toList();
        int from = 0;
        int count = 0;
        for (Element part : parts.subList(Math.min(1, parts.size()), parts.size())) {
            if (part.normalName().equals("mprescripts")) {
                from = 2;
                count = 0;
            } else {
                scripts.get(from + count % 2).append(write(part, depth)).append(' ');
                count++;
            }
        }
        StringBuilder written = new StringBuilder("attach(").append(part(parts, 0, depth));
        for (int i = 0; i < names.size(); i++) {
            if (!scripts.get(i).toString().isBlank()) {
                written.append(", ")
                        .append(names.get(i))
                        .append(": ")
                        .append(scripts.get(i).toString().strip());
            }
        }
        return written.append(')').toString();
    }

    private String style(Element element, int depth) {
        String content = row(element.children(), depth);
        return switch (element.attr("displaystyle")) {
            case "true" -> "display(" + filled(content) + ")";
            case "false" -> "inline(" + filled(content) + ")";
            default -> content;
        };
    }

    private static String enclosed(Element element, String content) {
        return content.isBlank() || !element.className().contains("strike") ? content : "cancel(" + content + ")";
    }

    private String matrix(Element table, int depth) {
        List<String> rows = new ArrayList<>();
        for (Element row : table.children()) {
            List<String> cells = row.children().stream()
                    .map(cell -> filled(row(cell.children(), depth)))
                    .toList();
            rows.add(cells.isEmpty() ? "\"\"" : String.join(", ", cells));
        }
        boolean isLeft =
                table.selectFirst(".align-left") != null && table.selectFirst(".align-right, .align-center") == null;
        return rows.isEmpty()
                ? ""
                : "mat(delim: #none, " + (isLeft ? "align: #left, " : "") + String.join("; ", rows) + ")";
    }

    /** Writes a table that is the whole formula as aligned lines. */
    private String lines(Element table) {
        List<String> lines = new ArrayList<>();
        for (Element row : table.children()) {
            StringBuilder line = new StringBuilder();
            int column = 0;
            for (Element cell : row.children()) {
                // Typst aligns the columns alternately to the right and to the left.
                boolean isRight =
                        cell.hasClass("align-right") || !cell.className().contains("align-") && column % 2 == 0;
                int wanted = column + (column % 2 == 0 == isRight ? 0 : 1);
                for (; column < wanted; column++) {
                    line.append("& ");
                }
                line.append(cell.hasClass("label") ? "#h(2em) " : "")
                        .append(row(cell.children(), 1))
                        .append(' ');
                if (cell.nextElementSibling() != null) {
                    line.append("& ");
                    column++;
                }
            }
            lines.add(line.toString().strip());
        }
        return String.join(" \\ ", lines);
    }

    /**
     * Returns the alternative text of a formula. If the formula has no attribute {@code alttext}, returns the formula
     * in one line of text, for example {@code p = (a_1 − b)/√(n)}.
     */
    static String spoken(Element math) {
        String stated = math.attr("alttext").strip();
        String line = stated.isEmpty() ? line(math, 0).replaceAll("\\s+", " ").strip() : stated;
        return shortened(line);
    }

    /** Returns the first {@link #MAX_CHARACTERS} characters of a text, because PDF/A limits the length of strings. */
    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MAX_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS));
    }

    private static String line(Element element, int depth) {
        List<Element> parts = element.children();
        if (depth > MAX_DEPTH || parts.isEmpty()) {
            return element.text();
        }
        List<String> lines = parts.stream().map(part -> line(part, depth + 1)).toList();
        String second = lines.size() > 1 ? grouped(lines.get(1)) : "";
        String third = lines.size() > 2 ? grouped(lines.get(2)) : "";
        return switch (element.normalName()) {
            case "mfrac" -> grouped(lines.get(0)) + "/" + second;
            case "msub", "munder" -> lines.get(0) + "_" + second;
            case "msup" -> lines.get(0) + "^" + second;
            case "mover" -> lines.get(0) + (lines.size() > 1 ? lines.get(1) : "");
            case "msubsup", "munderover" -> lines.get(0) + "_" + second + "^" + third;
            case "msqrt" -> "\u221a(" + String.join("", lines) + ")";
            case "mroot" -> second + "\u221a(" + lines.get(0) + ")";
            case "mtr" -> String.join(", ", lines);
            case "mtable" -> String.join("; ", lines);
            default -> {
                StringBuilder joined = new StringBuilder();
                for (int i = 0; i < lines.size(); i++) {
                    String part = lines.get(i).strip();
                    boolean isRelation = i > 0
                            && parts.get(i).normalName().equals("mo")
                            && !part.isEmpty()
                            && RELATIONS.contains(part);
                    joined.append(isRelation ? " " + part + " " : lines.get(i));
                }
                yield joined.toString();
            }
        };
    }

    private static String grouped(String line) {
        return line.codePointCount(0, line.length()) <= 1 ? line : "(" + line + ")";
    }
}
