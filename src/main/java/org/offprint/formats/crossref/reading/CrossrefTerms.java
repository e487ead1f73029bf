package org.offprint.formats.crossref.reading;

import java.util.Locale;
import java.util.Map;
import org.offprint.json.Vocabulary;
import org.offprint.record.RelationType;

/** What Crossref calls notices and relations, in our own terms. */
public final class CrossrefTerms {

    private static final String SUPPLEMENT = "Supplement";

    /** Kinds of update (Crossmark), with the kind of article that makes one and of the relation that says so. */
    private static final Map<String, Update> UPDATES = Map.ofEntries(
            Map.entry("correction", new Update("correction", "Correction")),
            Map.entry("corrigendum", new Update("correction", "Correction")),
            Map.entry("erratum", new Update("correction", "Correction")),
            Map.entry("clarification", new Update("correction", "Correction")),
            Map.entry("addendum", new Update("addendum", SUPPLEMENT)),
            Map.entry("retraction", new Update("retraction", "Retraction")),
            Map.entry("partial_retraction", new Update("partial-retraction", "Retraction")),
            Map.entry("removal", new Update("retraction", "Retraction")),
            Map.entry("withdrawal", new Update("retraction", "Retraction")),
            Map.entry("expression_of_concern", new Update("expression-of-concern", "ExpressionOfConcern")),
            Map.entry("new_version", new Update(null, "Version")),
            Map.entry("new_edition", new Update(null, "Version")));

    private static final Map<String, String> OTHER_NAMES = Map.of(
            "issupplementedby", "hasSupplement",
            "iscommentonreview", "isCommentOn",
            "isreviewedby", "hasReview",
            "isoriginalformof", "hasVersion",
            "isvariantformof", "isVersionOf");

    private CrossrefTerms() {}

    private record Update(String article, String relation) {}

    /** The type of an article that makes an update of this kind; null where it makes none of another. */
    public static String notice(String update) {
        Update known = UPDATES.get(update.toLowerCase(Locale.ROOT));
        return known == null ? null : known.article();
    }

    /** The relation that an update of this kind is, told of the notice or of what it updates; null for an unknown one. */
    public static String update(String update, boolean ofNotice) {
        Update known = UPDATES.get(update.toLowerCase(Locale.ROOT));
        if (known == null) {
            return null;
        }
        if (known.relation().equals(SUPPLEMENT)) {
            return ofNotice ? "isSupplementTo" : "hasSupplement";
        }
        return ofNotice ? "is" + known.relation() + "Of" : "has" + known.relation();
    }

    /** Our term for {@code isPreprintOf} or {@code is-preprint-of}; null where we have none. */
    public static String relation(String name) {
        String plain = name.replace("-", "").toLowerCase(Locale.ROOT);
        return Vocabulary.terms(RelationType.class).keySet().stream()
                .filter(term -> term.equalsIgnoreCase(plain))
                .findFirst()
                .orElse(OTHER_NAMES.get(plain));
    }
}
