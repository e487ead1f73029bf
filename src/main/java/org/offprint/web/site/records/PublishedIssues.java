package org.offprint.web.site.records;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.journal.issues.IssueKeys;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.IssueBody;
import org.offprint.kernel.record.Section;
import org.offprint.platform.database.sql.Sql;

/** Reads published issues and their contents for site pages. */
@ApplicationScoped
public class PublishedIssues {

    /** Maximum number of issues in a journal's issue list. */
    private static final int MAX_ISSUES = 5_000;

    /** Maximum number of articles in the table of contents of an issue. */
    private static final int MAX_ARTICLES = 2_000;

    /**
     * SQL query for a published issue with its journal. The column {@code same} is the number of issues in the journal
     * with the same preferred URL key.
     */
    private static final String ONE = "select i.id, i.journal, i.body, j.slug, (select count(*) from issue o"
            + " where o.journal = i.journal and o.status = 'published' and "
            + IssueKeys.preferredNameInSql("o.body") + " = " + IssueKeys.preferredNameInSql("i.body")
            + ") same from issue i join journal j on j.id = i.journal where i.status = 'published'";

    private final Sql sql;

    PublishedIssues(Sql sql) {
        this.sql = sql;
    }

    /**
     * Issue as displayed on site pages.
     *
     * @param key name of the issue in URLs: volume and number if they are unique, otherwise the id
     */
    public record ListedIssue(UUID id, String key, IssueBody body) {}

    /** Section of an issue with its articles. The section is null for articles without a section. */
    public record SectionOfIssue(Section section, List<ArticleSummary> articles) {}

    /** Returns the published issues of a journal, newest first. */
    public List<ListedIssue> of(UUID journal) {
        List<ListedIssue> issues = sql.list(
                "select id, body from issue where journal = ? and status = 'published'"
                        + " order by sort_key desc, id desc limit ?",
                PublishedIssues::read,
                journal,
                MAX_ISSUES);
        Map<UUID, String> keys = IssueKeys.of(issues.stream()
                .collect(
                        Collectors.toMap(ListedIssue::id, ListedIssue::body, (one, other) -> one, LinkedHashMap::new)));
        return issues.stream()
                .map(issue -> new ListedIssue(issue.id(), keys.get(issue.id()), issue.body()))
                .toList();
    }

    private static ListedIssue read(ResultSet row) throws SQLException {
        UUID id = Sql.uuid(row, "id");
        return new ListedIssue(id, id.toString(), Json.read(row.getString("body"), IssueBody.class));
    }

    /** Returns the newest published issue of a journal, or empty if there is none. */
    public Optional<ListedIssue> newest(UUID journal) {
        return sql.first(
                ONE + " and i.journal = ? order by i.sort_key desc, i.id desc limit 1",
                PublishedIssues::named,
                journal);
    }

    /** Returns the newest published issue of each of these journals, keyed by the id of the journal. */
    public Map<UUID, ListedIssue> newestOfEach(List<UUID> journals) {
        Map<UUID, ListedIssue> newest = new HashMap<>();
        sql.list(
                ONE
                        + " and i.journal = any(?) and i.id = (select n.id from issue n where n.journal = i.journal and n.status = 'published'"
                        + " order by n.sort_key desc, n.id desc limit 1)",
                row -> newest.put(Sql.uuid(row, "journal"), named(row)),
                journals);
        return newest;
    }

    /** Returns the page path of the published issue with the given id, or empty if there is none. */
    public Optional<String> pathOf(UUID issue) {
        return sql.first(
                ONE + " and i.id = ?",
                row -> "/journals/" + row.getString("slug") + "/issues/"
                        + named(row).key(),
                issue);
    }

    /**
     * Published issue with the state of its published articles.
     *
     * @param journal slug of the journal
     * @param articles number of published articles
     * @param modifiedAt time of the last change to the issue or one of its articles
     * @param state text that changes whenever the issue, an article or the full text of an article changes
     */
    public record IssueState(UUID id, String journal, IssueBody body, int articles, Instant modifiedAt, String state) {}

    /** Returns the published issue with the given id, or empty if there is none. */
    public Optional<IssueState> state(UUID issue) {
        return sql.first(
                "select i.id, i.body, j.slug, count(p.article) articles,"
                        + " greatest(i.updated_at, j.updated_at, max(p.modified_at)) modified_at,"
                        + " i.revision || ' ' || j.revision || ' ' || coalesce(string_agg(p.etag || ' '"
                        + " || coalesce(t.making || ' ' || t.waiting, ''), ' ' order by p.article), '') state"
                        + " from issue i join journal j on j.id = i.journal"
                        + " left join published_article p on p.issue = i.id and not p.withdrawn"
                        + " left join full_text t on t.article = p.article and t.number = p.version and t.language = ''"
                        + " where i.id = ? and i.status = 'published' group by i.id, j.id",
                row -> new IssueState(
                        issue,
                        row.getString("slug"),
                        Json.read(row.getString("body"), IssueBody.class),
                        row.getInt("articles"),
                        Sql.instant(row, "modified_at"),
                        row.getString("state")),
                issue);
    }

    private static ListedIssue named(ResultSet row) throws SQLException {
        ListedIssue issue = read(row);
        String wished = IssueKeys.preferredName(issue.body());
        boolean isItsOwn = !wished.isEmpty() && row.getInt("same") == 1;
        return isItsOwn ? new ListedIssue(issue.id(), wished, issue.body()) : issue;
    }

    /**
     * Returns the articles of an issue, grouped by section in the order defined by the journal. Articles without a
     * section come last.
     */
    public List<SectionOfIssue> contents(UUID issue, List<Section> sections) {
        Map<UUID, Section> known = new LinkedHashMap<>();
        sections.forEach(section -> known.put(section.id(), section));
        Map<UUID, List<ArticleSummary>> bySection = new LinkedHashMap<>();
        sql.list(
                "select p.section, p.summary from published_article p left join section s on s.id = p.section"
                        + " where p.issue = ? and not p.withdrawn"
                        + " order by s.ordinal nulls last, p.position nulls last, p.article limit ?",
                row -> bySection
                        .computeIfAbsent(Sql.uuid(row, "section"), id -> new ArrayList<>())
                        .add(Json.read(row.getBytes("summary"), ArticleSummary.class)),
                issue,
                MAX_ARTICLES);
        List<SectionOfIssue> contents = new ArrayList<>();
        bySection.forEach((section, articles) ->
                contents.add(new SectionOfIssue(section == null ? null : known.get(section), articles)));
        return contents;
    }
}
