package org.offprint.formats.ojs;

import java.util.List;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.LanguageTag;

/** Reads OJS elements that exist once per locale. */
final class OjsTexts {

    private static final int MAX_LOCALES = 200;

    private OjsTexts() {}

    /**
     * Returns the language of an OJS locale such as {@code pt_BR} or {@code sr_RS@latin}. Returns null for an invalid
     * locale, which is reported as unmapped.
     */
    static String language(String locale, Draft draft, String where) {
        if (locale == null) {
            return null;
        }
        String plain = locale.replace('_', '-');
        int at = plain.indexOf('@');
        if (at > 0) {
            String script = plain.substring(at + 1).startsWith("cyr") ? "Cyrl" : "Latn";
            String[] parts = plain.substring(0, at).split("-");
            plain = parts[0] + "-" + script + (parts.length > 1 ? "-" + parts[1] : "");
        }
        return draft.value(plain, LanguageTag::parse, where);
    }

    /**
     * Returns the element with the given name in the locale, otherwise in the same language, otherwise the first one
     * that has text. The returned element is not marked as mapped.
     */
    static XmlElement in(String locale, XmlElement around, String name) {
        return in(locale, around.elements(name));
    }

    /**
     * Returns the element in the given locale, like {@link #in(String, XmlElement, String)}. Only the first 200
     * elements are checked, which exceeds the number of locales.
     */
    static XmlElement in(String locale, List<XmlElement> elements) {
        List<XmlElement> all = elements.stream()
                .limit(MAX_LOCALES)
                .filter(each -> each.text() != null)
                .toList();
        return all.stream()
                .filter(each -> locale == null || locale.equals(each.attribute("locale")))
                .findFirst()
                .or(() -> all.stream()
                        .filter(each -> isSameLanguage(locale, each.attribute("locale")))
                        .findFirst())
                .orElse(all.isEmpty() ? XmlElement.NONE : all.get(0));
    }

    /** Returns whether two OJS locales have the same language, ignoring the country. */
    static boolean isSameLanguage(String one, String other) {
        return one != null && other != null && plain(one).equals(plain(other));
    }

    private static String plain(String locale) {
        return locale.replaceAll("[_@-].*", "");
    }
}
