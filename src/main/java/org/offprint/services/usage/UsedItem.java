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
    private static final UsedItem MINED_SEARCH = new UsedItem(null, Form.MINED_SEARCH);

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
        SEARCH,
        /** Metadata and abstract of an article in a response for programs. */
        MINED_ABSTRACT,
        /** Full text of an article in a response for programs, for example Markdown. */
        MINED_TEXT,
        /** Search by a program. */
        MINED_SEARCH;

        /**
         * Returns whether this form contains the full text of an article, so that COUNTER counts its use as a request
         * (COUNTER 5.1, section 3.3.7).
         */
        public boolean isRequest() {
            return this != ABSTRACT && this != SEARCH && this != MINED_ABSTRACT && this != MINED_SEARCH;
        }

        /** Returns whether this form is intended for programs, so that COUNTER counts its use as text and data mining. */
        boolean isMined() {
            return this == MINED_ABSTRACT || this == MINED_TEXT || this == MINED_SEARCH;
        }

        /** Returns whether this form is a search. */
        boolean isSearch() {
            return this == SEARCH || this == MINED_SEARCH;
        }

        /** Returns the database value of this form. */
        String word() {
            return switch (this) {
                case MINED_ABSTRACT -> ABSTRACT.word();
                case MINED_TEXT -> OTHER.word();
                case MINED_SEARCH -> SEARCH.word();
                default -> name().toLowerCase(Locale.ROOT);
            };
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

    /** Returns the used item for an article in a response for programs, with or without the full text. */
    public static UsedItem mined(UUID article, boolean hasText) {
        return new UsedItem(article, hasText ? Form.MINED_TEXT : Form.MINED_ABSTRACT);
    }

    /** Returns the used item for a search of the platform. */
    public static UsedItem search() {
        return SEARCH;
    }

    /** Returns the used item for a search of the platform by a program. */
    public static UsedItem minedSearch() {
        return MINED_SEARCH;
    }
}
