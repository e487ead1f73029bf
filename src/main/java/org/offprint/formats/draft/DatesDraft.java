package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.offprint.kernel.record.Dates;

/** The dates of an article's way into print, each as {@code 2024-05-01} or with less. */
public final class DatesDraft extends DraftPart {

    /** One of them. */
    public enum Event {
        RECEIVED("received"),
        REVISED("revised"),
        ACCEPTED("accepted"),
        PUBLISHED("published"),
        PUBLISHED_ONLINE("publishedOnline"),
        PUBLISHED_PRINT("publishedPrint");

        private final String member;

        Event(String member) {
            this.member = member;
        }

        /** Reports whether it is one of those of publication. */
        public boolean isOfPublication() {
            return member.startsWith("published");
        }

        /** The event of this name; null for none. */
        public static Event named(String name) {
            for (Event event : values()) {
                if (event.member.equals(name)) {
                    return event;
                }
            }
            return null;
        }
    }

    DatesDraft(Draft record, ObjectNode node) {
        super(record, node, Dates.class);
    }

    /** Dates that are read and not kept as those of the record. */
    public static DatesDraft aside(Draft record) {
        return new DatesDraft(record, object());
    }

    /** Reports whether a date is set. */
    public boolean has(Event event) {
        return has(event.member);
    }

    /** A date; null for none. */
    public String of(Event event) {
        return get(event.member);
    }

    /** Sets a date; nothing for null. */
    public void set(Event event, String date) {
        value(event.member, date);
    }

    /** When the article was published; null for nothing. */
    public String published() {
        return of(Event.PUBLISHED);
    }

    /** Sets when the article was published; nothing for null. */
    public void published(String date) {
        set(Event.PUBLISHED, date);
    }
}
