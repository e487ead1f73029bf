package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.offprint.kernel.record.Dates;

/** Draft of the article's dates. Each date has the form {@code 2024-05-01}, {@code 2024-05} or {@code 2024}. */
public final class DatesDraft extends DraftPart {

    /** Event in the history of an article. */
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

        /** Returns whether the event is a publication event, such as online or print publication. */
        public boolean isOfPublication() {
            return member.startsWith("published");
        }

        /** Returns the event with the given name, or null if there is none. */
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

    /** Creates a draft for dates that are not stored in the article. */
    public static DatesDraft unstored(Draft record) {
        return new DatesDraft(record, object());
    }

    /** Returns whether the date of an event is set. */
    public boolean has(Event event) {
        return has(event.member);
    }

    /** Returns the date of an event, or null if not set. */
    public String of(Event event) {
        return get(event.member);
    }

    /** Sets the date of an event. Does nothing if the date is null. */
    public void set(Event event, String date) {
        value(event.member, date);
    }

    /** Returns the publication date, or null if not set. */
    public String published() {
        return of(Event.PUBLISHED);
    }

    /** Sets the publication date. Does nothing if the publication date is null. */
    public void published(String date) {
        set(Event.PUBLISHED, date);
    }
}
