package org.offprint.site.pages;

import io.quarkus.qute.RawString;
import java.util.List;
import java.util.Map;
import org.offprint.journals.JournalRef;

/**
 * The head, the header and the footer of a page.
 *
 * @param language of the interface
 * @param contentLanguage of what the page holds
 * @param title of the page with the name of the site
 * @param siteName the journal's title, or what the site is called
 * @param siteHome the path of the page that the name leads to
 * @param journal whose page it is; null for none
 * @param description null for none
 * @param canonical a whole address
 * @param isIndexed whether search engines may take it up
 * @param alternates the page in other languages, with whole addresses
 * @param tags further elements of the head; null for none
 * @param structured JSON-LD; null for none
 * @param image a whole address; null for none
 * @param stylesheet a path
 * @param script a path
 * @param icon a path
 * @param menu where the header leads
 * @param languages of the interface, with the address of this page in each
 * @param theme properties of the theme
 * @param chosen the code of the language that was asked for; empty for none
 * @param query what was searched for; empty for nothing
 */
public record PageFrame(
        InterfaceLanguage language,
        String contentLanguage,
        String title,
        String siteName,
        String siteHome,
        JournalRef journal,
        String description,
        String canonical,
        boolean isIndexed,
        List<HeadLink> alternates,
        RawString tags,
        RawString structured,
        String image,
        String stylesheet,
        String script,
        String icon,
        List<MenuEntry> menu,
        List<MenuEntry> languages,
        Map<String, String> theme,
        String chosen,
        String query) {

    /** A link of the head. */
    public record HeadLink(String language, String address) {}

    /**
     * A link of the header or footer.
     *
     * @param isHere whether it leads to this page
     */
    public record MenuEntry(String label, String href, boolean isHere) {}

    /** Returns a property of the theme; empty where it has none. */
    public String themed(String name) {
        return theme.getOrDefault(name, "");
    }
}
