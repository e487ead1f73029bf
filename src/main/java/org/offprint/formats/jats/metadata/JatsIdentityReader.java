package org.offprint.formats.jats.metadata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.jats.texts.JatsTerm;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;
import org.offprint.identifiers.Doi;
import org.offprint.json.Vocabulary;
import org.offprint.record.ArticleType;

/** Reads the type of an article, its identifiers and its placement: section, subjects, issue, pages. */
public final class JatsIdentityReader {

    /** By which our own export names the record; the service gives each its own. */
    static final String OUR_ID = "offprint";

    /** Longer than any number of a supplement, such as "Suppl. 1, Pt. 2". */
    private static final int LONGEST_NUMBER = 25;

    private final XmlElement meta;
    private final Draft draft;

    private JatsIdentityReader(XmlElement meta, Draft draft) {
        this.meta = meta;
        this.draft = draft;
    }

    public static void read(XmlElement article, XmlElement meta, Draft draft) {
        JatsIdentityReader identity = new JatsIdentityReader(meta, draft);
        identity.type(article);
        identity.identifiers();
        identity.categories();
        identity.issue();
        identity.pages();
    }

    private void type(XmlElement article) {
        String said = article.attribute("article-type");
        // Most are; tools that leave it out, as that of OJS, say nothing of any article.
        String type = said == null ? "research-article" : JatsArticleTypes.of(said);
        if (!type.equals(said)) {
            draft.unplaced(article.path("article-type"), said);
        }
        draft.body().put("type", type);
    }

    private void identifiers() {
        for (XmlElement id : meta.elements("article-id")) {
            String type = String.valueOf(id.attribute("pub-id-type"));
            String custom = id.attribute("custom-type");
            String use = id.attribute("specific-use");
            String value = id.take();
            if (value == null || OUR_ID.equals(custom)) {
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

    private void doi(String text, String use, String where) {
        String doi = draft.value(text, Doi::parse, where);
        if (doi != null && (draft.body().has("doi") || "version".equals(use))) {
            draft.identifier("doi-" + (use == null ? "other" : use), doi);
        } else if (doi != null) {
            draft.body().put("doi", doi);
        }
    }

    private void categories() {
        XmlElement categories = meta.at("article-categories");
        List<XmlElement> groups = categories.elements("subj-group");
        boolean hasChannel =
                groups.stream().anyMatch(group -> "display-channel".equals(group.attribute("subj-group-type")));
        String sectionType = hasChannel ? "display-channel" : "heading";
        String none = Vocabulary.termOf((Enum<?>) Vocabulary.terms(ArticleType.class)
                        .get(draft.body().get("type").textValue()))
                .replace('-', ' ');
        for (XmlElement group : groups) {
            String lang = group.attribute("lang");
            if (lang != null && !lang.equals(draft.body().path("language").textValue())) {
                continue;
            }
            subjects(group, sectionType, none, null);
        }
        for (XmlElement series : categories.elements("series-title")) {
            draft.subject("series", null, series.take());
        }
    }

    /** The first of the groups that name sections is the section; what is within others is subjects, at any depth. */
    private void subjects(XmlElement group, String sectionType, String none, String outerScheme) {
        String type = group.attribute("subj-group-type");
        String vocab = group.attribute("vocab");
        boolean isHeading = type == null || Set.of("heading", "subject").contains(type);
        String scheme = vocab != null ? vocab : isHeading ? outerScheme : type;
        for (XmlElement subject : group.elements("subject", "compound-subject")) {
            JatsTerm term = JatsTerm.of(subject, "compound-subject-part", "vocab-term-identifier");
            String text = term == null ? null : term.label();
            subject.mark();
            boolean namesSection =
                    type != null && type.equals(sectionType) && !draft.body().has("section");
            if (text == null || namesSection && text.equals(none)) {
                continue;
            }
            if (namesSection) {
                Draft.put(draft.object("section"), "title", text);
                draft.unplaced(subject.path(), term.code());
            } else {
                draft.subject(scheme, term.code(), text);
            }
        }
        group.elements("subj-group").forEach(inner -> subjects(inner, sectionType, none, scheme));
    }

    private void issue() {
        ObjectNode issue = draft.object("issue");
        Draft.put(issue, "volume", meta.at("volume").take());
        String number = meta.at("issue").take();
        XmlElement supplement = meta.at("supplement");
        String suffix = suffix(supplement.text(), number);
        Draft.put(issue, "number", suffix == null ? number : number == null ? suffix : number + " " + suffix);
        Draft.put(issue, "title", meta.at("issue-title").take());
        if (isTitle(supplement.text()) && !issue.has("title")) {
            Draft.put(issue, "title", supplement.take());
        } else if (!isTitle(supplement.text())) {
            supplement.mark();
        }
        for (XmlElement id : meta.elements("issue-id")) {
            if ("doi".equals(id.attribute("pub-id-type"))) {
                Draft.put(issue, "doi", draft.value(id.take(), Doi::parse, id.path()));
            }
        }
    }

    private static boolean isTitle(String supplement) {
        return supplement != null && supplement.length() > LONGEST_NUMBER;
    }

    /** The number of a supplement, unless that of the issue says it; null where there is none. */
    private static String suffix(String text, String number) {
        if (text == null || isTitle(text)) {
            return null;
        }
        String plain = text.replaceFirst("(?i)^suppl(?:ement)?s?\\.?\\s*", "");
        boolean isSaid = number != null && number.matches("(?i).*suppl.*") && number.endsWith(plain);
        return isSaid ? null : text.matches("(?i)suppl.*") ? text : "Suppl " + text;
    }

    private void pages() {
        ObjectNode pages = draft.object("pages");
        Draft.put(pages, "first", meta.at("fpage").take());
        if (pages.has("first")) {
            Draft.put(pages, "last", meta.at("lpage").take());
        }
        String range = meta.at("page-range").text();
        if (range != null && !pages.has("first")) {
            String[] ends = SourceText.clean(range).split("\\s*[-\u2010-\u2015]\\s*", 2);
            Draft.put(pages, "first", ends[0]);
            Draft.put(pages, "last", ends.length < 2 ? null : ends[1]);
        }
        if (range != null && !range.contains(",")) {
            meta.at("page-range").mark();
        }
        Draft.put(draft.body(), "articleNumber", meta.at("elocation-id").take());
    }
}
