package org.offprint.journal.publishing.typesetting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.Dates;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.LicenseTerms;

/** Adds default dates and licence terms to articles that do not state any. */
public final class PublicationDefaults {

    private PublicationDefaults() {}

    /**
     * Returns the article content with its publication date and licence terms. Missing values are replaced with the
     * journal's defaults.
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
     * Returns the stated licence terms, or the journal's licence terms if none are stated. A licence with only a name
     * or a text counts as stated.
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
