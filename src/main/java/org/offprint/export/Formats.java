package org.offprint.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.offprint.export.bibtex.BibtexWriter;
import org.offprint.export.csl.CslWriter;
import org.offprint.export.jats.JatsWriter;
import org.offprint.export.ris.RisWriter;

/** The table of formats. A new one is a {@link RecordWriter} in a package of its own and a line here. */
@ApplicationScoped
public class Formats {

    private final List<Format> all;

    Formats() {
        all = List.of(
                Format.of(
                                "jats",
                                "JATS 1.3",
                                1,
                                "jats.xml",
                                new JatsWriter(),
                                "application/vnd.jats+xml",
                                "application/jats+xml")
                        .inOai(
                                "jats",
                                "https://jats.nlm.nih.gov/ns/archiving/1.3/",
                                "https://jats.nlm.nih.gov/archiving/1.3/xsd/JATS-archivearticle1-3.xsd"),
                Format.of("csl", "CSL-JSON", 1, "csl.json", new CslWriter(), "application/vnd.citationstyles.csl+json"),
                Format.of("bibtex", "BibTeX", 1, "bib", new BibtexWriter(), "application/x-bibtex", "text/x-bibtex"),
                Format.of("ris", "RIS", 1, "ris", new RisWriter(), "application/x-research-info-systems"));
    }

    /** All formats, in the order they are listed in. */
    public List<Format> all() {
        return all;
    }

    /** The format of this name. */
    public Optional<Format> named(String name) {
        return all.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** The names of all, in their order. */
    public List<String> names() {
        return all.stream().map(Format::name).toList();
    }

    /** The format that OAI-PMH knows by this prefix. */
    public Optional<Format> ofOai(String prefix) {
        return all.stream()
                .filter(format -> format.oai() != null && format.oai().prefix().equals(prefix))
                .findFirst();
    }
}
