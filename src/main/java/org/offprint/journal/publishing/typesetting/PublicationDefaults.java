package org.offprint.journal.publishing.typesetting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.Dates;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.LicenseTerms;

/** Fills in the date and the terms of an article that states none. */
public final class PublicationDefaults {

    private PublicationDefaults() {}

    /**
     * The body with its date and its terms: those it states, or what its journal has for it.
     *
     * @param publishedOn goes before the date that the body has; null for none
     */
    public static ArticleBody on(ArticleBody body, PartialDate publishedOn, JournalBody journal, Instant now) {
        PartialDate present = body.dates() == null ? null : body.dates().published();
        PartialDate day = publishedOn != null ? publishedOn : present != null ? present : today(journal, now);
        return body.with(Dates.withPublished(body.dates(), day), terms(body.license(), journal));
    }

    /** The day it is now in the journal's time zone. */
    public static PartialDate today(JournalBody journal, Instant now) {
        ZoneId zone = journal.timeZone().zone();
        return PartialDate.of(LocalDate.ofInstant(now, zone));
    }

    /** A licence by its name or its words alone is one, too. */
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
