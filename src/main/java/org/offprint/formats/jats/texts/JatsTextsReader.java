package org.offprint.formats.jats.texts;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.TextsDraft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.LanguageTag;

/** Reads the titles, abstracts and keywords of a JATS article in all languages. */
public final class JatsTextsReader {

    /** Abstract types that add no information to an {@code abstract} element. */
    private static final Set<String> PLAIN = Set.of("abstract", "standard", "normal", "main", "regular", "author");

    /** Abstract types that are used as the main abstract if the article has no abstract without a type. */
    private static final Set<String> AS_ABSTRACT =
            Set.of("summary", "section", "synopsis", "structured", "unstructured", "long");

    /** Types of short titles that are used as the running head. */
    private static final Set<String> HEADS = Set.of(
            "running-head",
            "running",
            "running-title",
            "right-running",
            "right-running-head",
            "left-running",
            "left-running-head",
            "recto",
            "verso",
            "recto-page",
            "verso-page",
            "short",
            "short-title");

    private final ArticleDraft draft;
    private final JatsMarkupReader markup;
    private final String language;

    public JatsTextsReader(ArticleDraft draft, String language) {
        this.draft = draft;
        this.markup = new JatsMarkupReader(draft);
        this.language = language;
    }

    public void read(XmlElement meta) {
        XmlElement titles = meta.at("title-group");
        title(draft.texts(), titles.at("article-title"));
        subtitle(draft.texts(), titles, "subtitle");
        for (XmlElement head : titles.elements("alt-title")) {
            if (HEADS.contains(String.valueOf(head.attribute("alt-title-type")).toLowerCase(Locale.ROOT))) {
                draft.runningHead(head.take(), head.path());
            }
        }
        for (XmlElement group : titles.elements("trans-title-group")) {
            XmlElement title = group.at("trans-title");
            // Some publishers state the language of a translation only on the title element.
            translated(group.attribute("lang") == null ? title : group, title, group, "trans-subtitle");
        }
        // NLM formats before JATS use the trans-title element without a group.
        for (XmlElement title : titles.elements("trans-title")) {
            translated(title, title, titles, "trans-subtitle");
        }
        abstracts(meta);
        meta.elements("kwd-group").forEach(group -> keywords(group, language));
    }

    /** Reads a translation in a nested article. */
    public void translation(XmlElement article) {
        XmlElement meta =
                article.at("front-stub").isNone() ? article.at("front", "article-meta") : article.at("front-stub");
        String other = languageOf(article);
        if (other == null || other.equals(language)) {
            return;
        }
        translated(article, meta.at("title-group", "article-title"), meta.at("title-group"), "subtitle");
        for (XmlElement summary : meta.elements("abstract")) {
            summary(summary, other);
        }
        meta.elements("abstract").forEach(summary -> furtherAbstract(summary, other));
        meta.elements("kwd-group").forEach(group -> keywords(group, other));
        section(meta, other);
    }

    /** Sets the section of a translation from its first section heading, as for the article itself. */
    private void section(XmlElement meta, String other) {
        for (XmlElement group : meta.at("article-categories").elements("subj-group")) {
            XmlElement subject = group.at("subject");
            if ("heading".equals(group.attribute("subj-group-type")) && subject.text() != null) {
                draft.translation(other).section(subject.take());
                return;
            }
        }
    }

    private void title(TextsDraft into, XmlElement title) {
        if (title.isNone() || into.hasTitle()) {
            return;
        }
        into.title(markup.title(title), title.path());
        title.markPlaced();
    }

    private void subtitle(TextsDraft into, XmlElement titles, String name) {
        for (XmlElement subtitle : titles.elements(name)) {
            if (!into.hasSubtitle()) {
                into.subtitle(subtitle.take());
            }
        }
    }

    private void translated(XmlElement said, XmlElement title, XmlElement around, String subtitle) {
        TextsDraft translation = translation(languageOf(said));
        if (translation != null) {
            same(translation, title);
            title(translation, title);
            subtitle(translation, around, subtitle);
        }
    }

    /** Marks a title as read if it equals the translated title that is already set. */
    private static void same(TextsDraft translation, XmlElement title) {
        String text = title.text();
        if (text != null && text.equals(translation.plainTitle())) {
            title.markPlaced();
        }
    }

    private void abstracts(XmlElement meta) {
        for (XmlElement summary : meta.elements("abstract")) {
            if (isPlain(summary)) {
                String other = languageOf(summary);
                summary(summary, other == null ? language : other);
            }
        }
        for (XmlElement summary : meta.elements("abstract")) {
            String type = isPlain(summary) ? null : summary.attribute("abstract-type");
            boolean has = draft.texts().hasSummary();
            if (type != null && AS_ABSTRACT.contains(type) && !has) {
                draft.unplaced(summary.path("abstract-type"), type);
                summary(summary, language);
            }
        }
        for (XmlElement summary : meta.elements("trans-abstract")) {
            String other = languageOf(summary);
            if (other != null && (isPlain(summary) || "translator".equals(summary.attribute("abstract-type")))) {
                summary(summary, other);
            }
        }
        for (XmlElement summary : meta.elements("abstract", "trans-abstract")) {
            String other = languageOf(summary);
            furtherAbstract(summary, other == null ? language : other);
        }
    }

    /**
     * Adds an additional abstract. The {@code title} element contains the title of the abstract, as in Offprint exports
     * and most sources.
     */
    private void furtherAbstract(XmlElement summary, String in) {
        if (summary.isPlaced()) {
            return;
        }
        abstractDoi(summary);
        JatsAbstractReader.placeOther(summary, in, draft);
    }

    /** Adds the DOI of an abstract to the article's identifiers. */
    private void abstractDoi(XmlElement summary) {
        for (XmlElement id : summary.elements("object-id")) {
            if ("doi".equals(id.attribute("pub-id-type"))) {
                String type = summary.attribute("abstract-type");
                draft.identifier("doi-" + (type == null ? "abstract" : type), id.take());
            }
        }
    }

    private static boolean isPlain(XmlElement summary) {
        String type = summary.attribute("abstract-type");
        return type == null || PLAIN.contains(type.toLowerCase(Locale.ROOT));
    }

    private void summary(XmlElement summary, String in) {
        TextsDraft into = draft.textsIn(in);
        if (into.hasSummary()) {
            return;
        }
        abstractDoi(summary);
        into.summary(markup.blocks(summary), summary.path());
        summary.markPlaced();
    }

    private void keywords(XmlElement group, String around) {
        String said = languageOf(group);
        String in = said == null ? around : said;
        JatsKeywordsReader.read(group, draft.textsIn(in), draft);
    }

    private String languageOf(XmlElement element) {
        return draft.value(element.attribute("lang"), LanguageTag::parse, element.path("xml:lang"));
    }

    /**
     * Returns the draft of the title, abstract and keywords in the given language. Returns null if the language is null
     * or is the article language.
     */
    private TextsDraft translation(String in) {
        return in == null || in.equals(language) ? null : draft.translation(in);
    }

    /**
     * Reads the {@code kwd-group} elements. Author keywords are imported as keywords. Vocabulary terms and the
     * remaining keywords are imported as subjects.
     */
    private static final class JatsKeywordsReader {

        /**
         * Types of keyword groups with author keywords, normalized to lower-case letters. The type names vary between
         * publishers.
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
         *
         * @param into draft of the title, abstract and keywords in the language of the group
         */
        static void read(XmlElement group, TextsDraft into, ArticleDraft draft) {
            if (!"abbreviations".equals(group.attribute("kwd-group-type"))) {
                new JatsKeywordsReader(group, draft).read(into);
            }
        }

        private void read(TextsDraft into) {
            // Some publishers state the name of the vocabulary in the title of the keyword group.
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
}
