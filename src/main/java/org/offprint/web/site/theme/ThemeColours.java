package org.offprint.web.site.theme;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Converts the colours and fonts of a theme to CSS variables. A {@code colour.} property applies to light mode, and a
 * {@code dark.} property to dark mode. Header colours apply to both modes. A property for one journal starts with the
 * journal slug, as in {@code journal-slug.colour.accent}.
 */
public final class ThemeColours {

    private static final Logger LOG = Logger.getLogger(ThemeColours.class);

    private static final Pattern NAME =
            Pattern.compile("(?:([a-z0-9][a-z0-9-]{0,199})\\.)?(colour|dark|font)\\.([a-z][a-z0-9-]{0,40})");

    /** Pattern for CSS colours and font lists, which excludes all characters that can end a CSS rule. */
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9#%.,()\"' /-]{1,200}");

    private ThemeColours() {}

    /** Returns the CSS rules for the given theme properties, or an empty string if they set no colours or fonts. */
    public static String of(Map<String, String> properties) {
        Map<String, StringBuilder> rules = new LinkedHashMap<>();
        new TreeMap<>(properties).forEach((name, value) -> {
            Matcher parts = NAME.matcher(name);
            if (!parts.matches()) {
                return;
            }
            if (!VALUE.matcher(value).matches()) {
                LOG.warnf("The theme property %s is ignored because it is not a colour or font: %s", name, value);
                return;
            }
            String journal = parts.group(1);
            String root = journal == null ? ":root" : ":root[data-journal=\"" + journal + "\"]";
            boolean isFont = parts.group(2).equals("font");
            boolean isDark = parts.group(2).equals("dark");
            boolean isForBoth = isFont || !isDark && parts.group(3).startsWith("header");
            String media =
                    isForBoth ? "" : "@media screen and (prefers-color-scheme:" + (isDark ? "dark" : "light") + "){";
            rules.computeIfAbsent(media + root, rule -> new StringBuilder())
                    .append(isFont ? "--font-" : "--colour-")
                    .append(parts.group(3))
                    .append(':')
                    .append(value)
                    .append(';');
        });
        // Write rules for journals last, and rules for one mode after rules for both modes, because later rules take
        // precedence.
        StringBuilder css = new StringBuilder();
        for (boolean ofJournals : new boolean[] {false, true}) {
            for (boolean ofOneLook : new boolean[] {false, true}) {
                rules.forEach((rule, set) -> {
                    if (rule.contains("[") == ofJournals && rule.startsWith("@") == ofOneLook) {
                        css.append(rule).append('{').append(set).append(ofOneLook ? "}}\n" : "}\n");
                    }
                });
            }
        }
        return css.isEmpty() ? "" : "\n" + css;
    }
}
