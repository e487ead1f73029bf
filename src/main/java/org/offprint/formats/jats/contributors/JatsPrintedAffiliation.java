package org.offprint.formats.jats.contributors;

import java.util.List;
import java.util.Set;
import org.offprint.formats.xml.XmlElement;

/** Extracts the printed text of an affiliation, without its label, identifiers and email addresses. */
final class JatsPrintedAffiliation {

    private static final String[] NOT_WORDS = {"label", "institution-id", "email", "fn", "xref"};
    private static final String[] NOT_WORDS_NUMBERED = {"label", "institution-id", "email", "fn", "xref", "sup"};

    /** Initials of the owner of an email address, printed after the address. */
    private static final String INITIALS = "[;,]?\\s*\\(\\p{Lu}\\.(?:[\\s-]?\\p{L}\\.){0,6}\\)";

    /** Remnants of a removed email address: empty parentheses, or words such as "email". */
    private static final String AROUND =
            "(?i)[(\\[]\\s*(?:e-?mails?\\b)?[\\s:,;]*[)\\]]|[;,]?\\s*\\be-?mails?\\s*:[\\s,;.]*$";

    private JatsPrintedAffiliation() {}

    /**
     * Returns the printed text of an affiliation, or null if there is none. Some publishers provide the printed text
     * separately from the structured elements.
     */
    static String of(XmlElement aff) {
        for (XmlElement institution : aff.descendants("institution")) {
            if ("original".equals(institution.attribute("content-type"))) {
                return institution.text();
            }
        }
        boolean isParted = !aff.hasOwnText() && aff.elements().size() > 1;
        if (isParted) {
            return listed(aff);
        }
        String words = aff.textWithout(isNumbered(aff) ? NOT_WORDS_NUMBERED : NOT_WORDS);
        boolean hasEmails = words != null && !aff.descendants("email").isEmpty();
        String trimmed = trimmed(hasEmails ? words.replaceAll(INITIALS, "").replaceAll(AROUND, "") : words);
        // Remove the conjunction before the next affiliation in the same aff element.
        return trimmed == null ? null : trimmed.replaceFirst("[,;]?\\s(?:and|&)$", "");
    }

    /**
     * Splits an element with several affiliations into one element per affiliation, including its mark. Returns an
     * empty list if there is only one affiliation, or if the marks are not printed after contributors' names.
     */
    static List<XmlElement> several(XmlElement aff, Set<String> printed) {
        return aff.parts(child -> (child.name().equals("sup") || child.name().equals("label"))
                && child.text() != null
                && printed.contains(child.text()));
    }

    /**
     * Returns the mark that contributors use to refer to an affiliation: its label, or its superscript. Returns null if
     * the affiliation has no mark.
     */
    static String mark(XmlElement aff) {
        if (!aff.at("label").isNone()) {
            return aff.at("label").text();
        }
        return isNumbered(aff) ? aff.at("sup").text() : null;
    }

    /**
     * Returns whether an affiliation begins or ends with a superscript number, which some publishers use instead of a
     * label.
     */
    private static boolean isNumbered(XmlElement aff) {
        List<Object> content = aff.content().stream()
                .filter(child -> child instanceof XmlElement || !((String) child).isBlank())
                .toList();
        return !content.isEmpty() && (isMark(content.get(0)) || isMark(content.get(content.size() - 1)));
    }

    private static boolean isMark(Object child) {
        return child instanceof XmlElement element && element.name().equals("sup");
    }

    /** Returns the texts of the elements of an affiliation, separated by commas, if there is no text between them. */
    private static String listed(XmlElement aff) {
        StringBuilder all = new StringBuilder();
        for (XmlElement part : aff.elements()) {
            boolean isPart = !List.of(NOT_WORDS_NUMBERED).contains(part.name());
            boolean isNest = !part.hasOwnText() && part.elements().size() > 1;
            String text = !isPart ? null : isNest ? listed(part) : trimmed(part.textWithout("institution-id"));
            if (text != null && !text.isEmpty()) {
                all.append(all.isEmpty() ? "" : ", ").append(text);
            }
        }
        return all.isEmpty() ? null : all.toString();
    }

    /**
     * Returns the text without leading and trailing commas, semicolons and whitespace, and without spaces before
     * punctuation.
     */
    static String trimmed(String text) {
        return text == null
                ? null
                : text.replaceAll("^[\\s,;]+|(?<![\\s,;])[\\s,;]+$", "").replaceAll("\\s+([,;.])", "$1");
    }
}
