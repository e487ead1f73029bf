package org.offprint.web.site.journals;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.journal.issues.IssueRef;
import org.offprint.kernel.record.IssueBody;
import org.offprint.kernel.record.JournalBody;
import org.offprint.web.site.pages.PlaceInJournal;
import org.offprint.web.site.records.PublishedIssues.ListedIssue;
import org.offprint.web.site.records.PublishedJournals.PublishedJournal;

/**
 * Issue as displayed on site pages.
 *
 * @param path path of the issue page
 * @param name volume, number and year in citation format
 */
public record ShownIssue(UUID id, String path, String name, IssueBody body) {

    static ShownIssue of(String path, ListedIssue issue) {
        return new ShownIssue(issue.id(), path, PlaceInJournal.of(IssueRef.of(issue.id(), issue.body())), issue.body());
    }

    /** Returns the path of the issue as an e-book. */
    public String epubPath() {
        return "/v1/issues/" + id + "/exports/epub";
    }

    /** Returns the display name of the issue, followed by the title if it has one. */
    public String title() {
        return body.title() == null || name.contains(body.title()) ? name : name + ": " + body.title();
    }

    /**
     * Journal on the home page of a site with several journals.
     *
     * @param current newest published issue; null if there is none
     */
    public record ShownJournal(PublishedJournal journal, ShownIssue current) {

        private static final int MAX_INITIALS = 3;
        private static final int MAX_SUBJECTS = 5;

        public String path() {
            return journal.path();
        }

        public JournalBody body() {
            return journal.body();
        }

        /** Returns the language of the journal, or an empty string if the stored record has none. */
        public String language() {
            return body().language() == null ? "" : body().language().value();
        }

        /** Returns the URL of the cover of the newest issue, or null if there is none. */
        public String coverUrl() {
            return current == null || current.body().coverUrl() == null
                    ? null
                    : current.body().coverUrl().value();
        }

        /** Returns the initials of the journal, which are shown instead of a cover, for example {@code JTA}. */
        public String initials() {
            List<String> words = Stream.of(body().title().split("[^\\p{L}\\p{M}\\p{N}]+"))
                    .filter(word -> !word.isEmpty())
                    .toList();
            List<String> capitalized = words.stream()
                    .filter(word -> !Character.isLowerCase(word.codePointAt(0)))
                    .toList();
            return (capitalized.isEmpty() ? words : capitalized)
                    .stream()
                            .limit(MAX_INITIALS)
                            .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)))
                            .collect(Collectors.joining());
        }

        /** Returns the names of the first subjects of the journal. */
        public List<String> subjects() {
            return body().subjects().stream()
                    .map(JournalBody.Subject::label)
                    .limit(MAX_SUBJECTS)
                    .toList();
        }
    }
}
