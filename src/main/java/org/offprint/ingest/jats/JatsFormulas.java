package org.offprint.ingest.jats;

import org.offprint.ingest.draft.Words;
import org.offprint.ingest.xml.XmlElement;

/** Formulas as texts hold them. */
final class JatsFormulas {

    private JatsFormulas() {}

    /** What is within the document that some publishers make of a formula. */
    static String tex(String source) {
        int begin = source.indexOf("\\begin{document}");
        int end = source.indexOf("\\end{document}");
        return begin >= 0 && end > begin
                ? source.substring(begin + "\\begin{document}".length(), end).strip()
                : source;
    }

    /** MathML with its attributes, its names without prefixes. */
    static void mathMl(XmlElement element, StringBuilder html) {
        html.append('<').append(element.name());
        element.attributes().forEach((name, value) -> html.append(' ')
                .append(name)
                .append("=\"")
                .append(Words.html(value).replace("\"", "&quot;"))
                .append('"'));
        html.append('>');
        for (Object child : element.content()) {
            if (child instanceof XmlElement inner) {
                mathMl(inner, html);
            } else {
                html.append(Words.html((String) child));
            }
        }
        html.append("</").append(element.name()).append('>');
    }
}
