package org.offprint.formats.webofscience;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ArticleDraft.Statement;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.draft.FundingDraft;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.InlineMarkup;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.text.TaggedRecord;
import org.offprint.kernel.text.Table;

/** Reads one record of a Web of Science plain-text file. */
final class WebOfScienceRecordReader {

    /** Tags for data about the Web of Science record itself: citations, usage and indexes. */
    private static final Set<String> OF_THE_RECORD = Set.of(
            "NR", "TC", "Z9", "Z1", "Z2", "Z3", "Z4", "Z8", "ZB", "ZR", "ZS", "U1", "U2", "WE", "GA", "DA", "HC", "HP");

    /** Article types, keyed by Web of Science document type in lower case. */
    private static final Map<String, String> TYPES = Table.map("article-types-read.tsv", "wos");

    private final TaggedRecord record;
    private final ArticleDraft draft = new ArticleDraft();
    private final CitedArticleReader article = new CitedArticleReader(draft);

    WebOfScienceRecordReader(TaggedRecord record) {
        this.record = record;
    }

    ImportRecord read() {
        record.requireBounds();
        type();
        article.language(record.take("LA"), "LA");
        String title = record.take("TI");
        draft.texts().title(title == null ? null : InlineMarkup.html(SourceText.clean(title)), "TI");
        draft.texts().plainOrHtmlSummary(record.take("AB"), "AB");
        record.takeParts("DE").forEach(article::keyword);
        subjects("ID", "Keywords Plus");
        subjects("WC", "Web of Science Categories");
        subjects("SC", "Web of Science Research Areas");
        new WebOfScienceContributors(record, draft).read();
        journal();
        dates();
        pages();
        article.doiAndLink(record.take("DI"), null, "DI");
        draft.identifier("pmid", record.take("PM"));
        draft.identifier("wos", record.take("UT"));
        record.takeAll("FU").forEach(this::funding);
        String thanks = record.take("FX");
        draft.statement(Statement.FUNDING, thanks == null ? null : SourceText.clean(thanks));
        WebOfScienceReferences.read(record.takeLines("CR"), draft);
        record.remove(OF_THE_RECORD);
        record.forEachRemaining(draft::unplaced);
        return draft.record(record.line());
    }

    /**
     * Sets the article type from the first known document type. The document type "Early Access" is not
     * reported as unmapped if the record has an early access date.
     */
    private void type() {
        String kind = record.take("PT");
        draft.unplaced("PT", "J".equals(kind) ? null : kind);
        String placed = null;
        for (String said : record.takeParts("DT")) {
            String known = TYPES.get(said.toLowerCase(Locale.ROOT));
            boolean isPlaced = placed == null && known != null;
            placed = isPlaced ? known : placed;
            boolean isDated = said.equalsIgnoreCase("Early Access") && record.first("EA") != null;
            draft.unplaced("DT", isPlaced || isDated ? null : said);
        }
        draft.type(placed == null ? "other" : placed);
    }

    private void subjects(String tag, String scheme) {
        record.takeParts(tag).forEach(label -> draft.subject(scheme, null, label));
    }

    /**
     * Reads the journal of a Web of Science record. The ISO abbreviation takes precedence over the redundant
     * 29-character abbreviation.
     */
    private void journal() {
        String brief = record.take("J9");
        String iso = record.take("JI");
        String title = record.take("SO");
        article.journal(
                title == null ? null : SourceText.clean(title),
                iso == null ? brief : iso,
                record.take("PU"),
                record.take("PI"));
        record.takeAll("SN").forEach(issn -> article.issns(issn + " (print)", "SN"));
        record.takeAll("EI").forEach(issn -> article.issns(issn + " (electronic)", "EI"));
    }

    /**
     * Reads the dates of a Web of Science record. An online date takes precedence as the publication date; the issue
     * date is then reported as unmapped.
     */
    private void dates() {
        String year = record.take("PY");
        String day = record.take("PD");
        int reported = draft.unplaced().size();
        String ofDay = article.date(day, year, "PD");
        String printed = ofDay == null ? article.date(year, "PY") : ofDay;
        boolean isReported = draft.unplaced().size() > reported;
        String online = article.date(record.take("EA"), record.take("EY"), "EA");
        draft.dates().published(online == null ? printed : online);
        boolean isSaid = isReported || online == null || printed == null || printed.startsWith(online);
        draft.unplaced("PD", isSaid ? null : day == null ? printed : day + " " + year);
        String number = record.take("IS");
        String supplement = record.take("SU");
        article.issue(
                record.take("VL"),
                supplement == null ? number : (number == null ? "" : number + " ") + "Suppl. " + supplement);
        if (printed != null && draft.issue().hasYear()) {
            draft.issue().yearOf(printed);
        }
    }

    /** Reads the first and last page. The page count is ignored if both pages are known. */
    private void pages() {
        String first = record.take("BP");
        String last = record.take("EP");
        if (first == null) {
            draft.unplaced("EP", last);
        } else {
            draft.pages(first, first.equals(last) ? null : last);
        }
        draft.articleNumber(record.take("AR"));
        if (first != null && last != null) {
            record.remove(Set.of("PG"));
        }
    }

    /**
     * Reads funders and their awards in the format {@code Funder [award, award]; Funder}. Semicolons within brackets do
     * not separate funders.
     */
    private void funding(String said) {
        String text = SourceText.clean(said);
        int begin = 0;
        int depth = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ';' : text.charAt(i);
            depth += c == '[' ? 1 : c == ']' && depth > 0 ? -1 : 0;
            if (c == ';' && depth == 0 || i == text.length()) {
                funder(text.substring(begin, i).strip());
                begin = i + 1;
            }
        }
    }

    private void funder(String said) {
        if (said.isEmpty()) {
            return;
        }
        int open = said.indexOf('[');
        boolean hasAwards = open > 0 && said.endsWith("]");
        FundingDraft funding = new FundingDraft(draft);
        funding.funder(hasAwards ? said.substring(0, open) : said);
        if (hasAwards) {
            for (String award : said.substring(open + 1, said.length() - 1).split(" ?[,;] ?")) {
                if (!award.isBlank()) {
                    funding.award(award.strip());
                }
            }
        }
        draft.funding(funding);
    }
}
