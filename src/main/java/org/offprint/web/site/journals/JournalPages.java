package org.offprint.web.site.journals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.offprint.formats.schemaorg.JsonLd;
import org.offprint.formats.schemaorg.SchemaOrgJournal;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.journal.publishing.PublicationYears;
import org.offprint.kernel.record.IssueBody;
import org.offprint.kernel.record.JournalBody;
import org.offprint.web.site.journals.IssueContents.ShownSection;
import org.offprint.web.site.pages.ListedArticle;
import org.offprint.web.site.pages.SitePage;
import org.offprint.web.site.pages.TextParagraphs;
import org.offprint.web.site.records.PublishedArticles;
import org.offprint.web.site.records.PublishedIssues;
import org.offprint.web.site.records.PublishedIssues.ListedIssue;
import org.offprint.web.site.records.PublishedJournals;
import org.offprint.web.site.records.PublishedJournals.PublishedJournal;
import org.offprint.web.site.works.WorkSearch;

/** Creates the pages of a journal. */
@ApplicationScoped
class JournalPages {

    private static final int NEWEST = 10;
    private static final int MAX_EARLY = 200;

    /** Maximum number of keywords on the home page of a site with several journals. */
    private static final int MAX_KEYWORDS = 30;

    /** Number of articles on each page of the article list of a year. */
    static final int ARTICLES_PER_PAGE = 50;

    private final PublishedJournals journals;
    private final PublishedIssues issues;
    private final PublishedArticles articles;
    private final PublicationYears years;
    private final WorkSearch works;

    JournalPages(
            PublishedJournals journals,
            PublishedIssues issues,
            PublishedArticles articles,
            PublicationYears years,
            WorkSearch works) {
        this.works = works;
        this.years = years;
        this.journals = journals;
        this.issues = issues;
        this.articles = articles;
    }

    static String path(PublishedJournal journal) {
        return "/journals/" + journal.slug();
    }

    private static SitePage page(String template, PublishedJournal journal) {
        return SitePage.of(template)
                .of(journal.ref())
                .in(journal.body().language().value())
                .with("journal", journal)
                .with("path", path(journal));
    }

    /** Creates the home page of a journal with its current issue or newest articles. */
    SitePage home(PublishedJournal journal) {
        Optional<IssueContents> current =
                issues.newest(journal.id()).map(issue -> contents(journal, issue, null, null));
        List<ListedArticle> early = listed(articles.early(journal.id(), NEWEST));
        List<ListedArticle> newest =
                current.isPresent() || !early.isEmpty() ? List.of() : listed(articles.newest(journal.id(), NEWEST));
        JournalBody body = journal.body();
        return page("journal.html", journal)
                .with("current", current.orElse(null))
                .with("early", early)
                .with("newest", newest)
                .with("description", TextParagraphs.of(body.description()))
                .titled(body.title())
                .described(body.description())
                .canonical(path(journal))
                .structured(structured(journal, null));
    }

    /**
     * Creates the home page of a site with several journals, with the newest articles and the most frequent keywords.
     * The page is not cached, because the search index contains new articles after a delay.
     */
    SitePage ofAll(List<PublishedJournal> all) {
        Map<UUID, ListedIssue> current =
                issues.newestOfEach(all.stream().map(PublishedJournal::id).toList());
        return SitePage.of("home.html")
                .with(
                        "journals",
                        all.stream()
                                .map(journal -> new ShownIssue.ShownJournal(
                                        journal,
                                        current.containsKey(journal.id())
                                                ? shown(journal, current.get(journal.id()))
                                                : null))
                                .toList())
                .with(
                        "newest",
                        articles.newest(NEWEST).stream()
                                .map(article -> new ListedArticle(article, true, List.of()))
                                .toList())
                .with("keywords", works.keywords(MAX_KEYWORDS))
                .notCached();
    }

    /** Creates the page that lists all issues of a journal by year. */
    SitePage issues(PublishedJournal journal) {
        Map<String, List<ShownIssue>> byYear = new LinkedHashMap<>();
        issues.of(journal.id()).forEach(issue -> byYear.computeIfAbsent(year(issue.body()), year -> new ArrayList<>())
                .add(shown(journal, issue)));
        return page("issues.html", journal)
                .with("years", byYear.entrySet().stream().toList())
                .titledBy("allIssues")
                .with(
                        "continues",
                        journal.body().continues() == null
                                ? null
                                : journals.find(journal.body().continues().toString())
                                        .orElse(null));
    }

    private static String year(IssueBody issue) {
        return issue.year() != null
                ? issue.year().toString()
                : issue.publishedOn() == null
                        ? ""
                        : Integer.toString(issue.publishedOn().year());
    }

    static ShownIssue shown(PublishedJournal journal, ListedIssue issue) {
        return ShownIssue.of(path(journal) + "/issues/" + issue.key(), issue);
    }

    /**
     * Creates the page with the table of contents of an issue. Returns empty if the journal has no published issue with
     * the given URL key.
     */
    Optional<SitePage> issue(PublishedJournal journal, String key) {
        List<ListedIssue> all = issues.of(journal.id());
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).key().equals(key)) {
                ListedIssue after = i == 0 ? null : all.get(i - 1);
                ListedIssue before = i == all.size() - 1 ? null : all.get(i + 1);
                IssueContents contents = contents(journal, all.get(i), before, after);
                IssueBody body = all.get(i).body();
                return Optional.of(page("issue.html", journal)
                        .with("issue", contents)
                        .with("description", TextParagraphs.of(body.description()))
                        .titled(contents.issue().title())
                        .described(body.description())
                        .pictured(
                                body.coverUrl() == null ? null : body.coverUrl().value())
                        .structured(structured(journal, contents.issue())));
            }
        }
        return Optional.empty();
    }

    /** Returns the path of the journal's newest issue, or empty if there is none. */
    Optional<String> currentIssue(PublishedJournal journal) {
        return issues.newest(journal.id()).map(issue -> path(journal) + "/issues/" + issue.key());
    }

    /** Returns the page path of the published issue with the given id. */
    Optional<String> byId(UUID issue) {
        return issues.pathOf(issue);
    }

    private IssueContents contents(PublishedJournal journal, ListedIssue issue, ListedIssue before, ListedIssue after) {
        return new IssueContents(
                shown(journal, issue),
                issues.contents(issue.id(), journal.body().sections()).stream()
                        .map(ShownSection::of)
                        .toList(),
                before == null ? null : shown(journal, before),
                after == null ? null : shown(journal, after));
    }

    /**
     * Creates the page that lists the years in which articles were published, and the articles without a published
     * issue.
     */
    SitePage years(PublishedJournal journal) {
        return page("articles.html", journal)
                .with("years", years.of(journal.id()))
                .with("early", listed(articles.early(journal.id(), MAX_EARLY)))
                .with("year", 0)
                .with("listed", List.of())
                .with("number", 1)
                .with("previous", "")
                .with("next", "")
                .titledBy("articlesByYear");
    }

    /**
     * Creates one page of the article list of a year. Returns empty if the page would contain no articles.
     *
     * @param number page number, starting at 1
     */
    Optional<SitePage> ofYear(PublishedJournal journal, int year, int number) {
        List<ArticleSummary> found =
                articles.ofYear(journal.id(), year, (number - 1) * ARTICLES_PER_PAGE, ARTICLES_PER_PAGE + 1);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String path = path(journal) + "/articles/" + year;
        return Optional.of(page("articles.html", journal)
                .with("years", years.of(journal.id()))
                .with("early", List.of())
                .with("year", year)
                .with("listed", listed(found.subList(0, Math.min(found.size(), ARTICLES_PER_PAGE))))
                .with("number", number)
                .with("previous", number == 1 ? "" : number == 2 ? path : path + "/" + (number - 1))
                .with("next", found.size() > ARTICLES_PER_PAGE ? path + "/" + (number + 1) : "")
                .titledBy("articlesOf", year));
    }

    /** Creates the page with information about a journal and its policies. */
    SitePage about(PublishedJournal journal) {
        JournalBody body = journal.body();
        Map<String, List<String>> policies = new LinkedHashMap<>();
        if (body.policies() != null) {
            policies.put("peerReview", TextParagraphs.of(body.policies().peerReview()));
            policies.put("openAccess", TextParagraphs.of(body.policies().openAccess()));
            policies.put("copyright", TextParagraphs.of(body.policies().copyright()));
            policies.put("charges", TextParagraphs.of(body.policies().charges()));
            policies.put("ethics", TextParagraphs.of(body.policies().ethics()));
            policies.put("dataSharing", TextParagraphs.of(body.policies().dataSharing()));
            policies.put("archiving", TextParagraphs.of(body.policies().archiving()));
        }
        return page("about.html", journal)
                .with("description", TextParagraphs.of(body.description()))
                .with(
                        "policies",
                        policies.entrySet().stream()
                                .filter(policy -> !policy.getValue().isEmpty())
                                .toList())
                .titledBy("aboutThisJournal")
                .described(body.description());
    }

    private static List<ListedArticle> listed(List<ArticleSummary> found) {
        return found.stream().map(ListedArticle::of).toList();
    }

    /** Returns schema.org data of a journal or of one of its issues. */
    private static ObjectNode structured(PublishedJournal journal, ShownIssue issue) {
        ObjectNode periodical = SchemaOrgJournal.of(journal.ref()).put("url", PublishedRecord.BASE_URL + path(journal));
        if (issue == null) {
            return periodical.put("@context", JsonLd.CONTEXT);
        }
        ObjectNode described = JsonLd.of("PublicationIssue").put("name", issue.title());
        described.put("url", PublishedRecord.BASE_URL + issue.path());
        if (issue.body().number() != null) {
            described.put("issueNumber", issue.body().number());
        }
        if (issue.body().publishedOn() != null) {
            described.put("datePublished", issue.body().publishedOn().value());
        }
        described.set("isPartOf", periodical);
        return described;
    }
}
