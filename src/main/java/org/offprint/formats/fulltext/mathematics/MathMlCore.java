package org.offprint.formats.fulltext.mathematics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.xml.TexToMathMl;
import org.offprint.formats.xml.XmlElement;

/**
 * Converts MathML to MathML Core. Browsers silently omit or change fences, letter typefaces, labelled rows and column
 * alignments, so this class replaces such markup with supported elements and characters.
 */
final class MathMlCore {

    private static final Set<String> TOKENS = Set.of("mi", "mn", "mo", "ms", "mtext");

    /** Required number of child elements, keyed by MathML element name. */
    static final Map<String, Integer> OPERANDS = Map.of(
            "mfrac", 2, "mroot", 2, "msub", 2, "msup", 2, "munder", 2, "mover", 2, "msubsup", 3, "munderover", 3);

    private static final Set<String> ROWS =
            Set.of("mrow", "msqrt", "mstyle", "merror", "mpadded", "mphantom", "mmultiscripts", "mprescripts");
    private static final Set<String> IGNORED = Set.of("maligngroup", "malignmark", "annotation", "annotation-xml");
    private static final Set<String> ALIGNMENTS = Set.of("left", "right", "center");

    private static final Pattern LENGTH =
            Pattern.compile("[+-]?[0-9]{0,6}(?:\\.[0-9]{0,6})?(?:em|ex|px|pt|pc|in|cm|mm|%)?");
    private static final Set<String> LENGTHS =
            Set.of("width", "height", "depth", "lspace", "rspace", "voffset", "minsize", "maxsize", "linethickness");
    private static final Set<String> BOOLEANS = Set.of(
            "displaystyle",
            "stretchy",
            "symmetric",
            "largeop",
            "movablelimits",
            "fence",
            "separator",
            "accent",
            "accentunder");

    private static final Map<String, String> SPACES = Map.ofEntries(
            Map.entry("veryverythinmathspace", "0.0556em"),
            Map.entry("verythinmathspace", "0.1111em"),
            Map.entry("thinmathspace", "0.1667em"),
            Map.entry("mediummathspace", "0.2222em"),
            Map.entry("thickmathspace", "0.2778em"),
            Map.entry("verythickmathspace", "0.3333em"),
            Map.entry("veryverythickmathspace", "0.3889em"),
            Map.entry("negativethinmathspace", "-0.1667em"),
            Map.entry("negativemediummathspace", "-0.2222em"),
            Map.entry("negativethickmathspace", "-0.2778em"),
            Map.entry("thin", "0.05em"),
            Map.entry("medium", "0.1em"),
            Map.entry("thick", "0.2em"));

    /**
     * Allowed attributes, keyed by MathML element name. The order is fixed, so that all nodes write the same HTML.
     */
    private static final Map<String, List<String>> ALLOWED_ATTRIBUTES = Map.of(
            "mo",
                    List.of(
                            "form",
                            "stretchy",
                            "symmetric",
                            "largeop",
                            "movablelimits",
                            "fence",
                            "separator",
                            "lspace",
                            "rspace",
                            "minsize",
                            "maxsize"),
            "mspace", List.of("width", "height", "depth"),
            "mpadded", List.of("width", "height", "depth", "lspace", "voffset"),
            "mfrac", List.of("linethickness"),
            "mover", List.of("accent"),
            "munder", List.of("accentunder"),
            "munderover", List.of("accent", "accentunder"),
            "mstyle", List.of("displaystyle", "scriptlevel"),
            "mtable", List.of("displaystyle"),
            "mtd", List.of("columnspan", "rowspan"));

    private final Flow flow;
    private final Html html;

    private MathMlCore(Flow flow) {
        this.flow = flow;
        html = flow.html();
    }

    /** Writes a {@code math} element as MathML Core. */
    static void write(Flow flow, XmlElement math, boolean isDisplayed) {
        String stated = math.attribute("alttext");
        String alternative = stated == null ? texOf(math) : stated;
        // The parent of MathML that was converted from TeX is the TeX element.
        boolean isConverted = math.parent() != null && math.parent().name().equals("tex-math");
        flow.html()
                .open(
                        "math",
                        "class",
                        isConverted ? "tex" : null,
                        "display",
                        isDisplayed ? "block" : null,
                        "id",
                        flow.source().id(isConverted ? math.parent() : math),
                        "alttext",
                        alternative == null || alternative.length() > 1_000 ? null : alternative,
                        "dir",
                        "rtl".equals(math.attribute("dir")) ? "rtl" : null);
        new MathMlCore(flow).children(math, math.attribute("mathvariant"));
        flow.html().close();
    }

    /** Returns the TeX annotation of a formula, or null if there is none. */
    private static String texOf(XmlElement math) {
        XmlElement annotation = math.at("semantics", "annotation");
        return TexToMathMl.ENCODING.equals(annotation.attribute("encoding")) ? annotation.text() : null;
    }

    private void children(XmlElement element, String face) {
        for (Object part : element.content()) {
            if (part instanceof XmlElement child) {
                write(child, face);
            } else if (!((String) part).isBlank()) {
                html.element("mtext", (String) part);
            }
        }
    }

    private void write(XmlElement element, String face) {
        String name = element.name();
        String own = face(element, face);
        if (TOKENS.contains(name)) {
            token(element, own);
        } else if (OPERANDS.containsKey(name)) {
            parts(element, own);
        } else if (ROWS.contains(name)) {
            row(element, name, own);
        } else if (!IGNORED.contains(name)) {
            other(element, own);
        }
    }

    private void other(XmlElement element, String face) {
        switch (element.name()) {
            case "mspace" -> html.open("mspace", attributes(element)).close();
            case "mfenced" -> fenced(element, face);
            case "mtable" -> table(element, face);
            case "mtr", "mlabeledtr", "mtd", "none" -> row(element, "mrow", face);
            case "semantics", "maction" -> first(element, face);
            case "menclose" -> enclosed(element, face);
            case "mglyph" -> html.element("mtext", element.attribute("alt"));
            case "ci", "cn", "csymbol" -> html.element("mi", element.text());
            default -> {
                flow.remark(
                        "mathml-not-core",
                        element,
                        "The MathML element " + element.name()
                                + " is not part of MathML Core. Only its content is shown, in a row.");
                row(element, "mrow", face);
            }
        }
    }

    /**
     * Returns the typeface that a MathML 2 or 3 element states for its letters, otherwise the typeface of the enclosing
     * element.
     */
    private static String face(XmlElement element, String around) {
        String stated = element.attribute("mathvariant");
        if (stated != null) {
            return stated.toLowerCase(Locale.ROOT);
        }
        boolean isBold = "bold".equals(element.attribute("fontweight"));
        boolean isItalic = "italic".equals(element.attribute("fontstyle"));
        boolean isUpright = "normal".equals(element.attribute("fontstyle"));
        if (isBold || isItalic || isUpright) {
            return isBold && isItalic ? "bold-italic" : isBold ? "bold" : isItalic ? "italic" : "normal";
        }
        return around;
    }

    private void token(XmlElement element, String face) {
        String name = element.name();
        String text = element.unfoldedText();
        boolean isText = name.equals("mtext");
        String words = isText ? text.replaceAll("[ \\t\\r\\n]+", " ") : text.strip();
        boolean isOneLetter = name.equals("mi") && words.codePointCount(0, words.length()) == 1;
        String variant = face == null ? "" : face;
        boolean isAlready = isOneLetter && variant.equals("italic");
        List<String> attributes = new ArrayList<>(List.of(attributes(element)));
        if (isOneLetter && variant.equals("normal")) {
            attributes.add("mathvariant");
            attributes.add("normal");
        }
        if (name.equals("ms")) {
            words = quote(element, "lquote") + words + quote(element, "rquote");
        }
        boolean isChanged =
                MathLetters.isFace(variant) && !isAlready && !(name.equals("mo") && variant.equals("italic"));
        html.element(name, isChanged ? MathLetters.in(variant, words) : words, attributes.toArray(String[]::new));
    }

    private static String quote(XmlElement element, String attribute) {
        String stated = element.attribute(attribute);
        return stated == null ? "\"" : stated;
    }

    /**
     * Writes a MathML element that browsers show as an error if it has more or fewer child elements than required.
     * Missing child elements are replaced with empty rows, and excess child elements are put in a row.
     */
    private void parts(XmlElement element, String face) {
        int wanted = OPERANDS.get(element.name());
        List<XmlElement> parts = shown(element);
        boolean isBevelled = element.name().equals("mfrac") && "true".equals(element.attribute("bevelled"));
        html.open(isBevelled ? "mrow" : element.name(), isBevelled ? new String[0] : attributes(element));
        for (int i = 0; i < wanted; i++) {
            if (i > 0 && isBevelled) {
                html.element("mo", "/");
            }
            if (i >= parts.size()) {
                html.open("mrow").close();
            } else if (i == wanted - 1 && parts.size() > wanted) {
                html.open("mrow");
                parts.subList(i, parts.size()).forEach(part -> write(part, face));
                html.close();
            } else {
                part(parts.get(i), face);
            }
        }
        html.close();
        if (parts.size() != wanted) {
            flow.remark(
                    "mathml-parts",
                    element,
                    "The MathML element " + element.name() + " has " + parts.size() + " child elements instead of "
                            + wanted + ".");
        }
    }

    /** Writes a source element as exactly one MathML element. */
    private void part(XmlElement part, String face) {
        boolean isOne = TOKENS.contains(part.name()) || OPERANDS.containsKey(part.name()) || ROWS.contains(part.name());
        if (!isOne) {
            html.open("mrow");
        }
        write(part, face);
        if (!isOne) {
            html.close();
        }
    }

    private static List<XmlElement> shown(XmlElement element) {
        return element.elements().stream()
                .filter(child -> !IGNORED.contains(child.name()))
                .toList();
    }

    private void row(XmlElement element, String name, String face) {
        html.open(name, attributes(element));
        if (name.equals("mprescripts")) {
            html.close();
            return;
        }
        if (name.equals("mmultiscripts")) {
            shown(element).forEach(part -> part(part, face));
        } else {
            children(element, face);
        }
        html.close();
    }

    private void first(XmlElement element, String face) {
        List<XmlElement> shown = shown(element);
        if (!shown.isEmpty()) {
            write(shown.get(0), face);
        }
    }

    /**
     * Writes the content of {@code mfenced} with its fences and separators as operators, because browsers do not
     * support {@code mfenced}.
     */
    private void fenced(XmlElement element, String face) {
        Map<String, String> stated = element.attributes();
        String separators = stated.getOrDefault("separators", ",").replaceAll("\\s+", "");
        html.open("mrow", "id", flow.source().id(element));
        fence(stated.getOrDefault("open", "("), "prefix");
        List<XmlElement> parts = shown(element);
        boolean isSeveral = parts.size() > 1;
        if (isSeveral) {
            html.open("mrow");
        }
        int[] marks = separators.codePoints().toArray();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0 && marks.length > 0) {
                html.element("mo", Character.toString(marks[Math.min(i - 1, marks.length - 1)]), "separator", "true");
            }
            write(parts.get(i), face);
        }
        if (isSeveral) {
            html.close();
        }
        for (Object part : element.content()) {
            if (part instanceof String text && !text.isBlank()) {
                html.element("mtext", text);
            }
        }
        fence(stated.getOrDefault("close", ")"), "postfix");
        html.close();
    }

    private void fence(String mark, String form) {
        String stripped = mark.strip();
        if (!stripped.isEmpty() && stripped.length() <= 10) {
            html.element("mo", stripped, "form", form, "fence", "true", "stretchy", "true");
        }
    }

    private void enclosed(XmlElement element, String face) {
        String notation = element.attribute("notation");
        String classes = notation == null ? "enclose-longdiv" : null;
        if (notation != null) {
            StringBuilder names = new StringBuilder();
            for (String each : notation.split("\\s+", 10)) {
                names.append(names.isEmpty() ? "" : " ").append("enclose-").append(Flow.className(each));
            }
            classes = names.toString();
        }
        html.open("mrow", "class", classes, "id", flow.source().id(element));
        children(element, face);
        html.close();
    }

    private void table(XmlElement table, String face) {
        html.open("mtable", "id", flow.source().id(table), "displaystyle", isTrue(table, "displaystyle"));
        String[] columns = words(table.attribute("columnalign"));
        for (XmlElement row : shown(table)) {
            if (row.name().equals("mtr") || row.name().equals("mlabeledtr")) {
                tableRow(row, columns, face);
            } else {
                html.open("mtr").open("mtd");
                write(row, face);
                html.close().close();
            }
        }
        html.close();
    }

    /**
     * Writes a MathML table row. A row label is written as the last cell, because browsers do not support labelled
     * rows.
     */
    private void tableRow(XmlElement row, String[] around, String face) {
        String[] own = words(row.attribute("columnalign"));
        String[] columns = own.length > 0 ? own : around;
        String rowFace = face(row, face);
        List<XmlElement> cells = new ArrayList<>(shown(row));
        XmlElement label = row.name().equals("mlabeledtr") && !cells.isEmpty() ? cells.remove(0) : null;
        html.open("mtr", "id", flow.source().id(row));
        for (int i = 0; i < cells.size(); i++) {
            String aligned = columns.length == 0 ? null : columns[Math.min(i, columns.length - 1)];
            cell(cells.get(i), aligned, rowFace);
        }
        if (label != null) {
            html.open("mtd", "class", "label");
            children(label, rowFace);
            html.close();
        }
        html.close();
    }

    private void cell(XmlElement cell, String around, String face) {
        boolean isCell = cell.name().equals("mtd");
        String own = isCell ? cell.attribute("columnalign") : null;
        String aligned = own == null ? around : own;
        List<String> attributes = new ArrayList<>();
        attributes.add("class");
        attributes.add(aligned != null && ALIGNMENTS.contains(aligned) ? "align-" + aligned : null);
        attributes.addAll(isCell ? Arrays.asList(attributes(cell)) : List.of());
        html.open("mtd", attributes.toArray(String[]::new));
        if (isCell) {
            children(cell, face(cell, face));
        } else {
            write(cell, face);
        }
        html.close();
    }

    private static String[] words(String list) {
        return list == null
                ? new String[0]
                : list.strip().toLowerCase(Locale.ROOT).split("\\s+", 200);
    }

    private static String isTrue(XmlElement element, String attribute) {
        String value = element.attribute(attribute);
        return "true".equals(value) || "false".equals(value) ? value : null;
    }

    /** Returns the attributes of an element that are supported by MathML Core and have valid values. */
    private String[] attributes(XmlElement element) {
        List<String> attributes = new ArrayList<>();
        String id = flow.source().id(element);
        if (id != null) {
            attributes.add("id");
            attributes.add(id);
        }
        for (String name : ALLOWED_ATTRIBUTES.getOrDefault(element.name(), List.of())) {
            String value = value(name, element.attribute(name));
            if (value != null) {
                attributes.add(name);
                attributes.add(value);
            }
        }
        return attributes.toArray(String[]::new);
    }

    private static String value(String name, String stated) {
        if (stated == null) {
            return null;
        }
        if (BOOLEANS.contains(name)) {
            return stated.equals("true") || stated.equals("false") ? stated : null;
        }
        if (LENGTHS.contains(name)) {
            return length(stated);
        }
        return switch (name) {
            case "form" -> Set.of("prefix", "infix", "postfix").contains(stated) ? stated : null;
            case "scriptlevel" -> stated.matches("[+-]?[0-9]{1,2}") ? stated : null;
            case "columnspan", "rowspan" -> stated.matches("[1-9][0-9]{0,2}") ? stated : null;
            default -> null;
        };
    }

    /**
     * Returns a length for MathML Core, or null if it is invalid. Named lengths and numbers without a unit are
     * converted to ems.
     */
    private static String length(String stated) {
        String named = SPACES.get(stated);
        if (named != null) {
            return named;
        }
        boolean isLength = LENGTH.matcher(stated).matches() && stated.chars().anyMatch(Character::isDigit);
        if (!isLength) {
            return null;
        }
        boolean hasUnit = Character.isLetter(stated.charAt(stated.length() - 1)) || stated.endsWith("%");
        String plain = stated.startsWith("+") ? stated.substring(1) : stated;
        return (plain.startsWith(".") ? "0" + plain : plain) + (hasUnit ? "" : "em");
    }
}
