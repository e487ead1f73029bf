package org.offprint.web.site.theme;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Static page of the theme in Markdown, such as the author guidelines.
 *
 * @param journal slug of the journal; empty for the whole site
 * @param name last segment of the page's path
 * @param language language of a translation; empty for the original
 * @param order position in the menu, lowest first
 * @param title first heading, or the name if there is none
 * @param html content after the heading
 */
public record StaticPage(String journal, String name, String language, int order, String title, String html) {

    private static final Logger LOG = Logger.getLogger(StaticPage.class);

    private static final int LAST = 10_000;

    /**
     * Pattern for the file paths of static pages. A path consists of an optional folder named after a journal's slug,
     * an optional sort number, the page name and an optional language.
     */
    private static final Pattern FILE = Pattern.compile("(?:([a-z0-9][a-z0-9-]{0,199})/)?(?:([0-9]{1,4})-)?"
            + "([a-z][a-z0-9-]{0,99})(?:\\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?))?");

    /**
     * Creates static pages from Markdown sources, keyed by file path without the extension. Sources with invalid paths
     * are ignored.
     */
    static List<StaticPage> read(Map<String, String> sources) {
        List<StaticPage> pages = new ArrayList<>();
        sources.forEach((path, source) -> {
            Matcher parts = FILE.matcher(path);
            if (!parts.matches()) {
                LOG.warnf(
                        "The theme's page %s.md is ignored. Its name must consist of lower-case letters, digits"
                                + " and hyphens.",
                        path);
                return;
            }
            Markdown.Titled text = Markdown.titled(source);
            String name = parts.group(3);
            pages.add(new StaticPage(
                    parts.group(1) == null ? "" : parts.group(1),
                    name,
                    parts.group(4) == null ? "" : parts.group(4),
                    parts.group(2) == null ? LAST : Integer.parseInt(parts.group(2)),
                    text.title().isEmpty() ? name.replace('-', ' ') : text.title(),
                    text.html()));
        });
        pages.sort(Comparator.comparingInt(StaticPage::order).thenComparing(StaticPage::name));
        return List.copyOf(pages);
    }

    /**
     * Returns the static page with the given name in the given language, or the original page if it has not been
     * translated. Returns empty if there is no such page.
     */
    static Optional<StaticPage> find(List<StaticPage> pages, String journal, String name, String language) {
        StaticPage own = null;
        for (StaticPage page : pages) {
            if (page.journal().equals(journal) && page.name().equals(name)) {
                if (!language.isEmpty() && page.language().equals(language)) {
                    return Optional.of(page);
                }
                own = page.language().isEmpty() ? page : own;
            }
        }
        return Optional.ofNullable(own);
    }

    /** Returns the URL path of the static page. */
    public String path() {
        return (journal.isEmpty() ? "" : "/journals/" + journal) + "/pages/" + name;
    }
}
