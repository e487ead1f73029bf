package org.offprint.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.offprint.export.ris.RisWriter;

/** The table of formats. A new one is a {@link RecordWriter} in a package of its own and a line here. */
@ApplicationScoped
public class Formats {

    private final List<Format> all;

    Formats() {
        all = List.of(Format.of("ris", "RIS", 1, "ris", new RisWriter(), "application/x-research-info-systems"));
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
