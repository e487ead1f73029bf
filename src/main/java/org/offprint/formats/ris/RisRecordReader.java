package org.offprint.formats.ris;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticle;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.InlineMarkup;
import org.offprint.formats.text.TextWithoutTags;

/** One record. Lines are taken out of it as they are placed. */
final class RisRecordReader {

    private static final Set<String> ARTICLES = Set.of("JOUR", "JFULL", "EJOUR", "ABST", "INPR");
    private static final Set<String> PAPERS = Set.of("CONF", "CPAPER");

    private static final Pattern PREFIX = Pattern.compile("10\\.\\d");
    private static final Pattern DOI =
            Pattern.compile("(?i)(?:doi\\s*:?\\s*|https?://(?:dx\\.)?doi\\.org/)?10\\.\\d{4,9}/\\S+");

    private final Map<String, List<String>> lines;
    private final ArticleDraft draft = new ArticleDraft();
    private final CitedArticle article = new CitedArticle(draft);

    RisRecordReader(Map<String, List<String>> lines) {
        this.lines = lines;
    }

    ImportRecord read(long line) {
        type(take("TY"));
        article.language(take("LA"), "LA");
        String title = first("TI", "T1");
        draft.texts().title(title == null ? null : InlineMarkup.html(title), "TI");
        draft.texts().prose(first("AB", "N2"), "AB");
        people("author", "AU", "A1");
        people("editor", "ED", "A2", "A3");
        people("translator", "A4");
        draft.runningHead(plain("ST"), "ST");
        new RisDateReader(draft).read(all("PY"), all("Y1"), all("DA"));
        article.journal(plain("T2", "JF", "JO", "BT"), plain("J2", "JA", "J1", "JO"), plain("PB"), plain("CY", "PP"));
        all("SN").forEach(issn -> article.issns(issn, "SN"));
        article.issue(take("VL"), take("IS"));
        pages();
        draft.articleNumber(take("C7"));
        article.doiAndLink(doi(), take("UR"), "UR");
        all("L1").forEach(this::file);
        all("KW").forEach(keywords -> {
            for (String keyword : TextWithoutTags.of(keywords).split("\n|\\s*;\\s*")) {
                article.keyword(keyword);
            }
        });
        pubmed();
        lines.remove("ID");
        lines.forEach((tag, values) -> values.forEach(value -> draft.unplaced(tag, value)));
        return draft.record(line);
    }

    private void type(String said) {
        boolean isArticle = said != null && ARTICLES.contains(said.strip());
        boolean isPaper = said != null && PAPERS.contains(said.strip());
        if (!isArticle) {
            draft.unplaced("TY", said);
        }
        boolean isThesis = "THES".equals(said);
        boolean isNews = "NEWS".equals(said) || "MGZN".equals(said);
        draft.type(isArticle || isPaper ? "research-article" : isThesis ? "dissertation" : isNews ? "news" : "other");
    }

    private void people(String role, String... tags) {
        for (String tag : tags) {
            all(tag).forEach(name -> article.people().named(role, name));
        }
    }

    private void pages() {
        String first = take("SP");
        String last = take("EP");
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

    /** In its own line, or among the notes of those who wrote it before there was one; often in several. */
    private String doi() {
        String doi = take("DO");
        for (String tag : List.of("M3", "N1", "L3")) {
            for (String said : lines.getOrDefault(tag, List.of())) {
                boolean isNext = doi == null && DOI.matcher(said.strip()).matches();
                doi = isNext ? said.strip() : doi;
            }
        }
        String number = bare(doi);
        if (!number.isEmpty()) {
            for (String tag : List.of("DO", "M3", "N1", "L3")) {
                lines.getOrDefault(tag, new ArrayList<>())
                        .removeIf(said -> bare(said).equals(number));
            }
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

    /** Reads PubMed's numbers, which are marked by themselves, or by the name of the database. */
    private void pubmed() {
        List<String> databases = lines.getOrDefault("DB", List.of());
        boolean isPubMed = databases.stream().anyMatch(name -> name.matches("(?i).*(?:pubmed|medline).*"));
        number("pmcid", "C2", "PMC\\d+");
        number("pmcid", "AN", "PMC\\d+");
        if (isPubMed) {
            number("pmid", "AN", "\\d{1,9}");
            number("pmid", "C5", "\\d{1,9}");
        }
    }

    private void number(String type, String tag, String form) {
        List<String> said = lines.getOrDefault(tag, List.of());
        if (!said.isEmpty() && said.get(0).strip().matches(form)) {
            draft.identifier(type, take(tag));
        }
    }

    /** The first line of this tag; the others stay. */
    private String take(String tag) {
        List<String> values = lines.get(tag);
        if (values == null) {
            return null;
        }
        String value = values.remove(0);
        if (values.isEmpty()) {
            lines.remove(tag);
        }
        return value.isBlank() ? null : value.strip();
    }

    private String plain(String... tags) {
        String value = first(tags);
        return value == null ? null : TextWithoutTags.of(value);
    }

    private String first(String... tags) {
        String value = null;
        for (String tag : tags) {
            boolean isSame = value != null && lines.getOrDefault(tag, List.of()).contains(value);
            value = value == null || isSame ? take(tag) : value;
        }
        return value;
    }

    private List<String> all(String tag) {
        List<String> values = lines.remove(tag);
        return values == null
                ? List.of()
                : values.stream().filter(value -> !value.isBlank()).toList();
    }
}
