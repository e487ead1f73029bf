package org.offprint.formats.endnote;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.text.TextWithoutTags;
import org.offprint.kernel.text.Table;

/** Reads the fields that both EndNote formats share: type, dates, keywords and database identifiers. */
final class EndNoteArticle {

    /** Article types, keyed by EndNote reference type in lower case. */
    private static final Map<String, String> TYPES = Table.map("article-types-read.tsv", "endnote");

    private static final Pattern PUBMED_NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern PMC_NUMBER = Pattern.compile("PMC\\d{1,10}");
    private static final Pattern MANUSCRIPT = Pattern.compile("NIHMS\\d{1,10}");
    private static final Pattern WEB_OF_SCIENCE = Pattern.compile("(?:WOS|ISI):[A-Z0-9]{1,30}");
    private static final Pattern WEB_PAGE = Pattern.compile("(?i)https?://\\S{1,2000}");

    private final ArticleDraft draft;
    private final CitedArticleReader article;

    EndNoteArticle(ArticleDraft draft) {
        this.draft = draft;
        this.article = new CitedArticleReader(draft);
    }

    CitedArticleReader cited() {
        return article;
    }

    /**
     * Sets the article type from the EndNote reference type. If there is no reference type, a work in a journal is
     * treated as a research article.
     */
    void type(String said, boolean isInJournal, String where) {
        String known = said == null ? null : TYPES.get(SourceText.clean(said).toLowerCase(Locale.ROOT));
        draft.type(known != null ? known : said == null && isInJournal ? "research-article" : "other");
        draft.unplaced(where, known == null ? said : null);
    }

    /**
     * Sets the publication date to the most precise date that agrees with the year. Dates that contradict the
     * publication date are reported as unmapped.
     */
    void published(String year, List<String> days, String whereYear, String whereDay) {
        String date = article.date(year, whereYear);
        for (String said : days) {
            String day = article.date(said, date == null ? null : date.substring(0, 4), whereDay);
            boolean isFuller = day != null && (date == null || day.startsWith(date));
            boolean isSaid = day == null || isFuller || date.startsWith(day);
            draft.unplaced(whereDay, isSaid ? null : said);
            date = isFuller ? day : date;
        }
        draft.dates().published(date);
    }

    /**
     * Adds keywords that are on separate lines or separated by semicolons. In a single line, keywords may also be
     * separated by commas.
     */
    void keywords(List<String> said) {
        boolean isOne = said.size() == 1 && said.get(0).indexOf('\n') < 0;
        if (isOne) {
            article.keywords(said.get(0));
            return;
        }
        for (String lines : said) {
            for (String keyword : TextWithoutTags.of(lines).split("\n|\\s{0,9};\\s{0,9}")) {
                article.keyword(keyword.strip());
            }
        }
    }

    /**
     * Sets the accession number as the PubMed id if the database is PubMed. An accession number of an unknown type is
     * reported as unmapped.
     */
    void accession(String number, String database, String where) {
        if (number == null) {
            return;
        }
        String name = database == null ? "" : database.toLowerCase(Locale.ROOT);
        boolean isPubMed = name.contains("pubmed") || name.contains("medline") || name.equals("nlm");
        if (isPubMed && PUBMED_NUMBER.matcher(number).matches()) {
            draft.identifier("pmid", number);
        } else if (!setIdentifier(number)) {
            draft.unplaced(where, number);
        }
    }

    /**
     * Sets an article identifier whose type is evident from its form. A value in any other form is reported as
     * unmapped.
     */
    void identifier(String said, String where) {
        if (said != null && !setIdentifier(said)) {
            draft.unplaced(where, said);
        }
    }

    private boolean setIdentifier(String said) {
        String type = PMC_NUMBER.matcher(said).matches()
                ? "pmcid"
                : MANUSCRIPT.matcher(said).matches()
                        ? "mid"
                        : WEB_OF_SCIENCE.matcher(said).matches() ? "wos" : null;
        draft.identifier(type, said);
        return type != null;
    }

    /**
     * Assigns a postal address to the contributor if there is only one. Otherwise, the address is reported as unmapped,
     * because its owner is unknown.
     */
    void address(String said, String where) {
        if (said != null && draft.contributors().size() == 1) {
            draft.contributors().get(0).affiliation(SourceText.clean(said));
        } else {
            draft.unplaced(where, said);
        }
    }

    /** Adds a link to a PDF of the article. A file name instead of a URL is reported as unmapped. */
    void file(String said, String where) {
        if (WEB_PAGE.matcher(said).matches()) {
            article.file(said, "application/pdf", where);
        } else {
            draft.unplaced(where, said);
        }
    }
}
