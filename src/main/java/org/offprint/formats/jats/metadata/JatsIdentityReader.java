package org.offprint.formats.jats.metadata;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.IssueDraft;
import org.offprint.formats.jats.texts.JatsTerm;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.record.ArticleVersion;
import org.offprint.kernel.text.Table;

/** Reads the article type, identifiers, section, subjects, issue and page numbers. */
public final class JatsIdentityReader {

    /**
     * Identifier type of the article id in Offprint exports. The article id is not imported, because each Offprint
     * installation assigns its own ids.
     */
    static final String OFFPRINT_ID = "offprint";

    /**
     * Maximum length of a supplement number such as "Suppl. 1, Pt. 2", in characters. Any longer string is a supplement
     * title.
     */
    private static final int MAX_SUPPLEMENT_NUMBER_LENGTH = 25;

    private final XmlElement meta;
    private final ArticleDraft draft;

    private JatsIdentityReader(XmlElement meta, ArticleDraft draft) {
        this.meta = meta;
        this.draft = draft;
    }

    public static void read(XmlElement article, XmlElement meta, ArticleDraft draft) {
        JatsIdentityReader identity = new JatsIdentityReader(meta, draft);
        identity.type(article);
        identity.identifiers();
        identity.version();
        identity.categories();
        identity.issue();
        identity.pages();
    }

    private void type(XmlElement article) {
        String said = article.attribute("article-type");
        // Most articles are research articles. Programs that do not write the article type, such as the JATS export of
        // OJS, omit it for all articles.
        String type = said == null ? "research-article" : JatsArticleTypes.of(said);
        if (!type.equals(said)) {
            draft.unplaced(article.path("article-type"), said);
        }
        draft.type(type);
    }

    private void identifiers() {
        for (XmlElement id : meta.elements("article-id")) {
            String type = String.valueOf(id.attribute("pub-id-type"));
            String custom = id.attribute("custom-type");
            String use = id.attribute("specific-use");
            String value = id.take();
            if (value == null || OFFPRINT_ID.equals(custom)) {
                continue;
            }
            switch (type) {
                case "doi" -> doi(value, use, id.path());
                case "pmc", "pmcid" -> draft.identifier("pmcid", value.matches("\\d+") ? "PMC" + value : value);
                case "null" -> draft.identifier("other", value);
                case "custom" -> draft.identifier(custom == null ? "other" : custom, value);
                case "other" -> draft.identifier(use == null ? "other" : use, value);
                default -> draft.identifier(type, value);
            }
        }
    }

    /** Reads the article version in NISO JAV terms. The version number is not imported. */
    private void version() {
        for (XmlElement version : meta.descendants("article-version")) {
            String type = version.attribute("article-version-type");
            String term = Vocabulary.terms(ArticleVersion.class).keySet().stream()
                    .filter(each -> each.equalsIgnoreCase(type) || isTitle(each, version))
                    .findFirst()
                    .orElse(null);
            if (term != null) {
                draft.articleVersion(term);
                version.markPlaced();
            }
        }
    }

    private static boolean isTitle(String term, XmlElement version) {
        String title = ((ArticleVersion) Vocabulary.terms(ArticleVersion.class).get(term)).title();
        return title.equalsIgnoreCase(version.text()) || title.equalsIgnoreCase(version.attribute("vocab-term"));
    }

    private void doi(String text, String use, String where) {
        Doi doi = draft.parsed(text, Doi::parse, where);
        if (doi != null && (draft.doi() != null || "version".equals(use))) {
            draft.identifier("doi-" + (use == null ? "other" : use), doi.toString());
        } else if (doi != null) {
            draft.doi(doi);
        }
    }

    private void categories() {
        XmlElement categories = meta.at("article-categories");
        List<XmlElement> groups = categories.elements("subj-group");
        boolean hasChannel =
                groups.stream().anyMatch(group -> "display-channel".equals(group.attribute("subj-group-type")));
        String sectionType = hasChannel ? "display-channel" : "heading";
        String none = draft.type().replace('-', ' ');
        for (XmlElement group : groups) {
            String lang = group.attribute("lang");
            if (lang != null && !lang.equals(draft.language())) {
                translated(group, lang);
                continue;
            }
            subjects(group, sectionType, none, null);
        }
        for (XmlElement series : categories.elements("series-title")) {
            draft.subject("series", null, series.take());
        }
    }

    /** Reads the translated heading of a section. */
    private void translated(XmlElement group, String lang) {
        XmlElement subject = group.at("subject");
        if ("heading".equals(group.attribute("subj-group-type")) && subject.text() != null) {
            String other = draft.value(lang, LanguageTag::parse, group.path("xml:lang"));
            if (other != null) {
                draft.translation(other).section(subject.take());
            }
        }
    }

    /**
     * Reads the section and the subjects of an article. The section is taken from the first subject group that names
     * one. Nested groups at any depth are read as subjects.
     */
    private void subjects(XmlElement group, String sectionType, String none, String outerScheme) {
        String type = group.attribute("subj-group-type");
        String vocab = group.attribute("vocab");
        boolean isHeading = type == null || Set.of("heading", "subject").contains(type);
        String scheme = vocab != null ? vocab : isHeading ? outerScheme : type;
        for (XmlElement subject : group.elements("subject", "compound-subject")) {
            JatsTerm term = JatsTerm.of(subject, "compound-subject-part", "vocab-term-identifier");
            String text = term == null ? null : term.label();
            subject.markPlaced();
            boolean namesSection = type != null && type.equals(sectionType) && !draft.hasSection();
            if (text == null || namesSection && text.equals(none)) {
                continue;
            }
            if (namesSection) {
                draft.section(text);
                draft.unplaced(subject.path(), term.code());
            } else {
                draft.subject(scheme, term.code(), text);
            }
        }
        group.elements("subj-group").forEach(inner -> subjects(inner, sectionType, none, scheme));
    }

    private void issue() {
        IssueDraft issue = draft.issue();
        issue.volume(meta.at("volume").take());
        String number = meta.at("issue").take();
        XmlElement supplement = meta.at("supplement");
        String suffix = suffix(supplement.text(), number);
        issue.number(suffix == null ? number : number == null ? suffix : number + " " + suffix);
        issue.title(meta.at("issue-title").take());
        if (isTitle(supplement.text()) && !issue.hasTitle()) {
            issue.title(supplement.take());
        } else if (!isTitle(supplement.text())) {
            supplement.markPlaced();
        }
        for (XmlElement id : meta.elements("issue-id")) {
            if ("doi".equals(id.attribute("pub-id-type"))) {
                issue.doi(draft.parsed(id.take(), Doi::parse, id.path()));
            }
        }
    }

    private static boolean isTitle(String supplement) {
        return supplement != null && supplement.length() > MAX_SUPPLEMENT_NUMBER_LENGTH;
    }

    /**
     * Returns the number of a supplement. Returns null if there is no number, or if the issue number already contains
     * it.
     */
    private static String suffix(String text, String number) {
        if (text == null || isTitle(text)) {
            return null;
        }
        String plain = text.replaceFirst("(?i)^suppl(?:ement)?s?\\.?\\s*", "");
        boolean isSaid = number != null && number.matches("(?i).*suppl.*") && number.endsWith(plain);
        return isSaid ? null : text.matches("(?i)suppl.*") ? text : "Suppl " + text;
    }

    private void pages() {
        draft.pages(meta.at("fpage").take(), () -> meta.at("lpage").take());
        String range = meta.at("page-range").text();
        if (range != null && draft.firstPage() == null) {
            String[] ends = SourceText.clean(range).split("\\s*[-\u2010-\u2015]\\s*", 2);
            draft.pages(ends[0], ends.length < 2 ? null : ends[1]);
        }
        if (range != null && !range.contains(",")) {
            meta.at("page-range").markPlaced();
        }
        draft.articleNumber(meta.at("elocation-id").take());
    }

    /** Maps JATS article types and their common synonyms to Offprint article types. */
    private static final class JatsArticleTypes {

        private static final Map<String, String> TYPES = types();

        private JatsArticleTypes() {}

        /**
         * Returns the Offprint article type for a JATS article type. An unknown type that ends in {@code -review} is
         * mapped to {@code review-article}. An unknown type that contains {@code review}, {@code referee} or {@code
         * editor-report} is mapped to {@code peer-review}. All remaining types are mapped to {@code other}.
         */
        static String of(String said) {
            String term = SourceText.term(said);
            String known = TYPES.get(term);
            if (known != null) {
                return known;
            }
            if (term.endsWith("-review")) {
                return "review-article";
            }
            return term.contains("review") || term.contains("referee") || term.contains("editor-report")
                    ? "peer-review"
                    : "other";
        }

        private static Map<String, String> types() {
            Map<String, String> types = new HashMap<>(Table.map("article-types-read.tsv", "jats"));
            Vocabulary.terms(ArticleType.class).keySet().forEach(type -> types.put(type, type));
            return Map.copyOf(types);
        }
    }
}
