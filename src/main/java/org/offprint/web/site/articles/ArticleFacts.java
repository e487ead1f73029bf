package org.offprint.web.site.articles;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.record.JournalBody.Contact;
import org.offprint.services.registration.RegisteredRecords;
import org.offprint.services.usage.reports.MonthlyUsage;
import org.offprint.services.usage.reports.MonthlyUsage.UsageTotal;
import org.offprint.web.site.records.PublishedJournals;

/** Reads the facts about an article that are not part of its record, for the side column of its page. */
@ApplicationScoped
class ArticleFacts {

    private final MonthlyUsage usage;
    private final RegisteredRecords registered;
    private final PublishedJournals journals;

    ArticleFacts(MonthlyUsage usage, RegisteredRecords registered, PublishedJournals journals) {
        this.usage = usage;
        this.registered = registered;
        this.journals = journals;
    }

    /**
     * Facts about an article that are not part of its record.
     *
     * @param views number of times that people opened the page or the text, without robots
     * @param textViews number of times that people opened or downloaded the full text
     * @param since start of the first day or month with usage; null if there was none
     * @param hasCrossmark whether Crossref shows the status of the article
     * @param email e-mail address of the journal for readers; null if there is none
     */
    public record Facts(long views, long textViews, Instant since, boolean hasCrossmark, String email) {

        static final Facts NONE = new Facts(0, 0, null, false, null);
    }

    /** Reads the facts about a published article with three SQL statements. */
    Facts of(PublishedRecord record) {
        UsageTotal total = usage.total(record.article().id());
        Contact contact = journals.find(record.journal().id().toString())
                .map(journal -> journal.body().contact())
                .orElse(null);
        return new Facts(
                total.investigations(),
                total.requests(),
                start(total.since()),
                record.doi() != null && registered.hasCrossmark(record.article().id()),
                contact == null || contact.email() == null
                        ? null
                        : contact.email().value());
    }

    private static Instant start(LocalDate day) {
        return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
