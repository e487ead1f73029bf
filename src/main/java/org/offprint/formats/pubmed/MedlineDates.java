package org.offprint.formats.pubmed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.draft.CitedArticle;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.text.SourceDate;
import org.offprint.identifiers.PartialDate;

/** When a citation appeared, and what came before. */
final class MedlineDates {

    private static final Pattern PUBLISHED =
            Pattern.compile("([12]\\d{3})(?: ([A-Z][a-z]{2})[a-z]*(?: (\\d{1,2}))?)?(.*)");
    private static final Set<String> HISTORY = Set.of("received", "revised", "accepted");

    /** When PubMed took it up. */
    private static final Set<String> OF_THE_RECORD = Set.of("pubmed", "medline", "entrez");

    private final Draft draft;
    private final CitedArticle article;

    MedlineDates(Draft draft) {
        this.draft = draft;
        this.article = new CitedArticle(draft);
    }

    /** When it appeared online counts where that is told; the date of its issue is told then. */
    void published(String issue, String online) {
        Matcher parts = PUBLISHED.matcher(issue == null ? "" : issue);
        String printed = null;
        boolean isWhole = false;
        if (parts.matches()) {
            Integer month = parts.group(2) == null ? null : SourceDate.monthByName(parts.group(2));
            String day = month == null || parts.group(3) == null ? "" : "-" + parts.group(3);
            printed = article.date(parts.group(1) + (month == null ? "" : "-" + month + day), "DP");
            // Not a season, a second month.
            isWhole = parts.group(4).isBlank() && (parts.group(2) == null || month != null);
        }
        String day = draft.value(SourceDate.ofEightDigits(online), PartialDate::parse, "DEP");
        draft.unplaced("DEP", day == null ? online : null);
        Draft.put(draft.object("dates"), "published", day == null ? printed : day);
        boolean isPlaced = isWhole && printed != null && (day == null || day.equals(printed));
        draft.unplaced("DP", isPlaced ? null : issue);
    }

    /** Reads an event such as {@code 2019/02/04 00:00 [received]}. */
    void event(String said) {
        ObjectNode dates = draft.object("dates");
        Matcher kind = MedlineIdentifiers.WITH_KIND.matcher(said);
        String member = kind.matches() ? kind.group(2) : "";
        boolean isHistory = HISTORY.contains(member) && !dates.has(member);
        String date = isHistory ? article.date(kind.group(1).replaceFirst(" .*", ""), "PHST") : null;
        if (date != null) {
            dates.put(member, date);
        }
        draft.unplaced("PHST", isHistory || OF_THE_RECORD.contains(member) ? null : said);
    }
}
