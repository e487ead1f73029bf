package org.offprint.formats.jats.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;

/**
 * Subject or keyword, which is a single string or is composed of several terms.
 *
 * @param label subject or keyword as displayed
 * @param code code in its vocabulary; null if no code is stated
 */
public record JatsTerm(String label, String code) {

    /**
     * Returns the subject or keyword in an element, or null if the element has no text.
     *
     * @param part name of the child elements that contain the terms of a composed subject
     * @param attribute name of the attribute that contains the code
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
        // A URL is preferred over a number, because it also identifies the vocabulary.
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
