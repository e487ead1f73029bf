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
 * A page of the theme that is written in Markdown, such as the guidelines for authors.
 *
 * @param journal the slug of the journal whose page it is; empty for the whole site
 * @param name the last part of its address
 * @param language of the file; empty for the one that others translate
 * @param order its place in the menu: lower ones come first
 * @param title its first heading, or its name where it has none
 * @param html what follows
 */
public record StaticPage(String journal, String name, String language, int order, String title, String html) {

    private static final Logger LOG = Logger.getLogger(StaticPage.class);

    private static final int LAST = 10_000;

    /** A folder named after a journal, a number for the order, the name, and a language. */
    private static final Pattern FILE = Pattern.compile("(?:([a-z0-9][a-z0-9-]{0,199})/)?(?:([0-9]{1,4})-)?"
            + "([a-z][a-z0-9-]{0,99})(?:\\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?))?");

    /** Reads pages by the paths of their files without the ending; those whose path is not as it must be are left out. */
    static List<StaticPage> read(Map<String, String> sources) {
        List<StaticPage> pages = new ArrayList<>();
        sources.forEach((path, source) -> {
            Matcher parts = FILE.matcher(path);
            if (!parts.matches()) {
                LOG.warnf(
                        "The theme's page %s.md has no address: its name has small letters, digits and hyphens.", path);
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

    /** Returns the page of this name in the language of this code, or in its own; empty where there is none. */
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

    /** Returns the path of the page. */
    public String path() {
        return (journal.isEmpty() ? "" : "/journals/" + journal) + "/pages/" + name;
    }
}
