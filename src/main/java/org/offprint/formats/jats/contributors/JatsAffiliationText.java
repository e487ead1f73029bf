package org.offprint.formats.jats.contributors;

import java.util.List;
import java.util.Set;
import org.offprint.formats.xml.XmlElement;
import org.offprint.formats.xml.XmlParts;

/** The words of an affiliation as printed, without its number, its ids and its addresses. */
final class JatsAffiliationText {

    private static final String[] NOT_WORDS = {"label", "institution-id", "email", "fn", "xref"};
    private static final String[] NOT_WORDS_NUMBERED = {"label", "institution-id", "email", "fn", "xref", "sup"};

    /** Initials of those whose address stood before them. */
    private static final String INITIALS = "[;,]?\\s*\\(\\p{Lu}\\.(?:[\\s-]?\\p{L}\\.){0,6}\\)";

    /** Words that stood around an address. */
    private static final String AROUND =
            "(?i)[(\\[]\\s*(?:e-?mails?\\b)?[\\s:,;]*[)\\]]|[;,]?\\s*\\be-?mails?\\s*:[\\s,;.]*$";

    private JatsAffiliationText() {}

    /** The words that were printed are told apart by some from the parts that were made of them. Null for none. */
    static String of(XmlElement aff) {
        for (XmlElement institution : aff.within("institution")) {
            if ("original".equals(institution.attribute("content-type"))) {
                return institution.text();
            }
        }
        boolean isParted = !aff.hasOwnText() && aff.elements().size() > 1;
        if (isParted) {
            return listed(aff);
        }
        String words = aff.textWithout(isNumbered(aff) ? NOT_WORDS_NUMBERED : NOT_WORDS);
        boolean hasEmails = words != null && !aff.within("email").isEmpty();
        String trimmed = trimmed(hasEmails ? words.replaceAll(INITIALS, "").replaceAll(AROUND, "") : words);
        // Before the next one of those that stand in one element.
        return trimmed == null ? null : trimmed.replaceFirst("[,;]?\\s(?:and|&)$", "");
    }

    /**
     * Returns the affiliations in one element, each with its mark; empty for one alone, or where no such marks are
     * printed at names.
     */
    static List<XmlElement> several(XmlElement aff, Set<String> printed) {
        return XmlParts.of(
                aff,
                child -> (child.name().equals("sup") || child.name().equals("label"))
                        && child.text() != null
                        && printed.contains(child.text()));
    }

    /** By which its members name it: its label, or the superscript that it begins with; null for none. */
    static String mark(XmlElement aff) {
        if (!aff.at("label").isNone()) {
            return aff.at("label").text();
        }
        return isNumbered(aff) ? aff.at("sup").text() : null;
    }

    /** Reports whether it begins, or ends, with its number in superscript, as some do it in place of a label. */
    private static boolean isNumbered(XmlElement aff) {
        List<Object> content = aff.content().stream()
                .filter(child -> child instanceof XmlElement || !((String) child).isBlank())
                .toList();
        return !content.isEmpty() && (isMark(content.get(0)) || isMark(content.get(content.size() - 1)));
    }

    private static boolean isMark(Object child) {
        return child instanceof XmlElement element && element.name().equals("sup");
    }

    /** Parts with nothing between them are set apart by commas. */
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

    /** Without the marks of punctuation around it, and without blanks before those within. */
    static String trimmed(String text) {
        return text == null
                ? null
                : text.replaceAll("^[\\s,;]+|(?<![\\s,;])[\\s,;]+$", "").replaceAll("\\s+([,;.])", "$1");
    }
}
