package org.offprint.services.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.journals.Journal;
import org.offprint.journal.publishing.Previews;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.journal.publishing.Versions;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.IssueBody;
import org.offprint.services.readiness.ReadinessReport.IndexerReadiness;
import org.offprint.services.readiness.ReadinessReport.OutcomeCounts;
import org.offprint.services.readiness.ReadinessReport.RuleOutcome;
import org.offprint.services.readiness.rules.CheckedRecord;
import org.offprint.services.readiness.rules.DepositSettings;
import org.offprint.services.readiness.rules.Indexer;
import org.offprint.services.readiness.rules.ReadinessRule;
import org.offprint.services.readiness.rules.ReadinessRule.About;
import org.offprint.services.readiness.rules.ReadinessRule.Level;
import org.offprint.services.readiness.rules.ReadinessRules;
import org.offprint.services.readiness.rules.Verdict;
import org.offprint.services.readiness.rules.Verdict.Outcome;

/** Checks articles, issues and journals against the readiness rules of indexing services. */
@ApplicationScoped
public class Readiness {

    private final ReadinessRules rules;
    private final Previews previews;
    private final Versions versions;
    private final JournalHistories histories;
    private final DepositSettings site;
    private final StoredReadiness kept;

    Readiness(
            ReadinessRules rules,
            Previews previews,
            Versions versions,
            JournalHistories histories,
            DepositSettings site,
            StoredReadiness kept) {
        this.rules = rules;
        this.previews = previews;
        this.versions = versions;
        this.histories = histories;
        this.site = site;
        this.kept = kept;
    }

    /**
     * Checks the working copy of an article as if it were published now, together with the issue and journal.
     *
     * @param indexers indexing services whose rules are checked
     */
    public ReadinessReport ofWorkingCopy(Article article, Set<Indexer> indexers) {
        ArticleView view = previews.view(article, "/v1/articles/" + article.id);
        IssueBody issue = article.issue == null ? null : Issue.<Issue>findById(article.issue).body;
        return of(new PublishedRecord(view, article.etag()), article.body.files(), issue, article.journal, indexers);
    }

    /** Checks the published form of an article, together with its issue and journal. */
    public ReadinessReport ofPublished(PublishedDocument published, Set<Indexer> indexers) {
        PublishedRecord record = PublishedRecord.read(published);
        List<ArticleFile> files = versions.body(published.id(), record.article().version())
                .orElseThrow()
                .files();
        UUID issue = record.issue().id();
        IssueBody body = issue == null ? null : Issue.<Issue>findById(issue).body;
        return of(record, files, body, record.journal().id(), indexers);
    }

    private ReadinessReport of(
            PublishedRecord record, List<ArticleFile> files, IssueBody issue, UUID journal, Set<Indexer> indexers) {
        Journal held = Journal.findById(journal);
        CheckedRecord checked = new CheckedRecord(record, files, issue, held.body, histories.of(held), site);
        Set<About> looked = issue == null ? EnumSet.of(About.ARTICLE, About.JOURNAL) : EnumSet.allOf(About.class);
        return report(About.ARTICLE, record.article().id(), checked, looked, indexers);
    }

    /** Checks an issue and its journal against the rules of indexing services. */
    public ReadinessReport of(Issue issue, Set<Indexer> indexers) {
        Journal journal = Journal.findById(issue.journal);
        CheckedRecord checked =
                new CheckedRecord(null, List.of(), issue.body, journal.body, histories.of(journal), site);
        return report(About.ISSUE, issue.id, checked, EnumSet.of(About.ISSUE, About.JOURNAL), indexers)
                .of(kept.ofIssue(issue.journal, issue.id));
    }

    /** Checks a journal against the rules of indexing services. */
    public ReadinessReport of(Journal journal, Set<Indexer> indexers) {
        CheckedRecord checked = new CheckedRecord(null, List.of(), null, journal.body, histories.of(journal), site);
        return report(About.JOURNAL, journal.id, checked, EnumSet.of(About.JOURNAL), indexers)
                .of(kept.ofJournal(journal.id));
    }

    private ReadinessReport report(
            About about, UUID id, CheckedRecord checked, Set<About> looked, Set<Indexer> indexers) {
        List<RuleOutcome> outcomes = new ArrayList<>();
        for (ReadinessRule rule : rules.all()) {
            if (indexers.contains(rule.indexer()) && looked.contains(rule.about())) {
                Verdict verdict = rule.check().of(checked);
                outcomes.add(new RuleOutcome(
                        rule.id(),
                        rule.indexer(),
                        rule.level(),
                        rule.about(),
                        verdict.outcome(),
                        rule.text(),
                        verdict.outcome() == Outcome.PASS ? null : rule.remedy(),
                        verdict.places()));
            }
        }
        List<IndexerReadiness> counted = indexers.stream()
                .sorted()
                .map(indexer -> counted(
                        indexer,
                        outcomes.stream()
                                .filter(each -> each.indexer() == indexer)
                                .toList()))
                .toList();
        return new ReadinessReport(about, id, ReadinessRules.VERSION, counted, outcomes, null);
    }

    private static IndexerReadiness counted(Indexer indexer, List<RuleOutcome> outcomes) {
        OutcomeCounts must = counts(outcomes, Level.MUST);
        Outcome worst = outcomes.stream()
                .filter(each -> each.level() == Level.MUST)
                .map(RuleOutcome::outcome)
                .max(Comparator.naturalOrder())
                .orElse(Outcome.PASS);
        return new IndexerReadiness(indexer, worst, must, counts(outcomes, Level.SHOULD));
    }

    private static OutcomeCounts counts(List<RuleOutcome> outcomes, Level level) {
        return new OutcomeCounts(
                count(outcomes, level, Outcome.PASS),
                count(outcomes, level, Outcome.FAIL),
                count(outcomes, level, Outcome.UNKNOWN));
    }

    private static long count(List<RuleOutcome> outcomes, Level level, Outcome outcome) {
        return outcomes.stream()
                .filter(each -> each.level() == level && each.outcome() == outcome)
                .count();
    }
}
