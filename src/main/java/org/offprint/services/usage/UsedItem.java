package org.offprint.services.usage;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/**
 * Used item: an article in a form such as PDF, or a search.
 *
 * @param article id of the article; null for a search
 * @param form form of the item; two forms of an article are never double clicks of each other
 */
public record UsedItem(UUID article, Form form) {

    /** Time within which a second click replaces the first click (COUNTER 5.1, section 7.2). */
    static final Duration DOUBLE_CLICK = Duration.ofSeconds(30);

    static final long DOUBLE_CLICK_MICROS = DOUBLE_CLICK.toNanos() / 1_000;

    private static final UsedItem SEARCH = new UsedItem(null, Form.SEARCH);

    /** Forms in which an article is used, and searches. */
    public enum Form {
        /** Page that describes an article without the full text. */
        ABSTRACT,
        /** Page that contains the full text of the article. */
        HTML,
        PDF,
        XML,
        /** Full text of an article in a different form. */
        OTHER,
        SEARCH;

        /**
         * Returns whether this form contains the full text of an article, which COUNTER counts as a request (COUNTER
         * 5.1, section 3.3.7).
         */
        public boolean isRequest() {
            return this != ABSTRACT && this != SEARCH;
        }

        /** Returns the value of this form in the table of usage events. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the form of an article's full text with this media type. */
        public static Form ofText(String mediaType) {
            if (mediaType.equals("application/pdf")) {
                return PDF;
            }
            if (mediaType.equals("text/html") || mediaType.equals("application/xhtml+xml")) {
                return HTML;
            }
            return mediaType.endsWith("xml") ? XML : OTHER;
        }
    }

    /** Returns the used item for the page of an article, with or without the full text. */
    public static UsedItem page(UUID article, boolean hasText) {
        return new UsedItem(article, hasText ? Form.HTML : Form.ABSTRACT);
    }

    /** Returns the used item for a search of the platform. */
    public static UsedItem search() {
        return SEARCH;
    }
}
