package org.offprint.formats.crossref.writing;

import java.util.List;
import org.offprint.formats.writing.ReferenceListWriter;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.record.Reference;

/** Writes references as a standalone {@code citation_list} of Crossref's deposit schema. */
public final class CrossrefReferenceListWriter implements ReferenceListWriter {

    @Override
    public String write(List<Reference> references) {
        XmlWriter xml = new XmlWriter();
        CrossrefCitationsWriter.write(xml, references, "xmlns", CrossrefEnvelope.NAMESPACE);
        return XmlWriter.DECLARATION + xml + "\n";
    }
}
