package org.offprint.formats.marc;

import java.util.Locale;
import org.offprint.formats.writing.SingleLine;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.record.RelationType;

/** Writes the fields of one MARC record (MARCXML 1.1). Fields without subfields are omitted. */
final class MarcFields {

    private static final String NAMESPACE = "http://www.loc.gov/MARC21/slim";

    /** MARC leader of a new record: language material, part of a serial, Unicode, described by ISBD. */
    private static final String LEADER = "     nab a2200000 i 4500";

    private final XmlWriter xml = new XmlWriter();

    MarcFields() {
        xml.open(
                "record",
                "xmlns",
                NAMESPACE,
                "xmlns:xsi",
                "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:schemaLocation",
                NAMESPACE + " http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd",
                "type",
                "Bibliographic");
        // Spaces in the MARC leader are significant.
        xml.openMixed("leader").text(LEADER).close();
    }

    void control(String tag, String value) {
        xml.openMixed("controlfield", "tag", tag).text(value).close();
    }

    Field field(String tag, String first, String second) {
        return new Field(tag, first, second);
    }

    /** Returns the display text of a relation, for example {@code Is correction of:}. */
    static String words(RelationType type) {
        String words = type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ":";
    }

    @Override
    public String toString() {
        return xml.close().toString();
    }

    /** MARC field that is being written. */
    final class Field {

        private final String tag;
        private final String first;
        private final String second;
        private boolean open;

        private Field(String tag, String first, String second) {
            this.tag = tag;
            this.first = first;
            this.second = second;
        }

        /** Adds a subfield to the current MARC field. Does nothing if the value is null or blank. */
        Field sub(String code, String value) {
            String line = SingleLine.of(value);
            if (!line.isEmpty()) {
                if (!open) {
                    xml.open("datafield", "tag", tag, "ind1", first, "ind2", second);
                    open = true;
                }
                xml.element("subfield", line, "code", code);
            }
            return this;
        }

        void end() {
            if (open) {
                xml.close();
            }
        }
    }
}
