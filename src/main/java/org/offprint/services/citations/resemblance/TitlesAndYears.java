package org.offprint.services.citations.resemblance;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.offprint.journal.articles.ArticleSummary.ListedTranslation;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.Dates;

/**
 * Titles and years of a work in compact form. They are sufficient to check whether a reference contradicts the work.
 *
 * @param titles long words of each title, separated by spaces
 * @param years years of the work's dates and issue
 */
public record TitlesAndYears(Set<String> titles, Set<Integer> years) {

    private static final int LONG_WORD = 4;

    /** Titles and dates in the list item of an article, parsed without the other members of the item. */
    private record ListItem(
            String title, String subtitle, Map<String, ListedTranslation> translations, Dates dates, IssueYear issue) {}

    private record IssueYear(Integer year) {}

    /** Reads the titles and years from the list item of a published article. */
    public static TitlesAndYears of(byte[] listItem) {
        ListItem item = Json.read(listItem, ListItem.class);
        return of(
                CitableWork.titleWords(Stream.concat(
                        CitableWork.titles(item.title(), item.subtitle()),
                        Json.orEmpty(item.translations()).values().stream().flatMap(CitableWork::titles))),
                CitableWork.years(
                        item.dates(), item.issue() == null ? null : item.issue().year()));
    }

    /** Returns the titles and years of a work. */
    public static TitlesAndYears of(CitableWork work) {
        return of(work.titles(), work.years());
    }

    private static TitlesAndYears of(List<List<String>> titles, Set<Integer> years) {
        Set<String> words = new HashSet<>();
        titles.forEach(title -> words.add(
                String.join(" ", title.stream().filter(TitlesAndYears::isLong).toList())));
        return new TitlesAndYears(Set.copyOf(words), Set.copyOf(years));
    }

    /** Returns whether a word is long enough to distinguish one title from another. */
    static boolean isLong(String word) {
        return word.length() >= LONG_WORD;
    }
}
