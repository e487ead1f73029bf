package org.offprint.services.citations.resemblance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.journal.articles.ArticleSummary.ListedContributor;
import org.offprint.journal.articles.ArticleSummary.ListedTranslation;
import org.offprint.journal.issues.IssueRef;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.Dates;
import org.offprint.kernel.record.contributors.ContributorRole;
import org.offprint.references.tokens.PrintedWords;

/**
 * Article in this service or external work, reduced to the bibliographic elements that references contain.
 *
 * @param journal id of the journal, as in {@link JournalNames}
 * @param doi DOI key; null if the work has no DOI
 * @param titles words of each title, with and without the subtitle
 * @param years years of the work's dates and issue
 * @param volume words of the volume; null if the work has no volume
 * @param number words of the issue number; null if the work has no issue number
 * @param pages words of the first page and of the article number
 * @param firstAuthor words of the first author's family name, or of the name of an organization
 * @param people words of the family names of all authors
 */
public record CitableWork(
        UUID id,
        UUID journal,
        String doi,
        List<List<String>> titles,
        Set<Integer> years,
        List<String> volume,
        List<String> number,
        List<List<String>> pages,
        List<String> firstAuthor,
        Set<String> people) {

    private static final int MAX_PEOPLE = 200;

    /** Creates a citable work from the summary of a published article. */
    public static CitableWork of(ArticleSummary article) {
        List<ListedContributor> authors = article.contributors().stream()
                .filter(each -> each.role() == ContributorRole.AUTHOR)
                .limit(MAX_PEOPLE)
                .toList();
        return of(
                article.id(),
                article.journal().id(),
                article.doi() == null ? null : article.doi().key(),
                Stream.concat(
                        titles(article.title(), article.subtitle()),
                        article.translations().values().stream().flatMap(CitableWork::titles)),
                article.dates(),
                article.issue(),
                article.pages(),
                article.articleNumber(),
                authors.stream()
                        .map(each -> each.family() == null ? each.name() : each.family())
                        .toList());
    }

    /**
     * Creates a citable work from an article version, which may no longer be current. The issue of the version is
     * unknown.
     */
    public static CitableWork of(UUID id, UUID journal, ArticleBody body) {
        return of(
                id,
                journal,
                body.doi() == null ? null : body.doi().key(),
                Stream.concat(
                        titles(body.title(), body.subtitle()),
                        body.translations().values().stream().flatMap(each -> titles(each.title(), each.subtitle()))),
                body.dates(),
                null,
                body.pages(),
                body.articleNumber(),
                body.contributors().stream()
                        .filter(each -> each.role() == ContributorRole.AUTHOR)
                        .limit(MAX_PEOPLE)
                        .map(each -> each.family() == null ? each.name() : each.family())
                        .toList());
    }

    private static CitableWork of(
            UUID id,
            UUID journal,
            String doi,
            Stream<String> titles,
            Dates dates,
            IssueRef issue,
            Pages pages,
            String articleNumber,
            List<String> authors) {
        List<List<String>> names = authors.stream()
                .filter(Objects::nonNull)
                .map(PrintedWords::words)
                .toList();
        Set<String> people = new HashSet<>();
        names.forEach(people::addAll);
        return new CitableWork(
                id,
                journal,
                doi,
                titleWords(titles),
                years(dates, issue == null ? null : issue.year()),
                issue == null || issue.volume() == null ? null : PrintedWords.words(issue.volume()),
                issue == null || issue.number() == null ? null : PrintedWords.words(issue.number()),
                Stream.of(pages == null ? null : pages.first(), articleNumber)
                        .filter(Objects::nonNull)
                        .map(PrintedWords::words)
                        .filter(words -> !words.isEmpty())
                        .toList(),
                names.isEmpty() ? List.of() : names.get(0),
                people);
    }

    /** Returns the words of each distinct title. */
    static List<List<String>> titleWords(Stream<String> titles) {
        List<List<String>> titleWords = new ArrayList<>();
        titles.filter(Objects::nonNull).map(PrintedWords::words).forEach(words -> {
            if (!words.isEmpty() && !titleWords.contains(words)) {
                titleWords.add(words);
            }
        });
        return titleWords;
    }

    static Stream<String> titles(ListedTranslation translation) {
        return titles(translation.title(), translation.subtitle());
    }

    /** Returns the title with and without the subtitle. */
    static Stream<String> titles(String title, String subtitle) {
        return title == null || subtitle == null ? Stream.of(title) : Stream.of(title + " " + subtitle, title);
    }

    /** Returns the years of the dates and of the issue. Both can be null. */
    static Set<Integer> years(Dates dates, Integer issueYear) {
        Set<Integer> years = new LinkedHashSet<>();
        if (dates != null) {
            Stream.of(dates.published(), dates.publishedOnline(), dates.publishedPrint())
                    .filter(Objects::nonNull)
                    .forEach(date -> years.add(date.year()));
        }
        if (issueYear != null) {
            years.add(issueYear);
        }
        return years;
    }
}
