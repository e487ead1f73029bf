package org.offprint.formats.doaj;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.draft.ContributorDraft;
import org.offprint.formats.draft.TextsDraft;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.UnplacedContent;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Email;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.record.IssnType;

/** Reads one article in DOAJ's XML format. Languages are three-letter ISO 639-2 codes. */
final class DoajXmlReader {

    private static final Map<String, String> LANGUAGES = languages();

    private final XmlElement record;
    /** Number of titles, abstracts and keyword lists in the DOAJ article, cached by element name. */
    private final Map<String, Integer> counts = new HashMap<>();

    private final ArticleDraft draft = new ArticleDraft();
    private final CitedArticleReader article = new CitedArticleReader(draft);

    DoajXmlReader(XmlElement record) {
        this.record = record;
    }

    ImportRecord read() {
        draft.type("research-article");
        String said = record.at("language").take();
        String title = record.at("title").attribute("language");
        article.language(language(said == null ? title : said), "language");
        texts();
        draft.dates().published(article.date(record.at("publicationDate").take(), "publicationDate"));
        article.journal(
                record.at("journalTitle").take(), null, record.at("publisher").take(), null);
        issns();
        article.issue(record.at("volume").take(), record.at("issue").take());
        draft.pages(record.at("startPage").take(), () -> record.at("endPage").take());
        draft.doi(draft.parsed(record.at("doi").take(), Doi::parse, "doi"));
        draft.identifier("publisher-id", record.at("publisherRecordId").take());
        authors();
        for (XmlElement link : record.elements("fullTextUrl")) {
            String format = String.valueOf(link.attribute("format")).toLowerCase(Locale.ROOT);
            article.file(link.take(), format.contains("/") ? format : DoajJsonReader.MEDIA.get(format), "fullTextUrl");
        }
        new UnplacedContent(Set.of("author"), draft::unplaced).of(record);
        return draft.record(record.line());
    }

    private void texts() {
        for (XmlElement title : record.elements("title")) {
            TextsDraft into = into(title);
            if (into.plainTitle() == null) {
                into.title(SourceText.html(String.valueOf(title.take())), "title");
            }
        }
        for (XmlElement summary : record.elements("abstract")) {
            TextsDraft into = into(summary);
            if (!into.hasPlainSummary() && summary.text() != null) {
                into.plainOrHtmlSummary(summary.take(), "abstract");
            }
        }
        for (XmlElement group : record.elements("keywords")) {
            TextsDraft into = into(group);
            for (XmlElement keyword : group.elements("keyword")) {
                if (keyword.text() != null) {
                    into.keyword(keyword.take());
                }
            }
        }
    }

    private TextsDraft into(XmlElement said) {
        String language = draft.value(language(said.attribute("language")), LanguageTag::parse, said.path("language"));
        boolean isOwn = language == null || language.equals(draft.language());
        // A title in a language other than the article language is a translation, unless it is the only title.
        boolean isOnly = counts.computeIfAbsent(
                        said.name(), name -> record.elements(name).size())
                == 1;
        return isOwn || isOnly ? draft.texts() : draft.translation(language);
    }

    private void issns() {
        for (XmlElement element : record.elements("issn", "eissn")) {
            Issn issn = draft.parsed(element.take(), Issn::parse, element.path());
            draft.journal().uncheckedIssn(element.name().equals("issn") ? IssnType.PRINT : IssnType.ELECTRONIC, issn);
        }
    }

    private void authors() {
        Map<String, String> affiliations = new HashMap<>();
        for (XmlElement name : record.at("affiliationsList").elements("affiliationName")) {
            affiliations.put(name.attribute("affiliationId"), name.take());
        }
        for (XmlElement said : record.at("authors").elements("author")) {
            String name = said.at("name").text();
            int before = draft.contributors().size();
            if (name != null) {
                article.people().named("author", said.at("name").take());
            }
            if (draft.contributors().size() == before) {
                continue;
            }
            ContributorDraft author = draft.contributors().get(before);
            author.orcid(draft.parsed(said.at("orcid_id").take(), Orcid::parse, said.path() + "/orcid_id"));
            author.email(draft.parsed(said.at("email").take(), Email::parse, said.path() + "/email"));
            for (XmlElement id : said.elements("affiliationId")) {
                String text = affiliations.get(String.valueOf(id.take()));
                if (text != null) {
                    author.affiliation(text);
                }
            }
        }
    }

    /**
     * Returns the two-letter language code for a bibliographic or terminological ISO 639-2 code. Codes without a
     * two-letter equivalent are returned unchanged.
     */
    private static String language(String code) {
        return code == null ? null : LANGUAGES.getOrDefault(code.toLowerCase(Locale.ROOT), code);
    }

    private static Map<String, String> languages() {
        Map<String, String> languages = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            Locale language = Locale.forLanguageTag(code);
            languages.put(language.getISO3Language(), code);
            languages.put(org.offprint.formats.text.LanguageCodes.bibliographic(new LanguageTag(code)), code);
        }
        return Map.copyOf(languages);
    }
}
