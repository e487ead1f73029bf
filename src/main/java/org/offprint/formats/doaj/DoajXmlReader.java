package org.offprint.formats.doaj;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.draft.CitedArticle;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.draft.DraftTexts;
import org.offprint.formats.draft.InvalidValues;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.Leftovers;
import org.offprint.formats.xml.XmlElement;
import org.offprint.http.problem.Finding;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.Email;
import org.offprint.identifiers.Issn;
import org.offprint.identifiers.LanguageTag;
import org.offprint.identifiers.Orcid;

/** One record of DOAJ's XML; languages are told by the three letters of libraries. */
final class DoajXmlReader {

    private static final Map<String, String> LANGUAGES = languages();

    private final XmlElement record;
    private final Draft draft = new Draft();
    private final CitedArticle article = new CitedArticle(draft);

    DoajXmlReader(XmlElement record) {
        this.record = record;
    }

    ImportRecord read() {
        draft.body().put("type", "research-article");
        String said = record.at("language").take();
        String title = record.at("title").attribute("language");
        article.language(language(said == null ? title : said), "language");
        texts();
        Draft.put(
                draft.object("dates"),
                "published",
                article.date(record.at("publicationDate").take(), "publicationDate"));
        article.journal(
                record.at("journalTitle").take(), null, record.at("publisher").take(), null);
        issns();
        article.issue(record.at("volume").take(), record.at("issue").take());
        Draft.put(draft.object("pages"), "first", record.at("startPage").take());
        if (draft.object("pages").has("first")) {
            Draft.put(draft.object("pages"), "last", record.at("endPage").take());
        }
        Draft.put(draft.body(), "doi", draft.value(record.at("doi").take(), Doi::parse, "doi"));
        draft.identifier("publisher-id", record.at("publisherRecordId").take());
        authors();
        for (XmlElement link : record.elements("fullTextUrl")) {
            String format = String.valueOf(link.attribute("format")).toLowerCase(Locale.ROOT);
            article.file(link.take(), format.contains("/") ? format : DoajJsonReader.MEDIA.get(format), "fullTextUrl");
        }
        new Leftovers(Set.of("author"), draft::unplaced).of(record);
        List<Finding> problems = InvalidValues.article(draft);
        return new ImportRecord("article", draft.body(), draft.unplaced(), problems, record.line(), null, null);
    }

    private void texts() {
        for (XmlElement title : record.elements("title")) {
            ObjectNode into = into(title);
            if (into != null && !into.has("title")) {
                DraftTexts.title(draft, into, SourceText.html(String.valueOf(title.take())), "title");
            }
        }
        for (XmlElement summary : record.elements("abstract")) {
            ObjectNode into = into(summary);
            if (into != null && !into.has("abstract") && summary.text() != null) {
                DraftTexts.prose(draft, into, summary.take(), "abstract");
            }
        }
        for (XmlElement group : record.elements("keywords")) {
            ObjectNode into = into(group);
            for (XmlElement keyword : group.elements("keyword")) {
                if (into != null && keyword.text() != null) {
                    into.withArray("/keywords").add(keyword.take());
                }
            }
        }
    }

    private ObjectNode into(XmlElement said) {
        String language = draft.value(language(said.attribute("language")), LanguageTag::parse, said.path("language"));
        boolean isOwn =
                language == null || language.equals(draft.body().get("language").textValue());
        // A title in another language than the article's is a translation, unless it is the only one.
        boolean isOnly = record.elements(said.name()).size() == 1;
        return isOwn || isOnly ? draft.body() : draft.object("translations").withObject("/" + language);
    }

    private void issns() {
        ArrayNode issns = draft.body().arrayNode();
        for (XmlElement element : record.elements("issn", "eissn")) {
            String issn = draft.value(element.take(), Issn::parse, element.path());
            if (issn != null) {
                issns.addObject()
                        .put("type", element.name().equals("issn") ? "print" : "electronic")
                        .put("value", issn);
            }
        }
        if (!issns.isEmpty()) {
            draft.object("journal").set("issns", issns);
        }
    }

    private void authors() {
        Map<String, String> affiliations = new HashMap<>();
        for (XmlElement name : record.at("affiliationsList").elements("affiliationName")) {
            affiliations.put(name.attribute("affiliationId"), name.take());
        }
        for (XmlElement said : record.at("authors").elements("author")) {
            String name = said.at("name").text();
            int before = draft.list("contributors").size();
            if (name != null) {
                article.people().named("author", said.at("name").take());
            }
            if (draft.list("contributors").size() == before) {
                continue;
            }
            ObjectNode author = (ObjectNode) draft.list("contributors").get(before);
            Draft.put(
                    author, "orcid", draft.value(said.at("orcid_id").take(), Orcid::parse, said.path() + "/orcid_id"));
            Draft.put(author, "email", draft.value(said.at("email").take(), Email::parse, said.path() + "/email"));
            for (XmlElement id : said.elements("affiliationId")) {
                String text = affiliations.get(String.valueOf(id.take()));
                if (text != null) {
                    author.withArray("/affiliations").addObject().put("text", text);
                }
            }
        }
    }

    /** ISO 639-2, bibliographic and terminological, as the two letters that there are; others stay as they are. */
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
