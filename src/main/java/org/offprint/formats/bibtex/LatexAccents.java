package org.offprint.formats.bibtex;

import java.util.Map;
import org.offprint.kernel.text.Table;

/** Combining characters for LaTeX accent commands. */
final class LatexAccents {

    private static final Map<String, String> MARKS = Table.map("latex-accents.tsv");

    private LatexAccents() {}

    /** Returns the combining character of an accent command, or null if the command is not an accent. */
    static String combiningCharacter(String command) {
        return Table.characters(MARKS.get(command));
    }

    /** Returns the HTML with the combining character added to its first character. */
    static String accented(String html, String mark) {
        String base = html.replace("\u0131", "i").replace("\u0237", "j");
        int begin = 0;
        while (base.startsWith("<", begin) && base.indexOf('>', begin) > 0) {
            begin = base.indexOf('>', begin) + 1;
        }
        if (begin >= base.length()) {
            return base;
        }
        int reference = base.charAt(begin) == '&' ? base.indexOf(';', begin) : -1;
        int end = reference > 0 ? reference + 1 : begin + Character.charCount(base.codePointAt(begin));
        return base.substring(0, end) + mark + base.substring(end);
    }
}
