package org.offprint.formats.fulltext.mathematics;

import java.util.List;
import java.util.stream.Collectors;
import org.offprint.formats.fulltext.blocks.Images;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.xml.TexToMathMl;
import org.offprint.formats.xml.XmlElement;

/**
 * Renders formulas without MathML. TeX is converted to MathML. A formula that cannot be converted is shown as an image
 * or, if there is no image, as TeX source.
 */
final class TexFormula {

    private TexFormula() {}

    /** Returns whether a {@code tex-math} element can be converted to MathML. */
    static boolean isConvertible(XmlElement tex) {
        return converted(tex).math() != null;
    }

    static void write(Flow flow, XmlElement tex, boolean isDisplayed) {
        XmlElement math = tex.mathOf(converted(tex));
        if (!math.isNone()) {
            MathMlCore.write(flow, math, isDisplayed);
            return;
        }
        remark(flow, tex, "as TeX source");
        flow.html()
                .element(
                        "code",
                        source(tex),
                        "class",
                        isDisplayed ? "tex display" : "tex",
                        "id",
                        flow.source().id(tex));
    }

    /** Writes the image of a formula. If the image has no alternative text, the TeX source is used instead. */
    static void writeImage(Flow flow, List<XmlElement> tex, XmlElement image) {
        XmlElement unsupported =
                tex.stream().filter(each -> !isConvertible(each)).findFirst().orElse(tex.get(0));
        remark(flow, unsupported, "as an image");
        String source = tex.stream().map(TexFormula::source).collect(Collectors.joining(" "));
        Images.writeFormula(flow, image, source.strip());
        flow.html().plainText(source);
    }

    private static void remark(Flow flow, XmlElement tex, String shown) {
        flow.remark(
                "tex-not-converted",
                tex,
                "The formula is available only in TeX and is shown " + shown + ". It cannot be converted: "
                        + converted(tex).problem() + ". Add MathML to render it.");
    }

    private static TexToMathMl converted(XmlElement tex) {
        return TexToMathMl.of(tex.texSource());
    }

    /** Returns the TeX formula without the LaTeX document that some publishers wrap around it. */
    static String source(XmlElement tex) {
        return TexToMathMl.withoutDocument(tex.texSource()).strip();
    }
}
