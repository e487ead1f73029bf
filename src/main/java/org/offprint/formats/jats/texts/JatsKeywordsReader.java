package org.offprint.formats.jats.texts;

import java.util.Locale;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.TextsDraft;
import org.offprint.formats.xml.XmlElement;

/**
 * Reads {@code kwd-group}. Keywords by the authors become keywords; terms of vocabularies and of other kinds become
 * subjects.
 */
final class JatsKeywordsReader {

    /**
     * Group types for keywords by the authors, reduced to letters. Publishers use different names for these group
     * types.
     */
    private static final Pattern AUTHORS =
            Pattern.compile("auth(?:or)?s?(?:free|generated|supplied|defined|provided)?(?:key|keyword|kwd)?s?"
                    + "|(?:abstract|free)?keywords?|kwds?|free");

    private final XmlElement group;
    private final ArticleDraft draft;

    private JatsKeywordsReader(XmlElement group, ArticleDraft draft) {
        this.group = group;
        this.draft = draft;
    }

    /**
     * Reads a group of keywords.
     * @param into texts in the language of this group
     */
    static void read(XmlElement group, TextsDraft into, ArticleDraft draft) {
        if (!"abbreviations".equals(group.attribute("kwd-group-type"))) {
            new JatsKeywordsReader(group, draft).read(into);
        }
    }

    private void read(TextsDraft into) {
        // Some publishers specify the name of the vocabulary as the title of the group, instead of a heading.
        if (!"vocab".equals(group.at("title").attribute("content-type"))) {
            group.at("title").markPlaced();
        }
        group.at("label").markPlaced();
        for (XmlElement keyword : group.descendants("kwd", "compound-kwd")) {
            JatsTerm term = JatsTerm.of(keyword, "compound-kwd-part", "vocab-term-identifier");
            if (term == null) {
                continue;
            }
            keyword.markPlaced();
            if (!isAuthors()) {
                String vocab = group.attribute("vocab");
                draft.subject(vocab == null ? group.attribute("kwd-group-type") : vocab, term.code(), term.label());
            } else if (!into.keywords().contains(term.label())) {
                into.keyword(term.label());
                draft.unplaced(keyword.path(), term.code());
            }
        }
    }

    private boolean isAuthors() {
        String type = group.attribute("kwd-group-type");
        return type == null
                || AUTHORS.matcher(type.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", ""))
                        .matches();
    }
}
