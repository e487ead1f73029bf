package org.offprint.formats.ris;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.InlineMarkup;
import org.offprint.formats.text.TaggedRecord;
import org.offprint.formats.text.TextWithoutTags;

/** Reads one RIS record. */
final class RisRecordReader {

    private static final Set<String> ARTICLES = Set.of("JOUR", "JFULL", "EJOUR", "ABST", "INPR");
    private static final Set<String> PAPERS = Set.of("CONF", "CPAPER");

    private static final Pattern PREFIX = Pattern.compile("10\\.\\d");
    private static final Pattern DOI =
            Pattern.compile("(?i)(?:doi\\s*:?\\s*|https?://(?:dx\\.)?doi\\.org/)?10\\.\\d{4,9}/\\S+");

    private final TaggedRecord record;
    private final ArticleDraft draft = new ArticleDraft();
    private final CitedArticleReader article = new CitedArticleReader(draft);

    RisRecordReader(TaggedRecord record) {
        this.record = record;
    }

    ImportRecord read() {
        record.requireBounds();
        type(record.take("TY"));
        article.language(record.take("LA"), "LA");
        String title = first("TI", "T1");
        draft.texts().title(title == null ? null : InlineMarkup.html(title), "TI");
        draft.texts().plainOrHtmlSummary(first("AB", "N2"), "AB");
        people("author", "AU", "A1");
        people("editor", "ED", "A2", "A3");
        people("translator", "A4");
        draft.runningHead(plain("ST"), "ST");
        new RisDateReader(draft).read(record.takeAll("PY"), record.takeAll("Y1"), record.takeAll("DA"));
        article.journal(plain("T2", "JF", "JO", "BT"), plain("J2", "JA", "J1", "JO"), plain("PB"), plain("CY", "PP"));
        record.takeAll("SN").forEach(issn -> article.issns(issn, "SN"));
        article.issue(record.take("VL"), record.take("IS"));
        pages();
        draft.articleNumber(record.take("C7"));
        article.doiAndLink(doi(), record.take("UR"), "UR");
        record.takeAll("L1").forEach(this::file);
        record.takeAll("KW").forEach(keywords -> {
            for (String keyword : TextWithoutTags.of(keywords).split("\n|\\s*;\\s*")) {
                article.keyword(keyword);
            }
        });
        pubmed();
        record.remove(Set.of("ID"));
        record.forEachRemaining(draft::unplaced);
        return draft.record(record.line());
    }

    private void type(String said) {
        boolean isArticle = said != null && ARTICLES.contains(said);
        boolean isPaper = said != null && PAPERS.contains(said);
        if (!isArticle) {
            draft.unplaced("TY", said);
        }
        boolean isThesis = "THES".equals(said);
        boolean isNews = "NEWS".equals(said) || "MGZN".equals(said);
        draft.type(isArticle || isPaper ? "research-article" : isThesis ? "dissertation" : isNews ? "news" : "other");
    }

    private void people(String role, String... tags) {
        for (String tag : tags) {
            record.takeAll(tag).forEach(name -> article.people().named(role, name));
        }
    }

    private void pages() {
        String first = record.take("SP");
        String last = record.take("EP");
        if (first != null && last == null) {
            article.pages(first);
        } else if ("No".equals(first) && last.endsWith("Specified")) {
            draft.unplaced("SP", first + " " + last);
        } else if (first != null) {
            draft.pages(first, last.equals(first) ? null : last);
        } else {
            draft.unplaced("EP", last);
        }
    }

    /**
     * Returns the DOI from the DOI tag, or from the notes, which contained DOIs before RIS had a DOI tag. Also removes
     * repetitions of the DOI from these tags.
     */
    private String doi() {
        String doi = record.take("DO");
        for (String tag : List.of("M3", "N1", "L3")) {
            for (String said : record.values(tag)) {
                boolean isNext = doi == null && DOI.matcher(said.strip()).matches();
                doi = isNext ? said.strip() : doi;
            }
        }
        String number = bare(doi);
        if (!number.isEmpty()) {
            record.removeIf(said -> bare(said).equals(number), "DO", "M3", "N1", "L3");
        }
        return doi;
    }

    private static String bare(String doi) {
        String said = doi == null ? "" : doi.strip().toLowerCase(Locale.ROOT);
        Matcher prefix = PREFIX.matcher(said);
        return prefix.find() ? said.substring(prefix.start()) : said;
    }

    private void file(String url) {
        if (url.strip().matches("(?i)https?://.*")) {
            article.file(url.strip(), url.toLowerCase(Locale.ROOT).contains(".pdf") ? "application/pdf" : null, "L1");
        } else {
            draft.unplaced("L1", url);
        }
    }

    /** Reads PubMed ids, which are identified by their form or by the database name. */
    private void pubmed() {
        boolean isPubMed = record.values("DB").stream().anyMatch(name -> name.matches("(?i).*(?:pubmed|medline).*"));
        number("pmcid", "C2", "PMC\\d+");
        number("pmcid", "AN", "PMC\\d+");
        if (isPubMed) {
            number("pmid", "AN", "\\d{1,9}");
            number("pmid", "C5", "\\d{1,9}");
        }
    }

    private void number(String type, String tag, String form) {
        String said = record.first(tag);
        if (said != null && said.matches(form)) {
            draft.identifier(type, record.take(tag));
        }
    }

    private String plain(String... tags) {
        String value = first(tags);
        return value == null ? null : TextWithoutTags.of(value);
    }

    /**
     * Removes and returns the first value of the first RIS tag that has a value. Also removes equal values from the
     * other given tags.
     */
    private String first(String... tags) {
        String value = record.take(tags);
        record.removeIf(said -> said.strip().equals(value), tags);
        return value;
    }

    /**
     * Reads the publication date. RIS providers write this date in up to three tags, each with a different precision.
     */
    private static final class RisDateReader {

        private final ArticleDraft draft;
        private final CitedArticleReader article;
        private String date;
        private String words;
        private String place;

        RisDateReader(ArticleDraft draft) {
            this.draft = draft;
            this.article = new CitedArticleReader(draft);
        }

        /**
         * Sets the publication date to the most precise date of the RIS record. A date with a different year, month or
         * day is reported as unmapped.
         */
        void read(List<String> years, List<String> primary, List<String> days) {
            years.forEach(said -> considerDate(said, null, "PY"));
            primary.forEach(said -> considerDate(said, null, "Y1"));
            // EndNote and Web of Science write a date without a year in the DA tag.
            String year = date == null ? null : date.substring(0, 4);
            days.forEach(said -> considerDate(said, year, "DA"));
            draft.dates().published(date);
        }

        private void considerDate(String said, String year, String where) {
            int reported = draft.unplaced().size();
            String other = article.date(said, year, where);
            boolean isReported = draft.unplaced().size() > reported;
            if (other == null) {
                return;
            }
            boolean isFuller = date == null || other.startsWith(date);
            // A complete date takes precedence over a less precise date in the same year, even if their months differ.
            boolean isDay = date != null && other.length() > date.length() && other.startsWith(date.substring(0, 4));
            if (isFuller || isDay) {
                draft.unplaced(place, isFuller ? null : words);
                date = other;
                words = said;
                place = where;
            } else {
                draft.unplaced(where, isReported || date.startsWith(other) ? null : said);
            }
        }
    }
}
