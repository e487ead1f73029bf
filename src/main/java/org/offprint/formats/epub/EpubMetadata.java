package org.offprint.formats.epub;

import java.time.Instant;
import java.util.List;

/**
 * Metadata of an EPUB publication (EPUB 3.3, section 5.5). Members are null if they are unknown, except where a
 * statement says otherwise.
 *
 * @param identifier unique identifier, for example {@code doi:10.5555/12345678}; never null
 * @param title title as plain text; never null
 * @param language language as a BCP 47 tag; never null
 * @param direction reading direction, {@code ltr} or {@code rtl}; never null
 * @param creators names of the authors; empty if there are none
 * @param published date of publication, complete or partial, in ISO 8601 format
 * @param modified time of the last change; never null
 * @param rights URL of the licence
 * @param source URL of the publication on the web
 * @param subjects keywords; empty if there are none
 * @param series title of the journal
 * @param tdmReservation value of {@code tdm:reservation} (TDM Reservation Protocol, section 5.4)
 * @param tdmPolicy URL of the policy for text and data mining
 */
public record EpubMetadata(
        String identifier,
        String title,
        String language,
        String direction,
        List<String> creators,
        String publisher,
        String published,
        Instant modified,
        String rights,
        String source,
        List<String> subjects,
        String series,
        String tdmReservation,
        String tdmPolicy) {}
