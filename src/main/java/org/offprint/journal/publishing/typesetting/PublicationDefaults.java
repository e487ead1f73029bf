package org.offprint.journal.publishing.typesetting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.Dates;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.LicenseTerms;

/** Adds default dates and default licence terms to articles without dates or licence terms. */
public final class PublicationDefaults {

    private PublicationDefaults() {}

    /**
     * Returns the article content with the stated publication date and licence terms. Missing values are replaced with
     * the defaults of the journal.
     *
     * @param publishedOn date that overrides the date in the article content; null for none
     */
    public static ArticleBody on(ArticleBody body, PartialDate publishedOn, JournalBody journal, Instant now) {
        PartialDate present = body.dates() == null ? null : body.dates().published();
        PartialDate day = publishedOn != null ? publishedOn : present != null ? present : today(journal, now);
        return body.with(Dates.withPublished(body.dates(), day), terms(body.license(), journal));
    }

    /** Returns the current day in the journal's time zone. */
    public static PartialDate today(JournalBody journal, Instant now) {
        ZoneId zone = journal.timeZone().zone();
        return PartialDate.of(LocalDate.ofInstant(now, zone));
    }

    /**
     * Returns the stated licence terms, or else those of the journal. A licence that has only a name or a text counts
     * as stated.
     */
    private static LicenseTerms terms(LicenseTerms stated, JournalBody journal) {
        boolean states = stated != null && (stated.url() != null || stated.name() != null || stated.text() != null);
        return states || journal.license() == null
                ? stated
                : new LicenseTerms(
                        journal.license().url(),
                        journal.license().name(),
                        null,
                        stated == null ? null : stated.copyright());
    }
}
