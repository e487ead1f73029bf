package org.offprint.formats.crossrefworks;

import static org.offprint.formats.draft.JsonSource.objects;
import static org.offprint.formats.draft.JsonSource.take;
import static org.offprint.formats.draft.JsonSource.takeAll;
import static org.offprint.formats.draft.JsonSource.takeFirst;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.draft.IssueDraft;
import org.offprint.formats.draft.JournalDraft;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.record.IssnType;

/** Reads the journal, issue and pages of a work. */
final class CrossrefWorkPlacement {

    private final ObjectNode work;
    private final Draft draft;

    CrossrefWorkPlacement(ObjectNode work, Draft draft) {
        this.work = work;
        this.draft = draft;
    }

    void journal(JournalDraft journal) {
        journal.title(takeFirst(work, "container-title"));
        String asCitation = takeFirst(work, "container-title-short");
        String said = takeFirst(work, "short-container-title");
        String abbreviation = said == null ? asCitation : said;
        if (abbreviation != null && !abbreviation.equals(journal.title())) {
            journal.abbreviation(abbreviation);
        }
        issns(journal);
        journal.publisher(take(work, "publisher"));
        journal.publisherPlace(take(work, "publisher-location"));
        // A publisher without a journal title and an ISSN does not identify a journal.
        if (journal.title() == null && journal.issns().isEmpty()) {
            draft.unplaced("publisher", journal.publisher());
            journal.clear();
        }
    }

    private void issns(JournalDraft journal) {
        for (ObjectNode typed : objects(work, "issn-type")) {
            String type = take(typed, "type");
            IssnType medium = "electronic".equals(type) ? IssnType.ELECTRONIC : IssnType.PRINT;
            issn(journal, type == null ? null : medium, take(typed, "value"));
        }
        for (String plain : takeAll(work, "ISSN")) {
            issn(journal, null, plain);
        }
    }

    private void issn(JournalDraft journal, IssnType type, String text) {
        journal.issn(type, draft.parsed(text, Issn::parse, "ISSN"), "ISSN");
    }

    void issue(ArticleDraft article) {
        IssueDraft issue = article.issue();
        issue.volume(take(work, "volume"));
        issue.number(take(work, "issue"));
        for (ObjectNode printed : objects(work, "journal-issue")) {
            String number = take(printed, "issue");
            if (number != null && !issue.hasNumber()) {
                issue.number(number);
            }
        }
        CrossrefWorkDates.ofIssue(work, issue, article);
        if (!issue.hasVolume() && !issue.hasNumber()) {
            draft.unplaced("journal-issue", issue.publishedOn());
            issue.clear();
        }
    }

    void pages(ArticleDraft article) {
        new CitedArticleReader(article).pages(take(work, "page"));
        article.articleNumber(take(work, "article-number"));
    }
}
