package org.offprint.formats.pubmed;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.xml.XmlElement;

/** Reads the ISSNs of a MEDLINE record, and identifiers that are followed by their type. */
final class MedlineIdentifiers {

    static final Pattern WITH_KIND = Pattern.compile("(.*\\S)\\s*\\[(\\w+)]");

    private final ArticleDraft draft;
    private final CitedArticleReader article;

    MedlineIdentifiers(ArticleDraft draft) {
        this.draft = draft;
        article = new CitedArticleReader(draft);
    }

    void issn(String said, String where) {
        if (said.toLowerCase(Locale.ROOT).contains("(linking)")) {
            String value = said.replaceFirst("\\s*\\(.*", "");
            boolean isKnown = draft.journal().issns().contains(value);
            draft.unplaced(where, isKnown ? null : said);
        } else {
            article.issns(said, where);
        }
    }

    void id(String tag, String said) {
        Matcher kind = WITH_KIND.matcher(said);
        if (kind.matches() && kind.group(2).equals("doi") && draft.doi() == null) {
            article.doiAndLink(kind.group(1), null, tag);
        } else if (kind.matches() && kind.group(2).equals("pii")) {
            draft.identifier("pii", kind.group(1));
        } else if (!kind.matches() && isArticleNumber(said)) {
            draft.removePages();
            draft.articleNumber(said);
        } else if (!kind.matches() || !kind.group(1).equalsIgnoreCase(draft.doi())) {
            draft.unplaced(tag, said);
        }
    }

    /** Reads the {@code ArticleIdList} element of PubMed XML. */
    void ids(XmlElement list) {
        for (XmlElement id : list.elements("ArticleId")) {
            String value = id.take();
            String type = String.valueOf(id.attribute("IdType"));
            switch (value == null ? "" : type) {
                case "" -> {}
                case "pubmed" -> draft.identifier("pmid", value);
                case "pmc", "pmcid" -> draft.identifier("pmcid", value);
                case "mid" -> draft.identifier("mid", value);
                default -> id(id.path(), value + " [" + type + "]");
            }
        }
    }

    /**
     * Returns whether an identifier without a type is the article number. An identifier is the article number only if
     * the record has no last page, and no conflicting first page or article number.
     */
    private boolean isArticleNumber(String said) {
        return draft.lastPage() == null
                && (draft.firstPage() == null || draft.firstPage().equals(said))
                && (draft.articleNumber() == null || draft.articleNumber().equals(said));
    }
}
