package org.offprint.formats.ojs;

import java.util.List;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ArticleDraft.Statement;
import org.offprint.formats.draft.FundingDraft;
import org.offprint.formats.draft.LicenseDraft;
import org.offprint.formats.draft.ReferenceDraft;
import org.offprint.formats.draft.TextsDraft;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.License;

/** Reads the content of an OJS publication: titles, abstracts and keywords in all languages, rights and references. */
final class OjsContent {

    private final XmlElement publication;
    private final String locale;
    private final ArticleDraft draft;

    private OjsContent(XmlElement publication, String locale, ArticleDraft draft) {
        this.publication = publication;
        this.locale = locale;
        this.draft = draft;
    }

    static void read(XmlElement publication, String locale, ArticleDraft draft) {
        OjsContent content = new OjsContent(publication, locale, draft);
        content.texts();
        content.keywords();
        content.agencies();
        content.rights();
        content.references();
        content.data();
    }

    /** Reads the data availability statement, which OJS supports since version 3.4. */
    private void data() {
        String html = OjsTexts.in(locale, publication, "dataAvailability").take();
        draft.statement(
                Statement.DATA_AVAILABILITY,
                html == null
                        ? null
                        : SourceText.clean(org.jsoup.Jsoup.parse(html).text()));
    }

    /**
     * Reads the supporting agencies of an OJS publication as funders. Only one language is read, because the list of
     * agencies is the same in every language.
     */
    private void agencies() {
        List<XmlElement> groups = publication.elements("agencies");
        XmlElement own = OjsTexts.in(locale, publication, "agencies");
        for (XmlElement group : groups) {
            for (XmlElement agency : group.elements("agency")) {
                String name = group == own ? term(agency).take() : null;
                if (name != null) {
                    FundingDraft funding = new FundingDraft(draft);
                    funding.funder(name);
                    draft.funding(funding);
                }
            }
        }
    }

    /**
     * Reads the titles, subtitles and abstracts of an OJS publication. OJS stores the leading article of a title, such
     * as "The", as a separate prefix.
     */
    private void texts() {
        List<XmlElement> prefixes = publication.elements("prefix");
        for (XmlElement title : publication.elements("title")) {
            String said = title.attribute("locale");
            XmlElement prefix = OjsTexts.in(said, prefixes);
            String words =
                    prefix.text() == null || !String.valueOf(said).equals(String.valueOf(prefix.attribute("locale")))
                            ? title.text()
                            : prefix.take() + " " + title.text();
            TextsDraft into = into(said);
            if (into != null && words != null) {
                into.title(words, title.path());
                title.markPlaced();
            }
        }
        for (XmlElement subtitle : publication.elements("subtitle")) {
            TextsDraft into = into(subtitle.attribute("locale"));
            if (into != null) {
                String text = subtitle.take();
                into.subtitle(text == null ? null : org.jsoup.Jsoup.parse(text).text());
            }
        }
        for (XmlElement summary : publication.elements("abstract")) {
            TextsDraft into = into(summary.attribute("locale"));
            if (into != null) {
                into.summary(summary.take(), summary.path());
            }
        }
    }

    private void keywords() {
        for (XmlElement group : publication.elements("keywords")) {
            TextsDraft into = into(group.attribute("locale"));
            for (XmlElement keyword : group.elements("keyword")) {
                String name = into == null ? null : term(keyword).take();
                if (name != null) {
                    into.keyword(SourceText.clean(name));
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

    /**
     * Returns the element that contains the text of a keyword or subject. Since OJS 3.6, a vocabulary term has child
     * elements for its name, identifier and source. In earlier OJS releases, the term itself contains the text.
     */
    private static XmlElement term(XmlElement said) {
        return said.at("name").isNone() ? said : said.at("name");
    }

    /**
     * Returns the draft for the title, abstract and keywords in a locale. Returns null if the locale is invalid or is a
     * variant of the article's own language.
     */
    private TextsDraft into(String said) {
        if (said == null || said.equals(locale)) {
            return draft.texts();
        }
        String language = OjsTexts.language(said, draft, "@locale");
        boolean isOwn = language == null || language.equals(draft.language());
        return isOwn ? null : draft.translation(language);
    }

    private void rights() {
        LicenseDraft license = draft.license();
        String url = publication.at("licenseUrl").isNone()
                ? publication.at("permissions", "license_url").take()
                : publication.at("licenseUrl").take();
        license.url(draft.parsed(url, License::parse, "licenseUrl"));
        XmlElement holder = OjsTexts.in(locale, publication, "copyrightHolder");
        String year = publication.at("copyrightYear").take();
        boolean isYear = year != null && year.matches("[12]\\d{3}");
        license.copyright(holder.take(), null, isYear ? Integer.valueOf(year) : null);
        draft.unplaced(publication.path() + "/copyrightYear", isYear ? null : year);
    }

    private void references() {
        int number = 0;
        for (XmlElement citation : publication.at("citations").elements("citation")) {
            number++;
            ReferenceDraft reference = new ReferenceDraft(draft, "ref" + number);
            reference.text(citation.take());
            draft.reference(reference);
        }
    }
}
