package org.offprint.formats.pubmed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ArticleDraft.Statement;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.draft.FundingDraft;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.InlineMarkup;
import org.offprint.formats.text.SourceText;

/**
 * Reads one MEDLINE record. Data about PubMed's own record is omitted, and so is the citation text that PubMed
 * generates from other fields.
 */
final class MedlineRecordReader {

    private static final Set<String> OF_THE_RECORD =
            Set.of("OWN", "STAT", "DA", "DCOM", "LR", "EDAT", "MHDA", "CRDT", "SO", "PST", "OTO");

    /** Pattern for the abbreviation of a funding institute, for example {@code HL} or {@code BB_}. */
    private static final Pattern INSTITUTE = Pattern.compile("(?:[A-Z]{2,5}_{0,2}|ImNIH)?");

    private static final Pattern RANGE = Pattern.compile("([A-Za-z]*)(\\d+)-(\\d+)(?![\\dA-Za-z-])");

    private final List<MedlineLine> lines;
    private final ArticleDraft draft = new ArticleDraft();
    private final CitedArticleReader article = new CitedArticleReader(draft);

    MedlineRecordReader(List<MedlineLine> lines) {
        this.lines = lines;
    }

    ImportRecord read(long line) {
        lines.removeIf(each -> OF_THE_RECORD.contains(each.tag()));
        MedlineTypes.place(all("PT"), draft, "PT");
        texts();
        new MedlineContributors(draft).read(lines);
        MedlineIdentifiers identifiers = new MedlineIdentifiers(draft);
        String abbreviation = take("TA");
        article.journal(take("JT"), abbreviation, null, take("PL"));
        draft.journal().identifier("nlm-ta", abbreviation);
        draft.journal().identifier("nlm-journal-id", take("JID"));
        all("IS").forEach(issn -> identifiers.issn(issn, "IS"));
        MedlineDates dates = new MedlineDates(draft, MedlineDates.DateFields.TAGS);
        String ofIssue = take("DP");
        dates.published(ofIssue, take("DEP"));
        all("PHST").forEach(dates::event);
        article.issue(take("VI"), take("IP"));
        if (ofIssue != null && ofIssue.matches("\\d{4}\\b.*") && draft.issue().hasYear()) {
            draft.issue().yearOf(ofIssue);
        }
        article.pages(range(take("PG")));
        draft.identifier("pmid", take("PMID"));
        draft.identifier("pmcid", take("PMC"));
        List.of("LID", "AID").forEach(tag -> all(tag).forEach(said -> identifiers.id(tag, said)));
        all("OT").forEach(keyword -> article.keyword(keyword.replaceFirst("^\\*", "")));
        all("MH").forEach(heading -> draft.subject("mesh", null, SourceText.clean(heading)));
        all("GR").forEach(this::grant);
        draft.statement(Statement.CONFLICT_OF_INTEREST, take("COIS"));
        String copyright = take("CI");
        if (copyright != null) {
            draft.license().copyright(null, copyright, null);
        }
        lines.forEach(left -> draft.unplaced(left.tag(), left.value().toString()));
        return draft.record(line);
    }

    /**
     * Reads the titles and the abstract of a MEDLINE record. Records of non-English articles contain the original
     * title, and an English title in brackets.
     */
    private void texts() {
        article.language(take("LA"), "LA");
        String title = take("TI");
        String own = take("TT");
        boolean isTranslated = own != null && title != null && !draft.language().equals("en");
        draft.texts().title(html(isTranslated ? own : title), "TI");
        if (isTranslated) {
            draft.translation("en").title(html(withoutBrackets(title)), "TI");
        } else {
            draft.unplaced("TT", own);
        }
        (isTranslated ? draft.translation("en") : draft.texts()).plainOrHtmlSummary(take("AB"), "AB");
    }

    private static String html(String text) {
        return text == null ? null : InlineMarkup.html(withoutStop(text));
    }

    /** Returns the article title without the final period that PubMed adds. */
    static String withoutStop(String title) {
        return title.replaceFirst("(?<=[\\p{L}\\d)\\]>])\\.$", "");
    }

    /** Returns a translated English title without the brackets that PubMed adds. */
    static String withoutBrackets(String title) {
        return title.replaceFirst("^\\[(.*?)]?\\.?$", "$1").replaceFirst("]$", "");
    }

    /**
     * Returns the page range with a complete last page. PubMed omits the leading digits that are the same in the first
     * and the last page.
     */
    static String range(String said) {
        Matcher ends = RANGE.matcher(said == null ? "" : said);
        boolean isLong = !ends.lookingAt()
                || ends.group(3).length() > ends.group(2).length()
                || ends.group(1).isEmpty()
                        && ends.group(3).length() == ends.group(2).length();
        if (isLong) {
            return said;
        }
        String first = ends.group(2);
        String shared = first.substring(0, first.length() - ends.group(3).length());
        return ends.group(1) + first + "-" + ends.group(1) + shared + ends.group(3) + said.substring(ends.end());
    }

    /**
     * Reads a grant in the format {@code number/acronym of the institute/name of the funder/country}. The grant number
     * can also contain slashes.
     */
    private void grant(String said) {
        List<String> parts = List.of(said.split("/"));
        int funder = parts.size() - 2;
        if (funder < 1 || parts.get(funder).isBlank()) {
            draft.unplaced("GR", said);
            return;
        }
        boolean isAcronym = INSTITUTE.matcher(parts.get(funder - 1)).matches();
        String number = String.join("/", parts.subList(0, isAcronym ? funder - 1 : funder));
        FundingDraft funding = new FundingDraft(draft);
        funding.funder(parts.get(funder));
        if (!number.isBlank()) {
            funding.award(SourceText.clean(number));
        }
        draft.funding(funding);
        draft.unplaced("GR", isAcronym && funder == 1 && !parts.get(0).isBlank() ? said : parts.get(funder + 1));
    }

    private String take(String tag) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).tag().equals(tag)) {
                String value = SourceText.clean(lines.remove(i).value().toString());
                return value.isBlank() ? null : value;
            }
        }
        return null;
    }

    private List<String> all(String tag) {
        List<String> values = new ArrayList<>();
        lines.stream()
                .filter(each ->
                        each.tag().equals(tag) && !each.value().toString().isBlank())
                .forEach(each -> values.add(SourceText.clean(each.value().toString())));
        lines.removeIf(each -> each.tag().equals(tag));
        return values;
    }
}
