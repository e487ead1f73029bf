package org.offprint.formats.bibtex;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.draft.DatesDraft;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.SourceDate;
import org.offprint.formats.text.SourceText;
import org.offprint.kernel.text.Table;

/**
 * Reads one BibTeX entry. Fields that cannot be imported are reported as unmapped. The entry key is not imported,
 * because it is unique only within its file.
 */
final class BibtexArticleReader {

    private static final Set<String> PAPERS = Set.of("inproceedings", "conference", "proceedings", "incollection");
    private static final Set<String> THESES = Set.of("phdthesis", "mastersthesis", "thesis");

    private static final Pattern ARXIV =
            Pattern.compile("\\d{4}\\.\\d{4,5}(?:v\\d+)?|[a-z-]+(?:\\.[A-Z]{2})?/\\d{7}(?:v\\d+)?");

    private final BibtexParser.Entry entry;
    private final Map<String, String> fields;
    private final ArticleDraft draft = new ArticleDraft();
    private final CitedArticleReader article = new CitedArticleReader(draft);

    BibtexArticleReader(BibtexParser.Entry entry) {
        this.entry = entry;
        this.fields = new LinkedHashMap<>(entry.fields());
    }

    ImportRecord read() {
        type();
        article.language(first("language", "langid"), "language");
        String title = fields.remove("title");
        draft.texts().title(title == null ? null : Latex.html(title), "title");
        draft.texts().subtitle(take("subtitle"));
        String summary = fields.remove("abstract");
        if (summary != null) {
            String html = "<p>" + Latex.html(SourceText.paragraphs(summary)).replace("\n\n", "</p><p>") + "</p>";
            draft.texts().summary(html, "abstract");
        }
        draft.runningHead(first("shorttitle", "short-title"), "shorttitle");
        BibtexNameReader.read(fields.remove("author"), "author", article, draft);
        BibtexNameReader.read(fields.remove("editor"), "editor", article, draft);
        BibtexNameReader.read(fields.remove("translator"), "translator", article, draft);
        collaboration();
        new BibtexDateReader(draft).read(take("date"), take("year"), take("month"), take("day"));
        journal();
        if (isInIssue()) {
            article.issue(take("volume"), first("number", "issue"));
        }
        article.pages(take("pages"));
        draft.articleNumber(first("eid", "articleno", "article-number", "art_number"));
        article.doiAndLink(verbatim("doi"), verbatim("url"), "url");
        draft.identifier("pmid", first("pmid", "pubmed_id", "pubmedid"));
        draft.identifier("pmcid", first("pmcid", "pmc"));
        eprint();
        article.keywords(take("author_keywords"));
        article.keywords(first("keywords", "keyword"));
        fields.forEach((name, value) -> draft.unplaced(name, Latex.text(value)));
        return draft.record(entry.line());
    }

    private void type() {
        String type = entry.type();
        boolean isArticle = type.equals("article");
        if (!isArticle) {
            draft.unplaced("@" + type, entry.key().isEmpty() ? type : entry.key());
        }
        boolean isPaper = isArticle || PAPERS.contains(type);
        draft.type(isPaper ? "research-article" : THESES.contains(type) ? "dissertation" : "other");
    }

    /**
     * Returns whether the BibTeX fields {@code volume} and {@code number} belong to a journal issue. The number of a
     * report, thesis, patent or book is not an issue number unless the entry names a journal.
     */
    private boolean isInIssue() {
        String type = entry.type();
        return type.equals("article")
                || type.equals("misc")
                || PAPERS.contains(type)
                || draft.journal().title() != null;
    }

    private void collaboration() {
        String names = take("collaboration");
        for (String name : names == null ? new String[0] : names.split(" ?, ?| and ")) {
            article.people().organization("author", name);
        }
    }

    /** Reads the journal title. Some BibTeX sources contain the full title in addition to an abbreviation. */
    private void journal() {
        String title = AstronomyJournals.title(first("journal", "journaltitle", "booktitle"));
        String whole = first("fjournal", "journal-full");
        String brief = first("shortjournal", "abbrev_source_title", "journal-iso");
        article.journal(
                whole == null ? title : whole,
                whole == null || title == null ? brief : title,
                take("publisher"),
                first("address", "location"));
        article.issns(take("issn"), "issn");
        String electronic = take("eissn");
        article.issns(electronic == null ? null : electronic + " (electronic)", "eissn");
        String isbn = take("isbn");
        // Reference managers with one field for ISBN and ISSN also export an ISSN as isbn.
        if (isbn != null && isbn.matches("\\d{4}-\\d{3}[\\dXx]")) {
            article.issns(isbn, "isbn");
        } else {
            draft.identifier("isbn", isbn);
        }
    }

    /**
     * Reads the {@code eprint} field. The value is treated as an arXiv id if the entry names arXiv as the archive. If
     * the entry names no archive, a value in arXiv format is also treated as an arXiv id.
     */
    private void eprint() {
        String type = first("archiveprefix", "eprinttype");
        String id = take("eprint");
        String number = id == null ? "" : id.replaceFirst("(?i)^arxiv:", "");
        boolean isArxiv = "arxiv".equalsIgnoreCase(type)
                || type == null && ARXIV.matcher(number).matches();
        if (isArxiv) {
            // Before 2007, arXiv ids were unique only within a subject archive such as {@code math}.
            String archive = fields.getOrDefault("primaryclass", "")
                    .replaceFirst("\\..*", "")
                    .strip();
            boolean isWithin = number.matches("\\d{7}(?:v\\d+)?") && archive.matches("[a-z-]+");
            draft.identifier("arxiv", isWithin ? archive + "/" + number : number);
        } else if (id != null && type != null) {
            draft.identifier("pubmed".equalsIgnoreCase(type) ? "pmid" : type, id);
        } else {
            draft.unplaced("eprint", id);
        }
    }

    private String take(String field) {
        String value = fields.remove(field);
        String text = value == null ? null : SourceText.clean(Latex.text(value));
        return text == null || text.isEmpty() ? null : text;
    }

    private String first(String... names) {
        for (String name : names) {
            String value = take(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private String verbatim(String field) {
        String value = fields.remove(field);
        return value == null || value.isBlank() ? null : Latex.verbatim(value);
    }

    /** Maps journal title commands of the Astrophysics Data System, such as {@code \apj}, to full titles. */
    private static final class AstronomyJournals {

        private static final Map<String, String> TITLES = Table.map("astronomy-journals.tsv");

        private AstronomyJournals() {}

        /** Returns the journal title for an ADS command. Any other argument is returned unchanged. */
        static String title(String value) {
            String command = value == null ? "" : value.strip();
            return command.startsWith("\\") ? TITLES.getOrDefault(command.substring(1), value) : value;
        }
    }

    /**
     * Reads the publication date of an entry from the BibLaTeX field {@code date}, or from the fields {@code year},
     * {@code month} and {@code day}.
     */
    private static final class BibtexDateReader {

        private final ArticleDraft draft;
        private final CitedArticleReader article;

        BibtexDateReader(ArticleDraft draft) {
            this.draft = draft;
            this.article = new CitedArticleReader(draft);
        }

        /** Sets the publication date from the date fields of a BibTeX entry. Any argument may be null. */
        void read(String date, String year, String month, String day) {
            DatesDraft dates = draft.dates();
            String whole = article.date(date, "date");
            if (whole == null) {
                dates.published(inParts(year, month, day));
                return;
            }
            dates.published(whole);
            draft.unplaced("year", year == null || whole.startsWith(year) ? null : year);
            // Do not report a month or day that the full date already includes.
            draft.unplaced("month", whole.length() > "2024".length() ? null : month);
            draft.unplaced("day", whole.length() > "2024-05".length() ? null : day);
        }

        /**
         * Returns the publication date from the separate fields for year, month and day. The month is a number or a
         * name, and may include the day.
         */
        private String inParts(String year, String month, String day) {
            boolean isNumber = month != null && SourceDate.isMonth(month);
            if (year == null || month == null) {
                draft.unplaced("month", month);
                draft.unplaced("day", day);
                return article.date(year, "year");
            }
            String known = isNumber
                    ? article.date(year + "-" + month + (day == null ? "" : "-" + day), "year")
                    : article.date(day == null ? month : month + " " + day, year, "month");
            return known == null && !isNumber ? article.date(year, "year") : known;
        }
    }
}
