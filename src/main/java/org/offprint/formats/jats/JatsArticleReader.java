package org.offprint.formats.jats;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.IssueDraft;
import org.offprint.formats.jats.contributors.JatsContributorsReader;
import org.offprint.formats.jats.metadata.JatsHistoryReader;
import org.offprint.formats.jats.metadata.JatsIdentityReader;
import org.offprint.formats.jats.metadata.JatsJournalReader;
import org.offprint.formats.jats.metadata.JatsLinksReader;
import org.offprint.formats.jats.metadata.JatsRightsReader;
import org.offprint.formats.jats.references.JatsReferencesReader;
import org.offprint.formats.jats.texts.JatsStatementsReader;
import org.offprint.formats.jats.texts.JatsTextsReader;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.Unplaced;
import org.offprint.formats.xml.UnplacedContent;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.LanguageTag;

/** Reads one JATS article into a record and reports the remaining elements as unmapped. */
final class JatsArticleReader {

    /** Default language of the JATS DTDs, for articles that do not state a language. */
    private static final String DEFAULT_LANGUAGE = "en";

    private static final Pattern PUNCTUATION = Pattern.compile("[\\p{P}\\p{Z}]+");

    /** Conjunctions before the last entry of a list, for example a list of names. */
    private static final Set<String> CONJUNCTIONS = Set.of("and", "et", "und", "y", "e");

    /** JATS elements that are each reported as a single unmapped entry with their complete content. */
    private static final Set<String> WHOLE = Set.of(
            "app",
            "bio",
            "boxed-text",
            "fig",
            "fn",
            "glossary",
            "table-wrap",
            "product",
            "event",
            "custom-meta",
            "counts",
            "abstract",
            "trans-abstract",
            "conference",
            "name",
            "string-name",
            "aff",
            "date",
            "pub-date",
            "corresp",
            "kwd-group",
            "sub-article",
            "response",
            "sec",
            "related-object",
            "license-p",
            "award-group",
            "author-comment",
            "def-list",
            "list",
            "supplementary-material",
            "media",
            "ref");

    /** JATS elements that contain the full text of an article. */
    private static final Set<String> TEXT = Set.of("body", "floats-group", "floats-wrap");

    private static final Set<String> WITHIN = Set.of("sub-article", "response");

    private JatsArticleReader() {}

    static ImportRecord read(XmlElement article, long line, byte[] source) {
        ArticleDraft draft = new ArticleDraft();
        XmlElement meta = article.at("front", "article-meta");
        String said = draft.value(article.attribute("lang"), LanguageTag::parse, article.path("xml:lang"));
        String language = said == null ? contentLanguage(meta, draft) : said;
        draft.language(language);
        JatsJournalReader.read(article.at("front", "journal-meta"), draft);
        JatsIdentityReader.read(article, meta, draft);
        JatsTextsReader texts = new JatsTextsReader(draft, language);
        texts.read(meta);
        UnplacedContent leftovers = new UnplacedContent(WHOLE, draft::unplaced);
        JatsContributorsReader.read(meta, draft, leftovers);
        JatsLinksReader.relations(meta, draft);
        JatsHistoryReader.read(meta, draft);
        JatsRightsReader.read(meta, draft);
        JatsLinksReader.files(meta, article.at("back"), draft);
        JatsStatementsReader.read(article, meta, draft);
        JatsReferencesReader.read(article.at("back"), draft);
        for (XmlElement inner : article.elements("sub-article", "response")) {
            nestedArticle(inner, texts, draft);
        }
        JatsStatementsReader.readRemaining(article, meta, draft);
        year(draft);
        article.at("front").descendants("x").forEach(JatsArticleReader::markGeneratedText);
        leftovers.of(article);
        ImportRecord record = draft.record(line, source, source == null ? null : "application/xml");
        // The source file is stored with its full text, so elements in the full text are not reported as unmapped.
        return source == null ? record : record.withoutUnplaced(JatsArticleReader::isOfText);
    }

    /**
     * Returns whether an unmapped element belongs to the full text of the article. References are excluded, because
     * they are part of the record.
     */
    private static boolean isOfText(Unplaced element) {
        String[] steps = element.kind().split("/");
        int at = 0;
        while (at < steps.length && WITHIN.contains(steps[at])) {
            at++;
        }
        return at == steps.length
                || TEXT.contains(steps[at])
                || steps[at].equals("back") && at + 1 < steps.length && !steps[at + 1].equals("ref-list");
    }

    /**
     * Marks an {@code x} element, which contains generated text, as read if its text is only punctuation or a
     * conjunction.
     */
    private static void markGeneratedText(XmlElement x) {
        if (x.elements().stream().anyMatch(face -> !face.elements().isEmpty())) {
            // An x element with nested elements is not a separator between names. Reading many nested elements would
            // also read the innermost text repeatedly.
            return;
        }
        String words = x.text() == null ? "" : PUNCTUATION.matcher(x.text()).replaceAll("");
        if (words.isEmpty() || CONJUNCTIONS.contains(words.toLowerCase(Locale.ROOT))) {
            x.markPlaced();
        }
    }

    /**
     * Returns the language of an article that does not state one: the only {@code content-language}, or the language of
     * the title.
     */
    private static String contentLanguage(XmlElement meta, ArticleDraft draft) {
        List<XmlElement> named = meta.elements("content-language");
        if (named.size() == 1) {
            String content = draft.value(
                    named.get(0).take(), LanguageTag::parse, named.get(0).path());
            if (content != null) {
                return content;
            }
        }
        XmlElement title = meta.at("title-group", "article-title");
        String said = draft.value(title.attribute("lang"), LanguageTag::parse, title.path("xml:lang"));
        return said == null ? DEFAULT_LANGUAGE : said;
    }

    /**
     * Reads a nested article. A nested translation provides the title, abstract, keywords and statements in its
     * language. Any other nested article with a DOI is imported as a related work. The full text of a nested article is
     * reported as unmapped.
     */
    private static void nestedArticle(XmlElement inner, JatsTextsReader texts, ArticleDraft draft) {
        String type = String.valueOf(inner.attribute("article-type"));
        XmlElement meta = inner.at("front-stub").isNone() ? inner.at("front", "article-meta") : inner.at("front-stub");
        boolean isTranslation = type.equals("translation");
        String language = inner.attribute("lang");
        String title = meta.at("title-group", "article-title").text();
        Doi doi = null;
        for (XmlElement id : meta.elements("article-id")) {
            if ("doi".equals(id.attribute("pub-id-type")) && doi == null) {
                doi = draft.parsed(id.text(), Doi::parse, id.path());
            }
        }
        if (isTranslation) {
            texts.translation(inner);
            ofTranslation(inner, meta, draft);
        }
        boolean isOwn = doi != null && doi.toString().equalsIgnoreCase(draft.doi());
        String relation = isOwn ? null : relation(isTranslation ? "" : type, title);
        if (doi != null && relation != null && !draft.hasRelation(relation, doi)) {
            draft.relation(relation, doi, title);
        }
        boolean isPlaced = isTranslation || doi != null && relation != null;
        draft.unplaced(
                isPlaced ? inner.path() + "/body" : inner.path(),
                isPlaced && inner.at("body").isNone() ? null : words(type, language, title, doi));
        inner.markPlaced();
    }

    private static String words(String type, String language, String title, Doi doi) {
        return type
                + (language == null ? "" : " (" + language + ")")
                + (title == null ? "" : ": " + title)
                + (doi == null ? "" : ", " + doi);
    }

    /**
     * Returns the relation of the article to a nested article with the given type and title, or null if none is
     * defined.
     */
    private static String relation(String type, String title) {
        String words = title == null ? "" : title.toLowerCase(Locale.ROOT);
        if (type.isEmpty()) {
            return "hasTranslation";
        }
        if (type.equals("reply") || type.equals("author-comment") || words.startsWith("author response")) {
            return "hasReply";
        }
        boolean isReview = type.matches(".*(?:review|referee|ref-report|editor|decision).*")
                || words.matches(
                        "(?:decision letter|editor's evaluation|elife assessment|editorial assessment|reviewer #).*");
        if (isReview) {
            return "hasReview";
        }
        if (type.equals("response")) {
            return "hasReply";
        }
        return type.matches("article-commentary|commentary|discussion|letter") ? "hasComment" : null;
    }

    /** Reads the remaining metadata of a translation, and reports translators and unsupported elements as unmapped. */
    private static void ofTranslation(XmlElement inner, XmlElement meta, ArticleDraft draft) {
        String language = draft.value(inner.attribute("lang"), LanguageTag::parse, inner.path("xml:lang"));
        JatsStatementsReader.translated(inner, language, draft);
        UnplacedContent leftovers = new UnplacedContent(WHOLE, draft::unplaced);
        meta.elements("article-categories", "abstract", "trans-abstract", "kwd-group")
                .forEach(leftovers::of);
        meta.descendants("contrib").stream()
                .filter(contrib ->
                        String.valueOf(contrib.attribute("contrib-type")).contains("translator"))
                .forEach(translator -> draft.unplaced(translator.path(), "translator: " + translator.text()));
        inner.at("back").elements().stream()
                .filter(part -> !part.name().equals("ref-list"))
                .forEach(leftovers::of);
    }

    /** Sets the year of the issue to the publication year. Removes an issue without volume, number and title. */
    private static void year(ArticleDraft draft) {
        IssueDraft issue = draft.issue();
        String published = draft.dates().published();
        if (!issue.hasVolume() && !issue.hasNumber() && !issue.hasTitle()) {
            if (issue.publishedOn() != null) {
                draft.unplaced("front/article-meta/pub-date", "collection " + issue.publishedOn());
            }
            draft.removeIssue();
        } else if (!issue.hasYear()) {
            issue.yearOf(published);
        }
    }
}
