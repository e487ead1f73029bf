package org.offprint.formats.bibtex;

import java.util.Map;
import org.offprint.kernel.text.Table;

/** Maps journal title commands of the Astrophysics Data System, such as {@code \apj}, to full titles. */
final class AstronomyJournals {

    private static final Map<String, String> TITLES = Table.map("astronomy-journals.tsv");

    private AstronomyJournals() {}

    /** Returns the journal title for an ADS command, or the unchanged value if it is not an ADS command. */
    static String title(String value) {
        String command = value == null ? "" : value.strip();
        return command.startsWith("\\") ? TITLES.getOrDefault(command.substring(1), value) : value;
    }
}
