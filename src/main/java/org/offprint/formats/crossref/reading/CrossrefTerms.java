package org.offprint.formats.crossref.reading;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.RelationType;
import org.offprint.kernel.text.Table;

/** Maps Crossref's notices and relations to our own terms. */
public final class CrossrefTerms {

    private static final String SUPPLEMENT = "Supplement";

    /** Kinds of update (Crossmark), with the kind of article that makes one and of the relation that says so. */
    private static final Map<String, Update> UPDATES = Table.of("crossref-updates.tsv", 3).rows().stream()
            .collect(Collectors.toUnmodifiableMap(
                    row -> row.get(0), row -> new Update(row.get(1).equals("-") ? null : row.get(1), row.get(2))));

    private static final Map<String, String> OTHER_NAMES = Table.map("relations-read.tsv", "crossref");

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
