package org.offprint.formats.jats.references;

import java.util.List;
import org.offprint.formats.writing.ReferenceListWriter;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.record.Reference;

/** Writes references as a standalone JATS {@code ref-list}. */
public final class JatsReferenceListWriter implements ReferenceListWriter {

    @Override
    public String write(List<Reference> references) {
        XmlWriter xml = new XmlWriter();
        JatsReferencesWriter.write(xml, references, "xmlns:xlink", "http://www.w3.org/1999/xlink");
        return XmlWriter.DECLARATION + xml + "\n";
    }
}
