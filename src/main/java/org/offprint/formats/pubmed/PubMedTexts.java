package org.offprint.formats.pubmed;

import java.util.List;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ArticleDraft.Statement;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.draft.TextsDraft;
import org.offprint.formats.jats.texts.JatsAbstractReader;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;

/**
 * Reads the titles, abstracts, keywords and statements of a PubMed record. Records of non-English articles contain the
 * original title, an English title in brackets, and an English abstract.
 */
final class PubMedTexts {

    private final ArticleDraft draft;
    private final CitedArticleReader article;
    private boolean isTranslated;

    PubMedTexts(ArticleDraft draft) {
        this.draft = draft;
        this.article = new CitedArticleReader(draft);
    }

    /** Reads the language, the titles and the abstract of a PubMed record. */
    void read(XmlElement said) {
        List<XmlElement> languages = said.elements("Language");
        XmlElement language = languages.isEmpty() ? XmlElement.NONE : languages.get(0);
        article.language(language.take(), "Language");
        XmlElement english = said.at("ArticleTitle");
        XmlElement own = said.at("VernacularTitle");
        isTranslated = own.text() != null && !draft.language().equals("en");
        if (isTranslated) {
            draft.texts().title(title(own), own.path());
            if (english.text() != null) {
                draft.translation("en").title(MedlineRecordReader.withoutBrackets(title(english)), english.path());
            }
        } else {
            draft.texts().title(title(english), english.path());
        }
        XmlElement summary = said.at("Abstract");
        XmlElement copyright = summary.at("CopyrightInformation").markPlaced();
        copyright(copyright.isNone() ? said.at("CopyrightInformation").markPlaced() : copyright);
        if (!summary.isNone()) {
            summary(summary, isTranslated ? draft.translation("en") : draft.texts());
        }
    }

    private String title(XmlElement title) {
        String html = JatsAbstractReader.title(title, draft);
        return html == null ? null : MedlineRecordReader.withoutStop(SourceText.clean(html));
    }

    /** Sets the abstract, which is either continuous text or a sequence of sections with headings. */
    private void summary(XmlElement summary, TextsDraft into) {
        into.summary(html(summary), summary.path());
    }

    private String html(XmlElement summary) {
        List<XmlElement> parts = summary.elements("AbstractText");
        StringBuilder html = new StringBuilder();
        for (XmlElement part : parts.isEmpty() ? List.of(summary) : parts) {
            String heading = part.attribute("Label");
            String words = JatsAbstractReader.title(part, draft);
            if (words == null || words.isBlank()) {
                continue;
            }
            boolean saysNothing = heading == null || heading.equalsIgnoreCase("UNLABELLED");
            html.append("<p>").append(saysNothing ? "" : SourceText.html(heading) + ": ");
            html.append(paragraphs(words)).append("</p>");
        }
        return html.toString();
    }

    private static String paragraphs(String html) {
        return SourceText.paragraphs(html).replace("\n\n", "</p><p>");
    }

    private void copyright(XmlElement said) {
        if (said.text() != null) {
            draft.license().copyright(null, said.text(), null);
        }
    }

    /**
     * Sets abstracts in other languages. If the main abstract is an English translation, an abstract in the article's
     * own language may follow. All remaining abstracts become additional abstracts.
     */
    void otherAbstracts(List<XmlElement> summaries) {
        for (XmlElement said : summaries) {
            String kind = said.attribute("Type");
            boolean isPlain = kind == null || kind.equalsIgnoreCase("Publisher");
            String language = article.languageTag(said.attribute("Language"), said.path("Language"));
            TextsDraft into = !isPlain || language == null ? null : draft.textsIn(language);
            if (into != null && !into.hasSummary()) {
                summary(said, into);
                said.markPlaced();
            } else {
                draft.otherAbstract(isPlain ? null : kind, language, null, html(said), said.path());
                said.markPlaced();
            }
        }
    }

    /**
     * Sets the author keywords. Keywords whose {@code Owner} attribute names a vocabulary are imported as subjects from
     * that vocabulary.
     */
    void keywords(List<XmlElement> lists) {
        for (XmlElement list : lists) {
            String owner = list.attribute("Owner");
            boolean isOfAuthors = owner == null || owner.startsWith("NOTNLM");
            for (XmlElement keyword : list.elements("Keyword")) {
                String word = keyword.take();
                if (word != null && isOfAuthors) {
                    article.keyword(word);
                } else {
                    draft.subject(owner, null, word);
                }
            }
        }
    }

    void statement(XmlElement said) {
        draft.statement(Statement.CONFLICT_OF_INTEREST, said.take());
    }
}
