package org.offprint.formats.citations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.offprint.formats.csl.CslWriter;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.formats.writing.Requirements;
import org.offprint.kernel.faults.Finding;

/** Writes an article as a bibliography entry, in a style of the Citation Style Language (CSL 1.0.2). */
public final class CitationWriter implements RecordWriter {

    /**
     * CSL variables that are removed from journal articles. Citation styles would print these variables, although no
     * style intends them for journal articles.
     */
    private static final List<String> OMITTED_VARIABLES = List.of("publisher", "publisher-place", "section");

    private static final Envelope LINES = Envelope.of("", "\n", "\n");
    private static final CitationEngines ENGINES = new CitationEngines();

    private final CitationStyle style;

    /** Creates a writer for one citation style. */
    public CitationWriter(CitationStyle style) {
        this.style = style;
    }

    @Override
    public List<Finding> missing(PublishedRecord record) {
        return Requirements.of(record).title().missing();
    }

    @Override
    public String write(PublishedRecord record) {
        ObjectNode item = CslWriter.item(record);
        if (item.path("type").asText().equals("article-journal")) {
            item.remove(OMITTED_VARIABLES);
        }
        return ENGINES.cite(item, style);
    }

    @Override
    public Envelope envelope() {
        return LINES;
    }
}
