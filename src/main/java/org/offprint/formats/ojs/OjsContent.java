package org.offprint.formats.ojs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.draft.DraftTexts;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;
import org.offprint.identifiers.License;

/** Reads a publication: titles, abstracts and keywords in all languages, rights, references. */
final class OjsContent {

    private final XmlElement publication;
    private final String locale;
    private final Draft draft;

    private OjsContent(XmlElement publication, String locale, Draft draft) {
        this.publication = publication;
        this.locale = locale;
        this.draft = draft;
    }

    static void read(XmlElement publication, String locale, Draft draft) {
        OjsContent content = new OjsContent(publication, locale, draft);
        content.texts();
        content.keywords();
        content.agencies();
        content.rights();
        content.references();
        content.data();
    }

    /** Since 3.4 where the data are. */
    private void data() {
        String html = OjsTexts.in(locale, publication, "dataAvailability").take();
        Draft.put(
                draft.object("statements"),
                "dataAvailability",
                html == null ? null : org.jsoup.Jsoup.parse(html).text());
    }

    /** Supporting agencies are who paid; said in several languages they are the same. */
    private void agencies() {
        List<XmlElement> groups = publication.elements("agencies");
        XmlElement own = OjsTexts.in(locale, publication, "agencies");
        for (XmlElement group : groups) {
            for (XmlElement agency : group.elements("agency")) {
                String name = group == own ? term(agency).take() : null;
                if (name != null) {
                    draft.addOnce("funding", draft.body().objectNode().put("funder", SourceText.clean(name)));
                }
            }
        }
    }

    /** The article a title begins with stands apart in OJS. */
    private void texts() {
        for (XmlElement title : publication.elements("title")) {
            String said = title.attribute("locale");
            XmlElement prefix = OjsTexts.in(said, publication, "prefix");
            String words =
                    prefix.text() == null || !String.valueOf(said).equals(String.valueOf(prefix.attribute("locale")))
                            ? title.text()
                            : prefix.take() + " " + title.text();
            ObjectNode into = into(said);
            if (into != null && words != null) {
                DraftTexts.title(draft, into, words, title.path());
                title.mark();
            }
        }
        for (XmlElement subtitle : publication.elements("subtitle")) {
            ObjectNode into = into(subtitle.attribute("locale"));
            if (into != null) {
                String text = subtitle.take();
                Draft.put(
                        into,
                        "subtitle",
                        text == null ? null : org.jsoup.Jsoup.parse(text).text());
            }
        }
        for (XmlElement summary : publication.elements("abstract")) {
            ObjectNode into = into(summary.attribute("locale"));
            if (into != null) {
                DraftTexts.summary(draft, into, summary.take(), summary.path());
            }
        }
    }

    private void keywords() {
        for (XmlElement group : publication.elements("keywords")) {
            ObjectNode into = into(group.attribute("locale"));
            for (XmlElement keyword : group.elements("keyword")) {
                String name = into == null ? null : term(keyword).take();
                if (name != null) {
                    into.withArray("/keywords").add(SourceText.clean(name));
                }
            }
        }
        for (XmlElement group : publication.elements("subjects", "disciplines")) {
            for (XmlElement subject : group.elements("subject", "discipline")) {
                String kind = subject.name().equals("discipline") ? "discipline" : null;
                String source = subject.at("source").take();
                draft.subject(
                        source == null ? kind : source,
                        subject.at("identifier").take(),
                        term(subject).take());
            }
        }
    }

    /** Since 3.6 what stands in a vocabulary has its name apart from its identifier and its source. */
    private static XmlElement term(XmlElement said) {
        return said.at("name").isNone() ? said : said.at("name");
    }

    /** Returns what is said in this locale; null for one that is none. */
    private ObjectNode into(String said) {
        if (said == null || said.equals(locale)) {
            return draft.body();
        }
        String language = OjsTexts.language(said, draft, "@locale");
        boolean isOwn =
                language == null || language.equals(draft.body().get("language").textValue());
        return isOwn ? null : draft.object("translations").withObject("/" + language);
    }

    private void rights() {
        ObjectNode license = draft.object("license");
        String url = publication.at("licenseUrl").isNone()
                ? publication.at("permissions", "license_url").take()
                : publication.at("licenseUrl").take();
        Draft.put(license, "url", draft.value(url, License::parse, "licenseUrl"));
        XmlElement holder = OjsTexts.in(locale, publication, "copyrightHolder");
        String year = publication.at("copyrightYear").take();
        ObjectNode copyright = draft.body().objectNode();
        Draft.put(copyright, "holder", holder.take());
        boolean isYear = year != null && year.matches("[12]\\d{3}");
        if (isYear) {
            copyright.put("year", Integer.parseInt(year));
        }
        draft.unplaced(publication.path() + "/copyrightYear", isYear ? null : year);
        if (!copyright.isEmpty()) {
            license.set("copyright", copyright);
        }
    }

    private void references() {
        int number = 0;
        for (XmlElement citation : publication.at("citations").elements("citation")) {
            number++;
            ObjectNode reference = draft.body().objectNode().put("key", "ref" + number);
            String text = citation.take();
            Draft.put(reference, "text", text == null ? null : SourceText.clean(text));
            draft.reference(reference);
        }
    }
}
