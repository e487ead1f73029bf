package org.offprint.web.api.issues;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.issues.IssueView;
import org.offprint.journal.publishing.typesetting.Typesetting;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.JournalBody;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.web.api.issues.ContentsView.ContentsSection;
import org.offprint.web.api.issues.ContentsView.SectionContents;

/**
 * Builds tables of contents of issues. Sections are in the journal's order, and the articles of each section are sorted
 * by position. Articles without a section come last.
 */
@ApplicationScoped
public class TableOfContents {

    /** Order of the articles in the table of contents of an issue, with the section as {@code s}. */
    private static final String ORDER = " order by s.ordinal nulls last, p.position nulls last, p.article";

    /** Maximum total size, in bytes, of the articles in a response with included contents. */
    private static final long MAX_INCLUDED_BYTES = 20_000_000;

    private final Sql sql;
    private final Typesetting typesetting;

    TableOfContents(Sql sql, Typesetting typesetting) {
        this.sql = sql;
        this.typesetting = typesetting;
    }

    private record ListedSummary(UUID section, byte[] summary) {}

    /**
     * Returns the table of contents for readers. The stored summaries of the published articles are read with one SQL
     * statement and concatenated without parsing.
     */
    byte[] forReaders(IssueView issue, JournalBody journal) {
        List<ListedSummary> articles = sql.list(
                "select p.section, p.summary from published_article p left join section s on s.id = p.section"
                        + " where p.issue = ? and not p.withdrawn" + ORDER,
                row -> new ListedSummary(Sql.uuid(row, "section"), row.getBytes("summary")),
                issue.id());
        ByteArrayOutputStream out = new ByteArrayOutputStream(4_096);
        write(out, "{\"issue\":");
        out.writeBytes(Json.write(issue));
        write(out, ",\"sections\":");
        writeSections(out, articles, id -> sectionOf(journal, id));
        write(out, "}");
        return out.toByteArray();
    }

    /** Writes the sections of a table of contents with their articles. */
    private static void writeSections(
            ByteArrayOutputStream out, List<ListedSummary> articles, Function<UUID, ContentsSection> sections) {
        write(out, "[");
        for (int i = 0; i < articles.size(); i++) {
            ListedSummary article = articles.get(i);
            boolean opens = i == 0
                    || !Objects.equals(article.section(), articles.get(i - 1).section());
            write(out, opens && i > 0 ? "]}," : opens ? "" : ",");
            if (opens) {
                open(out, sections.apply(article.section()));
            }
            out.writeBytes(article.summary());
        }
        write(out, articles.isEmpty() ? "]" : "]}]");
    }

    /**
     * Returns the published articles of several issues as JSON for the member {@code included}, keyed by issue. The
     * number of SQL statements does not depend on the number of issues.
     *
     * @param forEditors whether to return the published articles of unpublished issues
     * @throws org.offprint.kernel.faults.ProblemException 400 if the articles are too large
     */
    Map<UUID, byte[]> included(Collection<UUID> issues, boolean forEditors) {
        Map<UUID, List<ListedSummary>> articles = new HashMap<>();
        sql.list(
                "select n.issue, n.section, n.total, case when n.total <= ? then n.summary end summary from"
                        + " (select p.issue, p.section, p.summary, sum(octet_length(p.summary)) over () total,"
                        + " row_number() over (" + ORDER + ") place from published_article p"
                        + " join issue i on i.id = p.issue and (i.status = 'published' or ?)"
                        + " left join section s on s.id = p.section where p.issue = any(?) and not p.withdrawn) n"
                        + " order by n.place",
                row -> {
                    long bytes = row.getLong("total");
                    if (bytes > MAX_INCLUDED_BYTES) {
                        throw Problems.badParameter(
                                IssueRecordInclusions.PARAMETER,
                                "too-large",
                                "The included articles have " + bytes + " bytes together. The maximum is "
                                        + MAX_INCLUDED_BYTES + ". Request fewer issues at a time.");
                    }
                    if (articles.isEmpty()) {
                        // The articles, the growing response and its copy are in memory at the same time.
                        DocumentMemoryLimit.acquireForBody(4 * bytes);
                    }
                    return articles.computeIfAbsent(Sql.uuid(row, "issue"), id -> new ArrayList<>())
                            .add(new ListedSummary(Sql.uuid(row, "section"), row.getBytes("summary")));
                },
                MAX_INCLUDED_BYTES,
                forEditors,
                issues);
        List<JournalBody> journals = sql.list(
                "select body from journal where id in (select journal from issue where id = any(?))",
                row -> Json.read(row.getString("body"), JournalBody.class),
                issues);
        Map<UUID, ContentsSection> sections = new HashMap<>();
        journals.forEach(journal ->
                journal.sections().forEach(section -> sections.put(section.id(), ContentsSection.of(section))));
        Map<UUID, byte[]> included = new HashMap<>();
        for (UUID issue : issues) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(4_096);
            write(out, "{\"contents\":{\"sections\":");
            writeSections(out, articles.getOrDefault(issue, List.of()), sections::get);
            write(out, "}}");
            included.put(issue, out.toByteArray());
        }
        return included;
    }

    /** Previous and next article in the table of contents of an issue. */
    public record Neighbours(Optional<UUID> previous, Optional<UUID> next) {

        /** Neighbours of an article that has no published issue. */
        public static final Neighbours NONE = new Neighbours(Optional.empty(), Optional.empty());
    }

    /**
     * Returns the neighbours of articles in the tables of contents for readers, keyed by article, in one SQL statement.
     * Articles without a published issue are omitted.
     */
    public Map<UUID, Neighbours> neighbours(Collection<UUID> articles) {
        Map<UUID, Neighbours> neighbours = new HashMap<>();
        sql.list(
                "select n.article, n.previous, n.next from (select p.article, lag(p.article) over w previous,"
                        + " lead(p.article) over w next from published_article p"
                        + " join issue i on i.id = p.issue and i.status = 'published'"
                        + " left join section s on s.id = p.section where p.issue in"
                        + " (select q.issue from published_article q where q.article = any(?)) and not p.withdrawn"
                        + " window w as (partition by p.issue" + ORDER + ")) n where n.article = any(?)",
                row -> neighbours.put(
                        Sql.uuid(row, "article"),
                        new Neighbours(
                                Optional.ofNullable(Sql.uuid(row, "previous")),
                                Optional.ofNullable(Sql.uuid(row, "next")))),
                articles,
                articles);
        return neighbours;
    }

    private static void open(ByteArrayOutputStream out, ContentsSection section) {
        write(out, "{");
        if (section != null) {
            write(out, "\"section\":");
            out.writeBytes(Json.write(section));
            write(out, ",");
        }
        write(out, "\"articles\":[");
    }

    /**
     * Returns the table of contents for editors.
     *
     * @param articles working copies of all articles in the issue
     */
    ContentsView forEditors(IssueView issue, JournalBody journal, List<Article> articles) {
        List<Article> ordered = ordered(journal, articles);
        Map<UUID, List<ArticleSummary>> bySection = new LinkedHashMap<>();
        typesetting.forEditors(ordered).stream().map(ArticleSummary::of).forEach(summary -> bySection
                .computeIfAbsent(
                        summary.section() == null ? null : summary.section().id(), id -> new ArrayList<>())
                .add(summary));
        List<SectionContents> sections = new ArrayList<>();
        bySection.forEach((id, listed) -> sections.add(new SectionContents(sectionOf(journal, id), listed)));
        return new ContentsView(issue, sections, null);
    }

    /**
     * Returns the strong entity tag of the table of contents for editors. The tag depends on the revision of the issue
     * and on the section and position of each article.
     */
    static String etag(Issue issue, List<Article> articles) {
        StringBuilder state = new StringBuilder().append(issue.revision);
        articles.stream()
                .map(article -> "\n" + article.id + " " + article.section + " " + article.position)
                .sorted()
                .forEach(state::append);
        return EntityTag.of(state.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<Article> ordered(JournalBody journal, List<Article> articles) {
        Map<UUID, Integer> ordinals = new LinkedHashMap<>();
        journal.sections().forEach(section -> ordinals.put(section.id(), ordinals.size()));
        // Compare ids as strings: Java compares UUIDs as signed numbers, but PostgreSQL compares them as unsigned
        // bytes.
        return articles.stream()
                .sorted(Comparator.comparing(
                                (Article article) -> ordinals.get(article.section),
                                Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(article -> article.position, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(article -> article.id.toString()))
                .toList();
    }

    private static ContentsSection sectionOf(JournalBody journal, UUID id) {
        return journal.sections().stream()
                .filter(section -> section.id().equals(id))
                .findFirst()
                .map(ContentsSection::of)
                .orElse(null);
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
