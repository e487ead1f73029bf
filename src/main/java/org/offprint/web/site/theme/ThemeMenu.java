package org.offprint.web.site.theme;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Menu entries that a theme adds to pages. A menu entry is defined by a static page or by a property such as {@code
 * menu.1 = Label | /path}.
 */
public final class ThemeMenu {

    private static final Pattern LINE = Pattern.compile("menu\\.([0-9]{1,4})");

    private ThemeMenu() {}

    /** Entry of the site menu. {@code href} is a path of this service or an external URL. */
    public record Entry(String label, String href) {}

    /**
     * Returns the theme's menu entries in a language, for the pages of a journal or, if {@code journal} is empty, for
     * the whole site.
     *
     * @param pages static pages in menu order
     */
    static List<Entry> of(Map<String, String> properties, List<StaticPage> pages, String journal, String language) {
        List<Entry> entries = new ArrayList<>();
        for (StaticPage page : pages) {
            if (page.language().isEmpty()
                    && (page.journal().isEmpty() || page.journal().equals(journal))) {
                String label = StaticPage.find(pages, page.journal(), page.name(), language)
                        .orElse(page)
                        .title();
                entries.add(new Entry(label, page.path()));
            }
        }
        entries.addAll(lines(properties, "", language));
        if (!journal.isEmpty()) {
            entries.addAll(lines(properties, journal + ".", language));
        }
        return entries;
    }

    private static List<Entry> lines(Map<String, String> properties, String prefix, String language) {
        Map<Integer, Entry> byNumber = new TreeMap<>();
        properties.forEach((name, value) -> {
            Matcher line = name.startsWith(prefix) ? LINE.matcher(name.substring(prefix.length())) : null;
            if (line != null && line.matches()) {
                String spoken = properties.getOrDefault(name + "." + language, value);
                int bar = spoken.lastIndexOf('|');
                String href = bar < 0 ? "" : spoken.substring(bar + 1).strip();
                if (href.startsWith("/") && !href.startsWith("//") || href.startsWith("https://")) {
                    byNumber.put(
                            Integer.parseInt(line.group(1)),
                            new Entry(spoken.substring(0, bar).strip(), href));
                }
            }
        });
        return List.copyOf(byNumber.values());
    }
}
