package org.offprint.kernel.record.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Writes a sanitized copy of a MathML formula, element by element, together with its text form. */
final class FormulaWriter {

    private static final String NAMESPACE = "http://www.w3.org/1998/Math/MathML";
    /** Invisible operator between a function and its argument. */
    private static final String APPLICATION = "\u2061";

    private static final Set<String> TOKENS = Set.of("mi", "mn", "mo", "mtext", "ms", "annotation");
    private static final Set<String> EMPTY = Set.of("mspace", "mprescripts", "none", "msline");
    private static final Set<String> GROUPS =
            names("mrow mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose"
                    + " msub msup msubsup munder mover munderover mmultiscripts mtable mtr mlabeledtr mtd"
                    + " mstack mlongdiv msgroup msrow mscarries mscarry semantics");
    private static final Set<String> ATTRIBUTES = names("accent accentunder align alttext bevelled close columnalign"
            + " columnlines columnspacing columnspan denomalign depth dir display displaystyle encoding equalcolumns"
            + " equalrows fence form frame framespacing height largeop linebreak linethickness lquote lspace"
            + " mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits notation numalign open"
            + " rowalign rowlines rowspacing rowspan rquote rspace scriptlevel scriptminsize separator separators side"
            + " stretchy subscriptshift superscriptshift symmetric voffset width");

    private final StringBuilder markup = new StringBuilder();
    private final Set<String> removed;
    private StringBuilder reading = new StringBuilder();

    private FormulaWriter(Set<String> removed) {
        this.removed = removed;
    }

    /**
     * Formula in presentation MathML with only allowed elements and attributes. A formula contains no HTML, which could
     * make an HTML parser end the formula early.
     *
     * @param markup {@code math} element with its namespace
     * @param reading text form of the formula, for example {@code a/(b+c)}; empty if nothing is visible
     */
    record Formula(String markup, String reading) {}

    /** Sanitizes a {@code math} element, and adds the names of removed elements and attributes to {@code removed}. */
    static Formula formula(Element math, Set<String> removed) {
        FormulaWriter writer = new FormulaWriter(removed);
        writer.math(math);
        return new Formula(writer.markup.toString(), writer.reading());
    }

    private void math(Element math) {
        markup.append("<math");
        XmlEscaping.appendAttribute(markup, "xmlns", NAMESPACE);
        attributes(math);
        markup.append('>');
        children(math, "math");
        markup.append("</math>");
    }

    /** Returns the text form of the formula. Repeated spaces are not collapsed. */
    private String reading() {
        return reading.toString().strip();
    }

    private void children(Element parent, String parentName) {
        List<String> parts = new ArrayList<>();
        for (Node child : parent.childNodes()) {
            StringBuilder before = reading;
            reading = new StringBuilder();
            child(child);
            String part = reading.toString();
            reading = before;
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        reading.append(joined(parent, parentName, parts));
    }

    /** Returns the text form of an element from the text forms of its child elements. */
    private static String joined(Element parent, String name, List<String> parts) {
        return switch (name) {
            case "mphantom" -> "";
            case "mfrac" -> isStack(parent) ? FormulaText.stack(parts) : FormulaText.fraction(parts);
            case "mfenced" -> String.join(parent.hasAttr("separators") ? parent.attr("separators") : ",", parts);
            case "msqrt" -> FormulaText.squareRoot(row(parts));
            case "mroot" -> parts.size() == 2 ? FormulaText.root(parts.get(0), parts.get(1)) : row(parts);
            default -> row(parts);
        };
    }

    /** Returns whether an element is a fraction without a line, for example a binomial coefficient. */
    private static boolean isStack(Element fraction) {
        String thickness = fraction.attr("linethickness");
        return thickness.indexOf('0') >= 0 && thickness.chars().noneMatch(c -> c >= '1' && c <= '9');
    }

    /** Returns the parts of a row. The invisible operator after a function name is replaced with a space if required. */
    private static String row(List<String> parts) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            boolean isApplied = part.equals(APPLICATION);
            boolean isSpaced = isApplied
                    && i + 1 < parts.size()
                    && "([{ ".indexOf(parts.get(i + 1).charAt(0)) < 0;
            row.append(isSpaced ? " " : isApplied ? "" : part);
        }
        return row.toString();
    }

    private void child(Node node) {
        if (node instanceof TextNode text) {
            String content = folded(text.getWholeText());
            if (!content.isEmpty()) {
                token("mtext", null, content);
            }
        } else if (node instanceof Element element) {
            element(element, MarkupElements.name(element));
        } else {
            removed.add(node.nodeName());
        }
    }

    private void element(Element element, String name) {
        if (MarkupElements.isRemovedWithText(name)) {
            removed.add(name);
        } else if (name.equals("maction")) {
            removed.add(name);
            // Only the first of the alternative MathML expressions is displayed.
            element.children().stream().findFirst().ifPresent(shown -> element(shown, MarkupElements.name(shown)));
        } else if (TOKENS.contains(name)) {
            token(name, element, content(element));
        } else if (EMPTY.contains(name)) {
            open(name, element);
            markup.append("</").append(name).append('>');
            // The HTML parser does not recognize an element with a prefixed name as empty, and treats the following
            // content as its children.
            element.childNodes().forEach(this::child);
        } else {
            group(element, name);
        }
    }

    private void group(Element element, String name) {
        // Replacing an unknown element with mrow preserves the number of children, which must be correct for fractions
        // and scripts.
        boolean isKnown = GROUPS.contains(name);
        String written = isKnown ? name : "mrow";
        if (!isKnown) {
            removed.add(name);
        }
        open(written, isKnown ? element : null);
        if (name.equals("mfenced")) {
            reading.append(element.hasAttr("open") ? element.attr("open") : "(");
        }
        children(element, written);
        if (name.equals("mfenced")) {
            reading.append(element.hasAttr("close") ? element.attr("close") : ")");
        }
        markup.append("</").append(written).append('>');
        if (name.equals("mtd") || name.equals("mtr")) {
            reading.append(' ');
        }
    }

    private void token(String name, Element element, String content) {
        open(name, element);
        content.codePoints().forEach(c -> XmlEscaping.append(markup, c));
        markup.append("</").append(name).append('>');
        if (!name.equals("annotation")) {
            reading.append(content);
        }
    }

    private String content(Element token) {
        StringBuilder content = new StringBuilder();
        gather(token, content);
        return folded(content.toString());
    }

    private void gather(Element element, StringBuilder content) {
        for (Node child : element.childNodes()) {
            if (child instanceof TextNode text) {
                content.append(text.getWholeText());
            } else if (child instanceof Element inner) {
                removed.add(MarkupElements.name(inner));
                if (!MarkupElements.isRemovedWithText(MarkupElements.name(inner))) {
                    gather(inner, content);
                }
            } else {
                removed.add(child.nodeName());
            }
        }
    }

    private void open(String name, Element element) {
        markup.append('<').append(name);
        if (element != null) {
            attributes(element);
        }
        markup.append('>');
    }

    private void attributes(Element element) {
        for (Attribute attribute : element.attributes()) {
            String name = attribute.getKey();
            if (ATTRIBUTES.contains(name)) {
                XmlEscaping.appendAttribute(markup, name, attribute.getValue());
            } else if (!name.startsWith("xmlns")) {
                removed.add("@" + name);
            }
        }
    }

    private static String folded(String text) {
        StringBuilder folded = new StringBuilder();
        text.codePoints().filter(XmlEscaping::isAllowed).forEach(c -> {
            boolean isBlank = PlainText.isBlank(c);
            boolean follows = !folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ';
            if (!isBlank || follows) {
                folded.appendCodePoint(isBlank ? ' ' : c);
            }
        });
        int end = folded.length();
        return folded.substring(0, end > 0 && folded.charAt(end - 1) == ' ' ? end - 1 : end);
    }

    private static Set<String> names(String words) {
        return Set.of(words.split(" "));
    }
}
