package org.offprint.formats.bibtex;

import java.util.Map;
import org.offprint.kernel.text.Table;

/** Journals by the commands that the Astrophysics Data System writes for their names. */
final class AstronomyJournals {

    private static final Map<String, String> TITLES = Table.map("astronomy-journals.tsv");

    private AstronomyJournals() {}

    /** The title for a value that is such a command; any other value as it is. */
    static String title(String value) {
        String command = value == null ? "" : value.strip();
        return command.startsWith("\\") ? TITLES.getOrDefault(command.substring(1), value) : value;
    }
}
