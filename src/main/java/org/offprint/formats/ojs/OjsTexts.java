package org.offprint.formats.ojs;

import java.util.List;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.LanguageTag;

/** Texts of OJS, each in several locales. */
final class OjsTexts {

    private static final int MOST_LOCALES = 200;

    private OjsTexts() {}

    /** The language of a locale such as {@code pt_BR} or {@code sr_RS@latin}; null where it is none, which is told. */
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

    /** The element of this name in this locale, else in the same language, else the first that says anything; it stays unmarked. */
    static XmlElement in(String locale, XmlElement around, String name) {
        return in(locale, around.elements(name));
    }

    /** Of these elements the one in this locale, as above; no more are looked at than there are locales. */
    static XmlElement in(String locale, List<XmlElement> elements) {
        List<XmlElement> all = elements.stream()
                .limit(MOST_LOCALES)
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

    /** Reports whether two locales are of one language, whatever the country. */
    static boolean isSameLanguage(String one, String other) {
        return one != null && other != null && plain(one).equals(plain(other));
    }

    private static String plain(String locale) {
        return locale.replaceAll("[_@-].*", "");
    }
}
