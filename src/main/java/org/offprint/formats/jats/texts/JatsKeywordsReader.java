package org.offprint.formats.jats.texts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.xml.XmlElement;

/** {@code kwd-group}: the authors' own are keywords, those of vocabularies and of other kinds are subjects. */
final class JatsKeywordsReader {

    /** Types of the authors' own keywords, with letters alone: each publisher has its word for them. */
    private static final Pattern AUTHORS =
            Pattern.compile("auth(?:or)?s?(?:free|generated|supplied|defined|provided)?(?:key|keyword|kwd)?s?"
                    + "|(?:abstract|free)?keywords?|kwds?|free");

    private final XmlElement group;
    private final Draft draft;

    private JatsKeywordsReader(XmlElement group, Draft draft) {
        this.group = group;
        this.draft = draft;
    }

    /** @param into what is said in the language of this group */
    static void read(XmlElement group, ObjectNode into, Draft draft) {
        if (!"abbreviations".equals(group.attribute("kwd-group-type"))) {
            new JatsKeywordsReader(group, draft).read(into);
        }
    }

    private void read(ObjectNode into) {
        // Some name the vocabulary in place of a heading.
        if (!"vocab".equals(group.at("title").attribute("content-type"))) {
            group.at("title").mark();
        }
        group.at("label").mark();
        for (XmlElement keyword : group.within("kwd", "compound-kwd")) {
            JatsTerm term = JatsTerm.of(keyword, "compound-kwd-part", "vocab-term-identifier");
            if (term == null) {
                continue;
            }
            keyword.mark();
            if (!isAuthors()) {
                String vocab = group.attribute("vocab");
                draft.subject(vocab == null ? group.attribute("kwd-group-type") : vocab, term.code(), term.label());
            } else if (!contains(into, term.label())) {
                into.withArray("/keywords").add(term.label());
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

    private static boolean contains(ObjectNode into, String keyword) {
        for (var present : into.path("keywords")) {
            if (present.textValue().equals(keyword)) {
                return true;
            }
        }
        return false;
    }
}
