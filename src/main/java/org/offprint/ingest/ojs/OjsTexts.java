package org.offprint.ingest.ojs;

import java.util.List;
import org.offprint.identifiers.LanguageTag;
import org.offprint.ingest.draft.Draft;
import org.offprint.ingest.xml.XmlElement;

/** Texts of OJS, each in several locales. */
final class OjsTexts {

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

    /** The element of this name in this locale, else the only one there is; it stays unmarked. */
    static XmlElement in(String locale, XmlElement around, String name) {
        List<XmlElement> all = around.elements(name);
        return all.stream()
                .filter(each -> locale == null || locale.equals(each.attribute("locale")))
                .findFirst()
                .orElse(all.size() == 1 ? all.get(0) : XmlElement.NONE);
    }
}
