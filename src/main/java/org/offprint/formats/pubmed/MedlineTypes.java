package org.offprint.formats.pubmed;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.kernel.text.Table;

/** Selects the article type from the PubMed publication types, of which a record can have several. */
final class MedlineTypes {

    /** Article types, keyed by PubMed publication type in lower case. */
    private static final Map<String, String> TYPES = Table.map("article-types-read.tsv", "pubmed");

    private MedlineTypes() {}

    /**
     * Sets the article type from the most specific PubMed publication type. Other publication types are reported as
     * unmapped, unless they denote a research article.
     */
    static void place(List<String> said, ArticleDraft draft, String where) {
        String type = null;
        for (String kind : said) {
            String known = known(kind);
            boolean isBetter = known != null && (type == null || type.equals("research-article"));
            type = isBetter ? known : type;
        }
        String placed = type == null ? "other" : type;
        draft.type(placed);
        for (String kind : said) {
            String known = known(kind);
            boolean isSaid = placed.equals(known) || "research-article".equals(known);
            draft.unplaced(where, isSaid ? null : kind);
        }
    }

    private static String known(String kind) {
        return TYPES.get(kind.strip().toLowerCase(Locale.ROOT));
    }
}
