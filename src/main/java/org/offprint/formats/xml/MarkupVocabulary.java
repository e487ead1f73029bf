package org.offprint.formats.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/**
 * Converts the HTML markup of titles and abstracts to an XML vocabulary such as JATS. MathML has the prefix {@code
 * mml}, which the document must declare as {@code http://www.w3.org/1998/Math/MathML}.
 */
public enum MarkupVocabulary {

    /**
     * JATS vocabulary with {@code italic bold sub sup underline strike monospace sc}, and with formulas in
     * {@code inline-formula}.
     */
    JATS("", true, Map.of("i", "italic", "b", "bold", "u", "underline", "s", "strike", "code", "monospace")),

    /** JATS vocabulary with the prefix {@code jats}, for abstracts in a Crossref deposit. */
    PREFIXED_JATS(
            "jats:", true, Map.of("i", "italic", "b", "bold", "u", "underline", "s", "strike", "code", "monospace")),

    /**
     * Vocabulary of titles in a Crossref deposit, with {@code i b sub sup u tt scp}. The markup of struck-out text is
     * omitted.
     */
    CROSSREF("", false, Map.of("code", "tt", "sc", "scp", "s", ""));

    private static final String MATHML = "mml:";
    /** CSS selector of TeX annotations. */
    private static final String TEX = "annotation[encoding=" + TexToMathMl.ENCODING + "]";

    private final String prefix;
    private final boolean formulas;
    private final Map<String, String> names;

    MarkupVocabulary(String prefix, boolean formulas, Map<String, String> names) {
        this.prefix = prefix;
        this.formulas = formulas;
        this.names = names;
    }

    /**
     * Writes a title into the open XML element.
     *
     * @param html title with markup; null if no title with markup is available
     * @param text title without markup, which is used only if {@code html} is null; may be null
     */
    public void title(XmlWriter xml, String html, String text) {
        if (html == null) {
            xml.text(text);
        } else {
            inline(xml, parse(html));
        }
    }

    /**
     * Writes an abstract as paragraphs and lists into the open XML element. The vocabulary {@code CROSSREF} is not
     * supported.
     */
    public void paragraphs(XmlWriter xml, String html, String text) {
        if (html != null) {
            blocks(xml, parse(html));
        } else if (text != null) {
            for (String paragraph : text.strip().split("\n\\s*\n")) {
                xml.element(prefix + "p", paragraph.strip().replaceAll("\\s+", " "));
            }
        }
    }

    private static List<Node> parse(String html) {
        return Jsoup.parse(html, "", Parser.xmlParser()).childNodes();
    }

    private void blocks(XmlWriter xml, List<Node> nodes) {
        List<Node> run = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof Element element && isBlock(element)) {
                paragraph(xml, run);
                run.clear();
                if (element.normalName().equals("p")) {
                    paragraph(xml, element.childNodes());
                } else {
                    // The JATS schema allows only paragraphs in an abstract, so the list is written within a paragraph.
                    xml.open(prefix + "p");
                    list(xml, element);
                    xml.close();
                }
            } else {
                run.add(node);
            }
        }
        paragraph(xml, run);
    }

    private void paragraph(XmlWriter xml, List<Node> inline) {
        boolean empty = inline.stream().allMatch(node -> node instanceof TextNode text && text.isBlank());
        if (!empty) {
            xml.openMixed(prefix + "p");
            inline(xml, inline);
            xml.close();
        }
    }

    private void list(XmlWriter xml, Element list) {
        xml.open(prefix + "list", "list-type", list.normalName().equals("ol") ? "order" : "bullet");
        for (Element item : list.children()) {
            xml.open(prefix + "list-item");
            blocks(xml, item.childNodes());
            xml.close();
        }
        xml.close();
    }

    private static boolean isBlock(Element element) {
        return List.of("p", "ul", "ol").contains(element.normalName());
    }

    private void inline(XmlWriter xml, List<Node> nodes) {
        for (Node node : nodes) {
            if (node instanceof TextNode text) {
                xml.text(text.getWholeText());
            } else if (node instanceof Element element && element.normalName().equals("math")) {
                formula(xml, element);
            } else if (node instanceof Element element
                    && isBlock(element)
                    && !element.normalName().equals("p")) {
                list(xml, element);
            } else if (node instanceof Element element) {
                face(xml, element);
            }
        }
    }

    private void face(XmlWriter xml, Element element) {
        String html = element.normalName().equals("span") ? "sc" : element.normalName();
        String name = names.getOrDefault(html, html);
        if (name.isEmpty()) {
            inline(xml, element.childNodes());
            return;
        }
        xml.openMixed(prefix + name);
        inline(xml, element.childNodes());
        xml.close();
    }

    /** Writes a formula as MathML. In JATS, a TeX annotation is also written as an alternative of the formula. */
    private void formula(XmlWriter xml, Element math) {
        Element tex = this == JATS ? math.selectFirst(TEX) : null;
        if (formulas) {
            xml.openMixed(prefix + "inline-formula");
        }
        if (tex != null) {
            xml.openMixed(prefix + "alternatives");
        }
        mathml(xml, math);
        if (tex != null) {
            xml.element(prefix + "tex-math", tex.wholeText());
            xml.close();
        }
        if (formulas) {
            xml.close();
        }
    }

    /**
     * Writes a MathML element. TeX annotations are omitted from Crossref deposits, because recipients that remove the
     * markup of a title would show the TeX after the formula.
     */
    private void mathml(XmlWriter xml, Element element) {
        if (this != JATS && element.is(TEX)) {
            return;
        }
        List<String> attributes = new ArrayList<>();
        for (Attribute attribute : element.attributes()) {
            if (!attribute.getKey().startsWith("xmlns")) {
                attributes.add(attribute.getKey());
                attributes.add(attribute.getValue());
            }
        }
        xml.openMixed(MATHML + element.tagName(), attributes.toArray(String[]::new));
        for (Node node : element.childNodes()) {
            if (node instanceof TextNode text) {
                xml.text(text.getWholeText());
            } else if (node instanceof Element child) {
                mathml(xml, child);
            }
        }
        xml.close();
    }
}
