package org.offprint.formats.jats.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;

/**
 * A subject or a keyword, whole or of parts.
 *
 * @param label the words of it
 * @param code what it is known by in its vocabulary; null where the source names none
 */
public record JatsTerm(String label, String code) {

    /**
     * The term of an element; null where nothing stands in it.
     *
     * @param part what its parts are called, where it has any
     * @param attribute the attribute with its code
     */
    public static JatsTerm of(XmlElement element, String part, String attribute) {
        List<String> labels = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (XmlElement each : element.elements(part)) {
            String text = each.text();
            if (text != null) {
                (isCode(each) ? codes : labels).add(SourceText.clean(text));
            }
        }
        String label = labels.isEmpty() ? element.text() : String.join(" ", labels);
        if (label == null) {
            return null;
        }
        String said = element.attribute(attribute);
        // Of a link and a number the link, which says whose number it is.
        String code = labels.isEmpty()
                ? null
                : codes.stream()
                        .filter(each -> each.contains("://"))
                        .findFirst()
                        .orElse(codes.isEmpty() ? null : codes.get(0));
        return new JatsTerm(SourceText.clean(label), said == null ? code : said);
    }

    private static boolean isCode(XmlElement part) {
        String type = String.valueOf(part.attribute("content-type")).toLowerCase(Locale.ROOT);
        return type.contains("code") || type.contains("identifier") || type.matches("id|ur[il]|.*-id");
    }
}
