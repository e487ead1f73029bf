package org.offprint.kernel.record.markup;

import java.util.List;
import java.util.stream.Collectors;

/** Writes parts of formulas as plain text, for example {@code a/(b+c)}. */
public final class FormulaText {

    private FormulaText() {}

    /** Returns a fraction with a line between its parts. */
    public static String fraction(List<String> parts) {
        return parts.stream().map(FormulaText::bracketed).collect(Collectors.joining("/"));
    }

    /** Returns a fraction without a line between its parts, for example the parts of a binomial coefficient. */
    public static String stack(List<String> parts) {
        return String.join(" ", parts);
    }

    /** Returns a square root. */
    public static String squareRoot(String radicand) {
        return "√" + bracketed(radicand);
    }

    /** Returns a root with an index, for example a cube root. */
    public static String root(String radicand, String index) {
        String sign =
                switch (index) {
                    case "3" -> "∛";
                    case "4" -> "∜";
                    default -> index + "√";
                };
        return sign + bracketed(radicand);
    }

    /** Encloses a text in parentheses unless it is a number or a word. */
    private static String bracketed(String part) {
        return part.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '.') ? part : "(" + part + ")";
    }
}
