package org.offprint.formats.fulltext.inline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Converts {@code style} attributes in the source to CSS classes. The supported properties are weight, slant,
 * decoration, alignment, indents, borders and a few colors.
 */
public final class StyleClasses {

    private static final int MAX_DECLARATIONS = 40;
    private static final List<String> COLOURS =
            List.of("red", "green", "blue", "orange", "purple", "brown", "gray", "black");
    private static final Map<String, String> HEXADECIMAL = Map.of(
            "#ff0000", "red", "#008000", "green", "#00ff00", "green", "#0000ff", "blue", "#808080", "gray", "#ffa500",
            "orange");
    private static final List<String> SIDES = List.of("top", "bottom", "left", "right");

    private StyleClasses() {}

    /**
     * Returns the CSS classes for at most 40 declarations of a {@code style} attribute, separated by spaces. Returns
     * null if the attribute is null or contains no supported declaration.
     */
    public static String of(String style) {
        if (style == null) {
            return null;
        }
        List<String> classes = new ArrayList<>();
        String[] declarations = style.toLowerCase(Locale.ROOT).split(";", MAX_DECLARATIONS + 1);
        for (int i = 0; i < Math.min(MAX_DECLARATIONS, declarations.length); i++) {
            int colon = declarations[i].indexOf(':');
            if (colon > 0) {
                String name = declarations[i].substring(0, colon).strip();
                String value = declarations[i].substring(colon + 1).strip();
                String found = one(name, value);
                if (found != null && !classes.contains(found)) {
                    classes.add(found);
                }
            }
        }
        return classes.isEmpty() ? null : String.join(" ", classes);
    }

    private static String one(String name, String value) {
        return switch (name) {
            case "font-weight" -> value.startsWith("bold") || value.matches("[6-9]00") ? "bold" : null;
            case "font-style" -> value.equals("italic") || value.equals("oblique") ? "italic" : null;
            case "font-variant" -> value.equals("small-caps") ? "sc" : null;
            case "text-decoration" -> value.contains("underline") ? "u" : value.contains("line-through") ? "s" : null;
            case "text-align" ->
                List.of("left", "right", "center", "justify").contains(value) ? "align-" + value : null;
            case "vertical-align" ->
                List.of("top", "middle", "bottom", "baseline").contains(value) ? "valign-" + value : null;
            case "text-indent", "padding-left", "margin-left" ->
                value.isEmpty() || value.startsWith("0") || value.startsWith("-") ? null : "indent-1";
            case "color" -> colour(value);
            default -> border(name, value);
        };
    }

    private static String colour(String value) {
        String named = HEXADECIMAL.getOrDefault(value, value);
        return COLOURS.contains(named) ? "colour-" + named : null;
    }

    private static String border(String name, String value) {
        boolean isDrawn = value.contains("solid") || value.contains("double") || value.contains("dashed");
        if (!name.startsWith("border-") || !isDrawn) {
            return null;
        }
        String side = name.substring("border-".length());
        return SIDES.contains(side) ? "border-" + side : null;
    }
}
