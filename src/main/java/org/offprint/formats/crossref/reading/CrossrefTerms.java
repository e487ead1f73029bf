package org.offprint.formats.crossref.reading;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.RelationType;
import org.offprint.kernel.text.Table;

/** Maps Crossref's update types and relation names to Offprint's article types and relation types. */
public final class CrossrefTerms {

    private static final String SUPPLEMENT = "Supplement";

    /** Crossmark update types, each with the article type of the notice and the relation type. */
    private static final Map<String, Update> UPDATES = Table.of("crossref-updates.tsv", 3).rows().stream()
            .collect(Collectors.toUnmodifiableMap(
                    row -> row.get(0), row -> new Update(row.get(1).equals("-") ? null : row.get(1), row.get(2))));

    private static final Map<String, String> OTHER_NAMES = Table.map("relations-read.tsv", "crossref");

    private CrossrefTerms() {}

    private record Update(String article, String relation) {}

    /** Returns the article type of a notice with the given Crossmark update type, or null if there is none. */
    public static String notice(String update) {
        Update known = UPDATES.get(update.toLowerCase(Locale.ROOT));
        return known == null ? null : known.article();
    }

    /**
     * Returns the relation type for a Crossmark update type, or null if it is unknown. If {@code ofNotice} is true,
     * returns the relation type of the notice, otherwise the relation type of the updated work.
     */
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

    /**
     * Returns the relation type for a Crossref relation name such as {@code isPreprintOf} or {@code is-preprint-of}, or
     * null if the name is unknown.
     */
    public static String relation(String name) {
        String plain = name.replace("-", "").toLowerCase(Locale.ROOT);
        return Vocabulary.terms(RelationType.class).keySet().stream()
                .filter(term -> term.equalsIgnoreCase(plain))
                .findFirst()
                .orElse(OTHER_NAMES.get(plain));
    }
}
