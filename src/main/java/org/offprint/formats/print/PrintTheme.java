package org.offprint.formats.print;

import java.util.regex.Pattern;

/**
 * Appearance of a journal's printed articles.
 *
 * @param paper paper size
 * @param accent colour of headings, links and lines as {@code #rrggbb}. The contrast to white should be at least 4.5:1,
 *     but is not checked.
 * @param tint background colour of boxes and of the masthead as {@code #rrggbb}. The contrast to black should be at
 *     least 7:1, but is not checked.
 * @param text font of the text
 * @param headings font of headings, of the masthead and of page headers
 * @param size text size in points, 8 to 14
 * @param margins margins in millimetres
 * @param masthead arrangement of the first page
 * @param logo logo in the masthead; null for none
 */
public record PrintTheme(
        Paper paper,
        String accent,
        String tint,
        Font text,
        Font headings,
        double size,
        Margins margins,
        Masthead masthead,
        Logo logo) {

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    /** Built-in appearance. */
    public static final PrintTheme DEFAULT = new PrintTheme(
            Paper.A4,
            "#0b4a6f",
            "#eef3f6",
            Font.LIBERTINUS_SERIF,
            Font.NOTO_SANS,
            10,
            new Margins(24, 25, 26),
            Masthead.BAND,
            null);

    /** Minimum text size in points. */
    public static final double MIN_SIZE = 8;

    /** Maximum text size in points. */
    public static final double MAX_SIZE = 14;

    /** Paper size. */
    public enum Paper {
        A4("a4"),
        LETTER("us-letter");

        final String term;

        Paper(String term) {
            this.term = term;
        }
    }

    /**
     * Font family. The typesetting program contains only Libertinus Serif. The other families must be installed in a
     * directory of the setting {@code offprint.print.fonts}.
     */
    public enum Font {
        LIBERTINUS_SERIF("Libertinus Serif"),
        NOTO_SANS("Noto Sans"),
        SOURCE_SERIF("Source Serif 4"),
        SOURCE_SANS("Source Sans 3");

        final String family;

        Font(String family) {
            this.family = family;
        }
    }

    /** Arrangement of the journal's data on the first page. */
    public enum Masthead {
        /** A coloured band with the journal's name above the title. */
        BAND("band"),
        /** A margin column with the journal's data and all dates, next to the title and the abstract. */
        MARGIN_COLUMN("column"),
        /** The journal's name above a thin line. */
        PLAIN("plain");

        final String term;

        Masthead(String term) {
            this.term = term;
        }
    }

    /**
     * Margins of the page in millimetres, 10 to 60.
     *
     * @param sides margins on the left and on the right
     */
    public record Margins(double top, double bottom, double sides) {

        private static final double MIN = 10;
        private static final double MAX = 60;

        public Margins {
            for (double margin : new double[] {top, bottom, sides}) {
                if (!(margin >= MIN && margin <= MAX)) {
                    throw new IllegalArgumentException("A margin must be between 10 and 60 mm.");
                }
            }
        }
    }

    /**
     * Logo of a journal.
     *
     * @param image image as PNG, JPEG, GIF, WebP or SVG
     * @param alt alternative text; null for {@link PrintWords#logo}
     */
    public record Logo(PrintImages.Image image, String alt) {}

    public PrintTheme {
        if (!COLOUR.matcher(accent).matches() || !COLOUR.matcher(tint).matches()) {
            throw new IllegalArgumentException("A colour must have the form #rrggbb.");
        }
        if (!(size >= MIN_SIZE && size <= MAX_SIZE)) {
            throw new IllegalArgumentException("The text size must be between 8 and 14 points.");
        }
    }
}
