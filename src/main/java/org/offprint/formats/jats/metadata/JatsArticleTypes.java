package org.offprint.formats.jats.metadata;

import java.util.HashMap;
import java.util.Map;
import org.offprint.formats.text.SourceText;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.text.Table;

/** Maps article types of the standard, and synonyms in wide use, to the types of Offprint. */
final class JatsArticleTypes {

    private static final Map<String, String> TYPES = types();

    private JatsArticleTypes() {}

    /**
     * Returns the type for this name. An unknown type that contains "review" is a review; any other unknown type is
     * {@code other}.
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
