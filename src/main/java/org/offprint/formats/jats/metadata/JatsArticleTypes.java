package org.offprint.formats.jats.metadata;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.offprint.formats.text.SourceText;
import org.offprint.json.Vocabulary;
import org.offprint.record.ArticleType;

/** What kind of article it is, by the words of the standard and by those in wide use for the same. */
final class JatsArticleTypes {

    private static final Map<String, List<String>> ALSO_CALLED = Map.of(
            "research-article",
            List.of(
                    "article",
                    "research",
                    "original",
                    "original-article",
                    "original-research",
                    "original-paper",
                    "research-paper",
                    "journal-article",
                    "full-length-article",
                    "paper"),
            "review-article",
            List.of("review", "review-paper"),
            "correction",
            List.of("erratum", "corrigendum", "correction-notice", "errata"),
            "retraction",
            List.of("retraction-notice", "retraction-note"),
            "article-commentary",
            List.of("commentary"),
            "letter",
            List.of("letter-to-the-editor"),
            "brief-report",
            List.of("short-communication", "brief-communication", "short-report", "short-article"),
            "data-paper",
            List.of("data-article", "data-descriptor", "data-note"),
            "case-report",
            List.of("case-study"));

    private static final Map<String, String> TYPES = types();

    private JatsArticleTypes() {}

    /** The type of this name; one that is not known is {@code other}, or the review that it ends in. */
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
        Map<String, String> types = new HashMap<>();
        ALSO_CALLED.forEach((type, names) -> names.forEach(name -> types.put(name, type)));
        Vocabulary.terms(ArticleType.class).keySet().forEach(type -> types.put(type, type));
        return Map.copyOf(types);
    }
}
