package org.offprint.formats.fulltext.mathematics;

import java.util.List;
import java.util.stream.Collectors;
import org.offprint.formats.fulltext.blocks.Images;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.xml.XmlElement;

/** Renders formulas without MathML as an image or, if there is no image, as TeX source. */
final class TexFormula {

    private TexFormula() {}

    static void write(Flow flow, XmlElement tex, boolean isDisplayed) {
        String source = source(tex);
        flow.remark(
                "tex-not-converted",
                tex,
                "The formula is available only in TeX and is shown as TeX source. Add MathML to render" + " it.");
        flow.html()
                .element(
                        "code",
                        source,
                        "class",
                        isDisplayed ? "tex display" : "tex",
                        "id",
                        flow.source().id(tex));
    }

    /** Writes the image of a formula. If the image has no alternative text, the TeX source is used instead. */
    static void writeImage(Flow flow, List<XmlElement> tex, XmlElement image) {
        flow.remark(
                "tex-not-converted",
                tex.get(0),
                "The formula is available only in TeX and is shown as an image. Add MathML to render it.");
        String source = tex.stream().map(TexFormula::source).collect(Collectors.joining(" "));
        Images.writeFormula(flow, image, source.strip());
        flow.html().plainText(source);
    }

    /** Returns the TeX formula without the LaTeX document that some publishers wrap around it. */
    static String source(XmlElement tex) {
        StringBuilder text = new StringBuilder();
        tex.content().forEach(part -> text.append(part instanceof String words ? words : ""));
        int begin = text.indexOf("\\begin{document}");
        int end = text.indexOf("\\end{document}");
        String formula =
                begin >= 0 && end > begin ? text.substring(begin + "\\begin{document}".length(), end) : text.toString();
        return formula.strip();
    }
}
