package org.offprint.web.site.pages;

import io.quarkus.qute.RawString;
import java.util.List;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.journals.JournalRef;

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
 * @param logo the path of an image that stands for the name; empty for none
 * @param footer a line of the theme; null for none
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
        String logo,
        RawString footer,
        String chosen,
        String query) {

    /** A link of the head. */
    public record HeadLink(String language, String address) {}

    /**
     * A link of the header or footer.
     *
     * @param code of the language that the label is in; null where that is the one of the page
     * @param isHere whether it leads to this page
     */
    public record MenuEntry(String label, String href, String code, boolean isHere) {}

    /** Returns the slug of the journal; empty for none. */
    public String journalSlug() {
        return journal == null ? "" : journal.slug();
    }

    /** Returns the address at which reference managers get the articles of a list. */
    public String unapiServer() {
        return PublishedRecord.BASE_URL + "/unapi";
    }
}
