package org.offprint.services.usage;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/**
 * What somebody opened.
 *
 * @param article null for a search
 * @param form of it; another form of the same article is no double click
 */
public record UsedItem(UUID article, Form form) {

    /** A second click within this time takes the place of the first (COUNTER 5.1, section 7.2). */
    static final Duration DOUBLE_CLICK = Duration.ofSeconds(30);

    static final long DOUBLE_CLICK_MICROS = DOUBLE_CLICK.toNanos() / 1_000;

    private static final UsedItem SEARCH = new UsedItem(null, Form.SEARCH);

    /** The forms of what can be opened. */
    public enum Form {
        /** A page that describes an article and has no text of it. */
        ABSTRACT,
        /** A page with the text. */
        HTML,
        PDF,
        XML,
        /** The text in another form. */
        OTHER,
        SEARCH;

        /** Reports whether this delivers the text of an article (COUNTER 5.1, section 3.3.7: a request). */
        public boolean isRequest() {
            return this != ABSTRACT && this != SEARCH;
        }

        /** Returns the word that stands for this in the table of events. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the form of the text of an article that has this media type. */
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

    /** Returns the page of an article, with its text or without. */
    public static UsedItem page(UUID article, boolean hasText) {
        return new UsedItem(article, hasText ? Form.HTML : Form.ABSTRACT);
    }

    /** Returns a search of the platform. */
    public static UsedItem search() {
        return SEARCH;
    }
}
