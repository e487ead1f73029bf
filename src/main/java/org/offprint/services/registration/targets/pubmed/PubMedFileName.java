package org.offprint.services.registration.targets.pubmed;

import java.util.UUID;
import org.offprint.formats.writing.PublishedRecord;

/**
 * Generates unique file names for PubMed, with at most 32 ASCII characters and no spaces. A file name consists of the
 * journal, volume, issue and a number (PubMed XML help, file names). PubMed silently ignores files whose names violate
 * these rules.
 */
final class PubMedFileName {

    static final String EXTENSION = ".xml";

    /** Maximum length of a PubMed file name, in characters. */
    static final int MAX_LENGTH = 32;

    private static final int OF_JOURNAL = 7;
    private static final int OF_VOLUME = 3;
    private static final int OF_ISSUE = 3;

    /** Mask for the random bits of an attempt id that are included in the file name as two base-36 digits. */
    private static final int RANDOM = 0x3FF;

    private static final int BASE = 36;

    private PubMedFileName() {}

    /**
     * Returns the file name prefix for an article's journal and issue, such as {@code roadstu-7-2}. Returns {@code
     * roadstu-ahead} if the article has neither volume nor issue.
     */
    static String place(PublishedRecord article) {
        String journal = part(article.journal().identifier("nlm-ta"), OF_JOURNAL);
        String volume = part(article.issue().volume(), OF_VOLUME);
        String issue = part(article.issue().number(), OF_ISSUE);
        StringBuilder place = new StringBuilder(journal);
        for (String part : new String[] {volume, issue}) {
            if (!part.isEmpty()) {
                place.append('-').append(part);
            }
        }
        return volume.isEmpty() && issue.isEmpty() ? place + "-ahead" : place.toString();
    }

    private static String part(String text, int longest) {
        StringBuilder part = new StringBuilder();
        for (int i = 0; text != null && i < text.length() && part.length() < longest; i++) {
            char c = Character.toLowerCase(text.charAt(i));
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                part.append(c);
            }
        }
        return part.toString();
    }

    /**
     * Returns the PubMed file name of an attempt.
     *
     * @param attempt id of the attempt, created by {@link org.offprint.kernel.identifiers.Ids}; the timestamp in an id
     *     increases within a process, and a few random bits distinguish processes
     */
    static String of(String place, UUID attempt) {
        long high = attempt.getMostSignificantBits();
        String number = Long.toString(high >>> 16 << 12 | high & 0xFFF, BASE)
                + "-"
                + Long.toString(attempt.getLeastSignificantBits() & RANDOM, BASE);
        int left = MAX_LENGTH - EXTENSION.length() - number.length() - 1;
        return place.substring(0, Math.min(place.length(), left)) + "-" + number + EXTENSION;
    }
}
