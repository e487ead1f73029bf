package org.offprint.export.jats;

import java.util.Arrays;
import org.offprint.export.XmlWriter;
import org.offprint.identifiers.PartialDate;

/** A date as its parts, and whole in {@code iso-8601-date}. */
final class JatsDate {

    private JatsDate() {}

    /** Writes it as this element with these attributes; nothing where the date is null. */
    static void write(XmlWriter xml, String element, PartialDate date, String... attributes) {
        if (date == null) {
            return;
        }
        String[] all = Arrays.copyOf(attributes, attributes.length + 2);
        all[attributes.length] = "iso-8601-date";
        all[attributes.length + 1] = date.value();
        xml.open(element, all);
        xml.element("day", date.day() == null ? null : date.day().toString());
        xml.element("month", date.month() == null ? null : date.month().toString());
        xml.element("year", Integer.toString(date.year()));
        xml.close();
    }
}
