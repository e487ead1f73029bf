package org.offprint.services.readiness;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.journal.journals.Journal;
import org.offprint.journal.publishing.typesetting.RecentArticleViews;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.FileRole;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.webhooks.EventSubject;
import org.offprint.platform.webhooks.EventType;
import org.offprint.platform.webhooks.Webhooks;
import org.offprint.services.readiness.rules.CheckedRecord;
import org.offprint.services.readiness.rules.DepositSettings;
import org.offprint.services.readiness.rules.ReadinessRule;
import org.offprint.services.readiness.rules.ReadinessRule.About;
import org.offprint.services.readiness.rules.ReadinessRules;
import org.offprint.services.readiness.rules.Verdict.Outcome;

/**
 * Stored results of the readiness rules: the rules that each published article fails, and counts per journal and issue.
 */
@ApplicationScoped
public class StoredReadiness {

    /** Key for articles without an issue: the Nil UUID (RFC 9562, section 5.9). */
    private static final UUID NO_ISSUE = new UUID(0, 0);

    /** Empty rule id under which the total number of articles is stored. */
    private static final String ARTICLES = "";

    /** Placeholder for the JATS full text of an article, which is not one of its published files. */
    private static final ArticleFile TEXT_AS_JATS =
            new ArticleFile(FileRole.JATS, null, null, null, null, null, null, "jats", null, null);

    private final Sql sql;
    private final DepositSettings site;
    private final Webhooks webhooks;
    private final RecentArticleViews views;
    private final List<ReadinessRule> rules;
    private final Set<String> ids;

    StoredReadiness(Sql sql, ReadinessRules rules, DepositSettings site, Webhooks webhooks, RecentArticleViews views) {
        this.sql = sql;
        this.site = site;
        this.webhooks = webhooks;
        this.views = views;
        this.rules = rules.all().stream()
                .filter(rule -> rule.about() == About.ARTICLE)
                .toList();
        this.ids = this.rules.stream().map(ReadinessRule::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Article counts per readiness rule, for the published articles of a journal or an issue. */
    @Schema(
            name = "ArticlesByRule",
            description = "Article counts per readiness rule, for the published articles of a journal or an issue.")
    public record Counts(
            @Schema(required = true, description = "Number of published articles.", examples = "120")
            long articles,

            @Schema(
                    required = true,
                    description = "Rules that at least one article fails, or whose outcome is unknown for at least one"
                            + " article.")
            List<RuleCount> rules) {}

    /** Number of articles for each outcome of one readiness rule. */
    @Schema(name = "ReadinessRuleCount", description = "Number of published articles that do not meet one rule.")
    public record RuleCount(
            @Schema(required = true, examples = "cr-19", description = "Id of the rule.")
            String rule,

            @Schema(required = true, description = "Number of articles that fail the rule.")
            long fail,

            @Schema(required = true, description = "Number of articles for which the outcome is unknown.")
            long unknown,

            @Schema(required = true, description = "URLs of the lists of the counted articles.")
            RuleLinks links) {}

    /** Links to lists of the articles counted for a readiness rule. A link is absent if its list would be empty. */
    @Schema(name = "ReadinessRuleLinks", description = "URLs of the articles that do not meet a rule.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RuleLinks(
            @Schema(nullable = true, description = "URL of the articles that fail the rule. Absent if there are none.")
            String fail,

            @Schema(
                    nullable = true,
                    description = "URL of the articles for which the outcome is unknown. Absent if there are none.")
            String unknown) {}

    /** Returns the ids of the article rules, in rule order. */
    public Set<String> rules() {
        return ids;
    }

    /**
     * Returns the article counts of a journal, ordered by rule id. Changes within the last few seconds may be missing.
     */
    Counts ofJournal(UUID journal) {
        return counts(
                "/v1/articles?journal=" + journal,
                "select rule, sum(failing)::bigint as failing, sum(unknown)::bigint as unknown from readiness_count"
                        + " where journal = ? group by rule order by rule",
                journal);
    }

    /** Returns the article counts of an issue, ordered by rule id. */
    Counts ofIssue(UUID journal, UUID issue) {
        return counts(
                "/v1/articles?issue=" + issue,
                "select rule, failing, unknown from readiness_count where journal = ? and issue = ? order by rule",
                journal,
                issue);
    }

    private static RuleCount count(String articles, String rule, long fail, long unknown) {
        String list = articles + "&readiness=" + rule;
        return new RuleCount(
                rule, fail, unknown, new RuleLinks(fail > 0 ? list : null, unknown > 0 ? list + ":unknown" : null));
    }

    private Counts counts(String list, String select, Object... parameters) {
        long[] articles = new long[1];
        List<RuleCount> counted = new ArrayList<>();
        sql.list(
                        select,
                        row -> count(list, row.getString("rule"), row.getLong("failing"), row.getLong("unknown")),
                        parameters)
                .forEach(count -> {
                    if (count.rule().equals(ARTICLES)) {
                        articles[0] = count.fail();
                    } else if (count.fail() + count.unknown() > 0) {
                        counted.add(count);
                    }
                });
        return new Counts(articles[0], counted);
    }

    private record StoredOutcome(UUID article, UUID journal, UUID issue, List<String> failing, List<String> unknown) {

        /**
         * Returns whether the failing or unknown rules of the article have changed since an earlier check. Returns
         * false if the article was not checked before.
         */
        boolean isOtherThan(StoredOutcome before) {
            return before != null && !(failing.equals(before.failing) && unknown.equals(before.unknown));
        }

        /**
         * Adds this article to the article counts, or subtracts it.
         *
         * @param sign 1 to add, -1 to subtract
         */
        void count(int sign, Map<List<Object>, long[]> changes) {
            UUID in = issue == null ? NO_ISSUE : issue;
            changes.computeIfAbsent(List.of(journal, in, ARTICLES), absent -> new long[2])[0] += sign;
            failing.forEach(
                    rule -> changes.computeIfAbsent(List.of(journal, in, rule), absent -> new long[2])[0] += sign);
            unknown.forEach(
                    rule -> changes.computeIfAbsent(List.of(journal, in, rule), absent -> new long[2])[1] += sign);
        }
    }

    /** Deletes all stored readiness results. */
    void clear() {
        sql.update("delete from readiness");
        sql.update("delete from readiness_count");
    }

    /**
     * Checks articles again and replaces their readiness results, within the current transaction. Must not be called
     * concurrently. The results of withdrawn and unpublished articles are deleted.
     */
    void recheck(Collection<UUID> articles) {
        if (articles.isEmpty()) {
            return;
        }
        Map<List<Object>, long[]> changes = new HashMap<>();
        Map<UUID, StoredOutcome> before = new HashMap<>();
        sql.list(
                        "select article, journal, issue, failing, unknown from readiness where article = any(?)",
                        row -> new StoredOutcome(
                                Sql.uuid(row, "article"),
                                Sql.uuid(row, "journal"),
                                Sql.uuid(row, "issue"),
                                List.of((String[]) row.getArray("failing").getArray()),
                                List.of((String[]) row.getArray("unknown").getArray())),
                        articles)
                .forEach(row -> {
                    row.count(-1, changes);
                    before.put(row.article(), row);
                });
        sql.update("delete from readiness where article = any(?)", articles);
        List<StoredOutcome> rows = checked(articles);
        rows.forEach(row -> row.count(1, changes));
        sql.batch(
                "insert into readiness (article, journal, issue, failing, unknown) values (?, ?, ?, ?, ?)",
                rows.stream()
                        .map(row ->
                                new Object[] {row.article(), row.journal(), row.issue(), row.failing(), row.unknown()})
                        .toList());
        sql.batch(
                "insert into readiness_count (journal, issue, rule, failing, unknown) values (?, ?, ?, ?, ?)"
                        + " on conflict (journal, issue, rule) do update set"
                        + " failing = readiness_count.failing + excluded.failing,"
                        + " unknown = readiness_count.unknown + excluded.unknown",
                changes.entrySet().stream()
                        .filter(change -> change.getValue()[0] != 0 || change.getValue()[1] != 0)
                        .map(change -> new Object[] {
                            change.getKey().get(0),
                            change.getKey().get(1),
                            change.getKey().get(2),
                            change.getValue()[0],
                            change.getValue()[1]
                        })
                        .toList());
        webhooks.notifyEach(
                EventType.READINESS_CHANGED,
                rows.stream()
                        .filter(row -> row.isOtherThan(before.get(row.article())))
                        .map(row -> EventSubject.of("article", row.article(), row.journal(), report(row.article())))
                        .toList());
    }

    private static String report(UUID article) {
        return "/v1/articles/" + article + "/readiness?view=public";
    }

    private record Published(UUID article, PublishedRecord record, UUID journal, UUID issue, boolean hasJats) {}

    private List<StoredOutcome> checked(Collection<UUID> articles) {
        List<Published> published = sql.list(
                "select p.article, p.journal, p.issue, p.document, p.etag, exists (select from version_file f"
                        + " where f.article = p.article and f.number = p.version and f.role = 'jats') as has_jats"
                        + " from published_article p where p.article = any(?) and not p.withdrawn",
                row -> new Published(
                        Sql.uuid(row, "article"),
                        readRecord(row.getBytes("document"), row.getString("etag")),
                        Sql.uuid(row, "journal"),
                        Sql.uuid(row, "issue"),
                        row.getBoolean("has_jats")),
                articles);
        Set<UUID> named = published.stream().map(Published::journal).collect(Collectors.toSet());
        Map<UUID, Journal> held = Journal.<Journal>list("id in ?1", named).stream()
                .collect(Collectors.toMap(journal -> journal.id, Function.identity()));
        return published.stream()
                .map(each -> row(each, held.get(each.journal())))
                .toList();
    }

    private PublishedRecord readRecord(byte[] document, String etag) {
        return new PublishedRecord(views.of(document, etag), etag);
    }

    private StoredOutcome row(Published published, Journal journal) {
        List<ArticleFile> files = new ArrayList<>(published.record().body().files());
        if (published.hasJats()) {
            files.add(TEXT_AS_JATS);
        }
        CheckedRecord checked = new CheckedRecord(published.record(), files, null, journal.body, null, site);
        List<String> failing = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (ReadinessRule rule : rules) {
            Outcome outcome = rule.check().of(checked).outcome();
            if (outcome == Outcome.FAIL) {
                failing.add(rule.id());
            } else if (outcome == Outcome.UNKNOWN) {
                unknown.add(rule.id());
            }
        }
        return new StoredOutcome(published.article(), published.journal(), published.issue(), failing, unknown);
    }

    /**
     * Returns the number of articles that fail a readiness rule, or whose outcome is unknown if {@code isUnknown}.
     *
     * @param issue id of the issue; null for the whole journal
     */
    public long total(UUID journal, UUID issue, String rule, boolean isUnknown) {
        Counts counts = issue == null ? ofJournal(journal) : ofIssue(journal, issue);
        return counts.rules().stream()
                .filter(count -> count.rule().equals(rule))
                .mapToLong(count -> isUnknown ? count.unknown() : count.fail())
                .sum();
    }

    /**
     * Returns the articles that fail a rule in {@code failing}, or have an unknown outcome for a rule in {@code
     * unknown}.
     *
     * @param journals ids of the journals; null for all journals
     * @param issues ids of the issues; null for all articles, with or without an issue
     * @param limit maximum number of articles
     */
    public Set<UUID> failingAny(
            Set<UUID> journals, Set<UUID> issues, Set<String> failing, Set<String> unknown, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(failing, unknown));
        String select = "select article from readiness where (failing && ?::text[] or unknown && ?::text[])";
        if (journals != null) {
            select += " and journal = any(?::uuid[])";
            parameters.add(journals);
        }
        if (issues != null) {
            select += " and issue = any(?::uuid[])";
            parameters.add(issues);
        }
        parameters.add(limit);
        return Set.copyOf(sql.list(select + " limit ?", row -> Sql.uuid(row, "article"), parameters.toArray()));
    }

    /** Entry in a list of articles that have the same outcome for a readiness rule. */
    @Schema(name = "ArticleByRule", description = "Published article that does not meet a readiness rule.")
    public record ArticleByRule(
            @Schema(required = true, description = "Id of the article.")
            UUID id,

            @Schema(required = true, description = "Slug of the article, as used in URLs.")
            String slug,

            @Schema(required = true, description = "Title of the article as plain text.")
            String title,

            @Schema(required = true, description = "URL of the readiness report of the article.")
            String readiness) {}

    /**
     * Returns the articles that fail a readiness rule, or whose outcome is unknown if {@code isUnknown}, ordered by id.
     *
     * @param issue id of the issue; null for the whole journal
     * @param after id to start after, or before if {@code backwards}; null for the first page
     */
    public List<ArticleByRule> articles(
            UUID journal, UUID issue, String rule, boolean isUnknown, UUID after, boolean backwards, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(issue == null ? journal : issue, List.of(rule)));
        Optional.ofNullable(after).ifPresent(parameters::add);
        parameters.add(limit);
        return sql.list(
                "select a.id, a.slug, p.summary from readiness r join article a on a.id = r.article"
                        + " join published_article p on p.article = r.article"
                        + " where r." + (issue == null ? "journal" : "issue") + " = ? and r."
                        + (isUnknown ? "unknown" : "failing") + " @> ?::text[]"
                        + (after == null ? "" : backwards ? " and r.article < ?" : " and r.article > ?")
                        + " order by r.article" + (backwards ? " desc" : "") + " limit ?",
                row -> new ArticleByRule(
                        Sql.uuid(row, "id"),
                        row.getString("slug"),
                        Json.read(row.getBytes("summary"), ArticleSummary.class).title(),
                        report(Sql.uuid(row, "id"))),
                parameters.toArray());
    }
}
