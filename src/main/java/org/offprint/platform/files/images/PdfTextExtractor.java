package org.offprint.platform.files.images;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * Extracts the text of a PDF for searching. Omits glyphs whose direction differs from most glyphs of the page, such as
 * stamps, watermarks and axis labels. Omits lines that repeat on most pages, such as running heads and page numbers.
 * Joins words that are hyphenated at the end of a line.
 */
final class PdfTextExtractor extends PDFTextStripper {

    /** Maximum number of characters to extract from a PDF, about the length of a book with 2,000 pages. */
    private static final int MAX_CHARACTERS = 10_000_000;

    private static final int QUARTERS = 4;
    /** Minimum number of pages in a PDF for the detection of repeated lines. */
    private static final int MIN_PAGES = 3;
    /** Number of lines at the top and at the bottom of a page in which numbers are ignored when lines are compared. */
    private static final int EDGE = 3;

    private static final int SOFT_HYPHEN = 0xad;

    private final List<TextPosition> glyphs = new ArrayList<>();

    private PdfTextExtractor() {}

    static String of(PDDocument document) throws IOException {
        PdfTextExtractor texts = new PdfTextExtractor();
        texts.setLineSeparator("\n");
        texts.setSuppressDuplicateOverlappingText(true);
        List<List<String>> pages = new ArrayList<>();
        int characters = 0;
        for (int page = 1; page <= document.getNumberOfPages() && characters < MAX_CHARACTERS; page++) {
            texts.setStartPage(page);
            texts.setEndPage(page);
            String text = texts.getText(document);
            characters += text.length();
            pages.add(text.lines()
                    .map(PdfTextExtractor::tidy)
                    .filter(line -> !line.isEmpty())
                    .toList());
        }
        String joined = join(withoutRepeated(pages));
        return joined.length() <= MAX_CHARACTERS ? joined : joined.substring(0, MAX_CHARACTERS);
    }

    /** Collects the glyphs of a page, which are filtered at the end of the page. */
    @Override
    protected void processTextPosition(TextPosition glyph) {
        glyphs.add(glyph);
    }

    @Override
    protected void writePage() throws IOException {
        int[] counts = new int[QUARTERS + 1];
        for (TextPosition glyph : glyphs) {
            counts[direction(glyph)]++;
        }
        int most = 0;
        for (int direction = 1; direction < QUARTERS; direction++) {
            most = counts[direction] > counts[most] ? direction : most;
        }
        for (TextPosition glyph : glyphs) {
            if (direction(glyph) == most) {
                super.processTextPosition(glyph);
            }
        }
        glyphs.clear();
        // Rotated text is sorted along its direction. Upright text is left in drawing order, because sorting would give
        // worse results.
        setSortByPosition(most != 0);
        super.writePage();
    }

    /** Returns the rotation of a glyph on its page in quarter turns, or {@code QUARTERS} if the glyph is slanted. */
    private static int direction(TextPosition glyph) {
        double angle = Math.toDegrees(Math.atan2(
                glyph.getTextMatrix().getShearY(), glyph.getTextMatrix().getScaleX()));
        long quarters = Math.round(angle / 90);
        return Math.abs(angle - quarters * 90) > 5 ? QUARTERS : (int) Math.floorMod(quarters, (long) QUARTERS);
    }

    /**
     * Returns a line of text with ligatures replaced by letters and without control characters or surrounding white
     * space.
     */
    private static String tidy(String line) {
        StringBuilder tidy = new StringBuilder();
        line.codePoints().forEach(sign -> {
            if (sign >= 0xfb00 && sign <= 0xfb06) {
                tidy.append(Normalizer.normalize(Character.toString(sign), Normalizer.Form.NFKC));
            } else if (Character.isISOControl(sign) || Character.getType(sign) == Character.SURROGATE) {
                tidy.append(' ');
            } else {
                tidy.appendCodePoint(sign);
            }
        });
        return tidy.toString().strip();
    }

    private static List<List<String>> withoutRepeated(List<List<String>> pages) {
        if (pages.size() < MIN_PAGES) {
            return pages;
        }
        Map<String, Integer> counts = new HashMap<>();
        for (List<String> page : pages) {
            Set<String> once = new HashSet<>();
            for (int i = 0; i < page.size(); i++) {
                once.add(key(page, i));
            }
            once.forEach(key -> counts.merge(key, 1, Integer::sum));
        }
        int most = pages.size() / 2;
        List<List<String>> kept = new ArrayList<>();
        for (List<String> page : pages) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < page.size(); i++) {
                if (counts.get(key(page, i)) <= most) {
                    lines.add(page.get(i));
                }
            }
            kept.add(lines);
        }
        return kept;
    }

    /**
     * Returns the key by which repeated lines are recognized. At the top and bottom of a page, all numbers are treated
     * as equal, so that page numbers do not make lines different.
     */
    private static String key(List<String> page, int line) {
        String text = page.get(line);
        if (line >= EDGE && line < page.size() - EDGE) {
            return text;
        }
        StringBuilder key = new StringBuilder("#");
        text.codePoints().forEach(sign -> {
            boolean isNumber = Character.isDigit(sign);
            if (!isNumber || key.charAt(key.length() - 1) != '0') {
                key.appendCodePoint(isNumber ? '0' : sign);
            }
        });
        return key.toString();
    }

    private static String join(List<List<String>> pages) {
        StringBuilder text = new StringBuilder();
        for (List<String> page : pages) {
            for (String line : page) {
                append(text, line);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String line) {
        int end = text.length() - 1;
        boolean isBroken = end > 0
                && (text.charAt(end) == '-' || text.charAt(end) == SOFT_HYPHEN || text.charAt(end) == '\u2010')
                && Character.isLetter(text.charAt(end - 1))
                && Character.isLowerCase(line.codePointAt(0));
        if (isBroken) {
            text.setLength(end);
        } else if (end >= 0) {
            text.append('\n');
        }
        text.append(line);
    }
}
