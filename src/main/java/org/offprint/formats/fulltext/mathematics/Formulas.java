package org.offprint.formats.fulltext.mathematics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.fulltext.blocks.Images;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.GeneratedWords.Key;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.xml.XmlElement;

/**
 * Renders formulas as MathML if the source contains MathML or TeX that can be converted, otherwise as an image, as TeX
 * source or as text.
 */
public final class Formulas {

    private static final Set<String> IMAGES = Set.of("graphic", "inline-graphic");
    private static final Set<String> NOT_WRITTEN = Set.of("label", "alt-text", "long-desc", "object-id", "email");

    private Formulas() {}

    /** Returns the writers for formulas, keyed by JATS element name. */
    public static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>();
        writers.put("inline-formula", Formulas::inline);
        writers.put("disp-formula", Formulas::displayed);
        writers.put("disp-formula-group", Formulas::group);
        writers.put("math", (flow, element) -> MathMlCore.write(flow, element, false));
        writers.put("tex-math", (flow, element) -> TexFormula.write(flow, element, false));
        return writers;
    }

    /**
     * Returns the required number of child elements of a MathML element.
     *
     * @param name name without a namespace prefix
     * @return 0 if the number of child elements is not fixed
     */
    public static int operands(String name) {
        return MathMlCore.OPERANDS.getOrDefault(name, 0);
    }

    private static void inline(Flow flow, XmlElement formula) {
        flow.html().open("span", "class", "formula", "id", flow.source().id(formula));
        content(flow, formula, false);
        flow.html().close();
    }

    private static void displayed(Flow flow, XmlElement formula) {
        Html html = flow.html();
        String label = formula.at("label").text();
        boolean isInPhrase = flow.isInPhrase();
        html.open(
                isInPhrase ? "span" : "div",
                "class",
                "formula display",
                "id",
                flow.source().id(formula),
                "role",
                "group",
                "aria-label",
                flow.word(Key.EQUATION) + (label == null || label.length() > 40 ? "" : " " + label));
        content(flow, formula, true);
        if (label != null) {
            html.text(" ");
            flow.write(formula.at("label"));
        }
        html.close();
    }

    private static void group(Flow flow, XmlElement group) {
        flow.html().open("div", "class", "formulas", "id", flow.source().id(group), "role", "group");
        flow.paragraphs(group);
        flow.html().close();
    }

    private static void content(Flow flow, XmlElement formula, boolean isDisplayed) {
        boolean hasMath = !formula.outermost("math").isEmpty();
        List<XmlElement> tex = hasMath ? List.of() : formula.outermost("tex-math");
        boolean isConverted = tex.stream().allMatch(TexFormula::isConvertible);
        XmlElement image = isConverted ? null : shownImage(flow, formula, tex.size() > 1);
        if (image != null) {
            TexFormula.writeImage(flow, tex, image);
            flow.phraseBy(formula, child -> withoutForms(flow, child));
        } else if (hasMath
                || tex.stream().anyMatch(each -> !TexFormula.source(each).isEmpty())) {
            flow.phraseBy(formula, child -> part(flow, child, isDisplayed, hasMath));
        } else {
            flow.phraseBy(formula, child -> {
                if (!NOT_WRITTEN.contains(child.name())) {
                    image(flow, child);
                }
            });
        }
    }

    /**
     * Returns the first image of a formula that browsers can display. Returns null if there is none, or if the formula
     * has several parts and several images.
     */
    private static XmlElement shownImage(Flow flow, XmlElement formula, boolean hasParts) {
        List<XmlElement> images = formula.descendants("graphic", "inline-graphic");
        return hasParts && images.size() > 1
                ? null
                : images.stream().filter(flow::hasShownFile).findFirst().orElse(null);
    }

    /** Writes a child element of a formula whose image is already written. Forms of the formula are omitted. */
    private static void withoutForms(Flow flow, XmlElement part) {
        boolean isForm = IMAGES.contains(part.name())
                || part.name().equals("tex-math")
                || part.name().equals("alternatives");
        if (!isForm && !NOT_WRITTEN.contains(part.name())) {
            flow.write(part);
        }
    }

    /**
     * Writes a child element of a formula. If the formula has several alternative forms, only one form is written.
     * Child elements that are not formulas are written as text.
     */
    private static void part(Flow flow, XmlElement part, boolean isDisplayed, boolean hasMath) {
        String name = part.name();
        if (name.equals("math")) {
            MathMlCore.write(flow, part, isDisplayed);
        } else if (name.equals("tex-math")) {
            if (!hasMath) {
                TexFormula.write(flow, part, isDisplayed);
            }
        } else if (name.equals("alternatives")) {
            alternative(flow, part, isDisplayed, hasMath);
        } else if (!IMAGES.contains(name) && !NOT_WRITTEN.contains(name)) {
            flow.write(part);
        }
    }

    private static void alternative(Flow flow, XmlElement alternatives, boolean isDisplayed, boolean hasMath) {
        List<XmlElement> forms = alternatives.elements(hasMath ? "math" : "tex-math");
        if (!forms.isEmpty()) {
            part(flow, forms.get(0), isDisplayed, hasMath);
        }
    }

    private static void image(Flow flow, XmlElement part) {
        if (part.name().equals("graphic")) {
            Images.write(flow, List.of(part), null);
        } else {
            flow.write(part);
        }
    }
}
