package org.offprint.ingest.bibtex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.http.problem.Finding;
import org.offprint.ingest.ImportRecord;
import org.offprint.ingest.draft.CitedArticle;
import org.offprint.ingest.draft.Draft;
import org.offprint.ingest.draft.DraftTexts;
import org.offprint.ingest.draft.Fitting;
import org.offprint.ingest.draft.Words;

/** One entry. Fields are taken out of it as they are placed; its key is but its name in the file. */
final class BibtexArticle {

    private static final Set<String> PAPERS = Set.of("inproceedings", "conference", "proceedings", "incollection");
    private static final Set<String> THESES = Set.of("phdthesis", "mastersthesis", "thesis");

    private final BibtexParser.Entry entry;
    private final Map<String, String> fields;
    private final Draft draft = new Draft();
    private final CitedArticle article = new CitedArticle(draft);

    BibtexArticle(BibtexParser.Entry entry) {
        this.entry = entry;
        this.fields = new LinkedHashMap<>(entry.fields());
    }

    ImportRecord read() {
        type();
        article.language(first("language", "langid"), "language");
        String title = fields.remove("title");
        DraftTexts.title(draft, draft.body(), title == null ? null : Latex.html(title), "title");
        Draft.put(draft.body(), "subtitle", take("subtitle"));
        String summary = fields.remove("abstract");
        if (summary != null) {
            String html = "<p>" + Latex.html(Words.paragraphs(summary)).replace("\n\n", "</p><p>") + "</p>";
            DraftTexts.summary(draft, draft.body(), html, "abstract");
        }
        BibtexNames.read(fields.remove("author"), "author", article, draft);
        BibtexNames.read(fields.remove("editor"), "editor", article, draft);
        BibtexNames.read(fields.remove("translator"), "translator", article, draft);
        dates();
        article.journal(
                first("journal", "journaltitle", "booktitle"),
                take("shortjournal"),
                take("publisher"),
                first("address", "location"));
        article.issns(take("issn"), "issn");
        article.issue(take("volume"), first("number", "issue"));
        article.pages(take("pages"));
        Draft.put(draft.body(), "articleNumber", first("eid", "articleno", "article-number"));
        article.doiAndLink(verbatim("doi"), verbatim("url"), "url");
        draft.identifier("pmid", take("pmid"));
        draft.identifier("pmcid", take("pmcid"));
        draft.identifier("isbn", take("isbn"));
        eprint();
        article.keywords(first("keywords", "keyword"));
        fields.forEach((name, value) -> draft.unplaced(name, Latex.text(value)));
        List<Finding> problems = Fitting.article(draft);
        return new ImportRecord("article", draft.body(), draft.unplaced(), problems, entry.line(), null, null);
    }

    private void type() {
        String type = entry.type();
        boolean isArticle = type.equals("article");
        if (!isArticle) {
            draft.unplaced("@" + type, entry.key().isEmpty() ? type : entry.key());
        }
        boolean isPaper = isArticle || PAPERS.contains(type);
        draft.body().put("type", isPaper ? "research-article" : THESES.contains(type) ? "dissertation" : "other");
    }

    /** The whole date of BibLaTeX, or year, month and day. */
    private void dates() {
        ObjectNode dates = draft.object("dates");
        String whole = article.date(take("date"), "date");
        String year = take("year");
        if (whole != null) {
            dates.put("published", whole);
            if (year != null && !whole.startsWith(year)) {
                draft.unplaced("year", year);
            }
            fields.remove("month");
            return;
        }
        String month = take("month");
        String number = month == null ? null : month(month);
        if (month != null && number == null) {
            draft.unplaced("month", month);
        }
        String day = number == null ? null : take("day");
        Draft.put(
                dates,
                "published",
                article.date(
                        year == null
                                ? null
                                : year + (number == null ? "" : "-" + number) + (day == null ? "" : "-" + day),
                        "year"));
    }

    private static String month(String said) {
        List<String> names =
                List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
        if (said.strip().matches("0?[1-9]|1[0-2]")) {
            return said.strip();
        }
        String begin = said.strip().toLowerCase(java.util.Locale.ROOT);
        int named = begin.matches("\\p{L}+\\.?") && begin.length() > 2 ? names.indexOf(begin.substring(0, 3)) : -1;
        return named < 0 ? null : Integer.toString(named + 1);
    }

    private void eprint() {
        String type = first("archiveprefix", "eprinttype");
        String id = take("eprint");
        if (id != null && type != null) {
            draft.identifier(type, id);
        } else {
            draft.unplaced("eprint", id);
        }
    }

    private String take(String field) {
        String value = fields.remove(field);
        String text = value == null ? null : Words.clean(Latex.text(value));
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
}
