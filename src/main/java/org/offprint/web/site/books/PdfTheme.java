package org.offprint.web.site.books;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.offprint.formats.print.PrintTheme;
import org.offprint.web.site.theme.ThemeFiles;

/** Reads the appearance of a journal's PDFs from the {@code print.} properties of the site theme. */
final class PdfTheme {

    private static final Logger LOG = Logger.getLogger(PdfTheme.class);

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    private final ThemeFiles files;
    private final String journal;

    private PdfTheme(ThemeFiles files, String journal) {
        this.files = files;
        this.journal = journal;
    }

    /**
     * Returns the appearance of a journal's PDFs. Invalid properties are logged and replaced with their defaults. A
     * text size outside of the limits is replaced with the nearest limit.
     */
    static PrintTheme of(ThemeFiles files, String journal) {
        PdfTheme read = new PdfTheme(files, journal);
        PrintTheme usual = PrintTheme.DEFAULT;
        return new PrintTheme(
                read.choice("print.paper", PrintTheme.Paper.class, usual.paper()),
                read.colour("print.accent", usual.accent()),
                read.colour("print.tint", usual.tint()),
                read.choice("print.text", PrintTheme.Font.class, usual.text()),
                read.choice("print.headings", PrintTheme.Font.class, usual.headings()),
                read.size(usual.size()),
                usual.margins(),
                read.choice("print.masthead", PrintTheme.Masthead.class, usual.masthead()),
                usual.logo());
    }

    private <T extends Enum<T>> T choice(String name, Class<T> type, T usual) {
        String value = files.property(journal, name);
        if (value.isEmpty()) {
            return usual;
        }
        for (T each : type.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(value)) {
                return each;
            }
        }
        return ignored(name, value, usual);
    }

    private String colour(String name, String usual) {
        String value = files.property(journal, name);
        return value.isEmpty() ? usual : COLOUR.matcher(value).matches() ? value : ignored(name, value, usual);
    }

    private double size(double usual) {
        String value = files.property(journal, "print.size");
        try {
            double size = value.isEmpty() ? usual : Double.parseDouble(value);
            return size >= PrintTheme.MIN_SIZE && size <= PrintTheme.MAX_SIZE
                    ? size
                    : ignored("print.size", value, usual);
        } catch (NumberFormatException e) {
            return ignored("print.size", value, usual);
        }
    }

    private static <T> T ignored(String name, String value, T usual) {
        LOG.warnf("The theme property %s is ignored because its value is invalid: %s", name, value);
        return usual;
    }
}
