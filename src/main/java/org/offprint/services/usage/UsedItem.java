package org.offprint.services.usage;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/**
 * Used item, which is either an article in a form such as PDF, or a search.
 *
 * @param article id of the article; null for a search
 * @param form form of the item; clicks on different forms of an article are never double clicks
 */
public record UsedItem(UUID article, Form form) {

    /** Interval within which a second click replaces the first one (COUNTER 5.1, section 7.2). */
    static final Duration DOUBLE_CLICK = Duration.ofSeconds(30);

    static final long DOUBLE_CLICK_MICROS = DOUBLE_CLICK.toNanos() / 1_000;

    private static final UsedItem SEARCH = new UsedItem(null, Form.SEARCH);

    /** Form in which an article is used, or a search. */
    public enum Form {
        /** Article page with metadata and abstract but without the full text. */
        ABSTRACT,
        /** Page that contains the full text of an article. */
        HTML,
        PDF,
        XML,
        /** Full text of an article in a format other than HTML, PDF or XML. */
        OTHER,
        SEARCH;

        /**
         * Returns whether this form contains the full text of an article, so that COUNTER counts its use as a request
         * (COUNTER 5.1, section 3.3.7).
         */
        public boolean isRequest() {
            return this != ABSTRACT && this != SEARCH;
        }

        /** Returns the database value of this form. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the form of a full text with the given media type. */
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

    /** Returns the used item for an article in a format such as Markdown, with or without the full text. */
    public static UsedItem text(UUID article, boolean hasText) {
        return new UsedItem(article, hasText ? Form.OTHER : Form.ABSTRACT);
    }

    /** Returns the used item for a search of the platform. */
    public static UsedItem search() {
        return SEARCH;
    }
}
