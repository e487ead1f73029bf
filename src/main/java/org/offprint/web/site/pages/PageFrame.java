package org.offprint.web.site.pages;

import io.quarkus.qute.RawString;
import java.util.List;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.journals.JournalRef;

/**
 * Head, header and footer of a page.
 *
 * @param language language of the user interface
 * @param contentLanguage language of the content
 * @param title title of the page, followed by the name of the site
 * @param siteName title of the journal, or name of the site
 * @param siteHome path of the page that the name links to
 * @param journal journal of the page; null if there is none
 * @param description null if there is none
 * @param canonical absolute URL
 * @param isIndexed whether search engines may index the page
 * @param alternates the page in different languages, with absolute URLs
 * @param tags further elements of the head; null if there are none
 * @param structured JSON-LD; null if there is none
 * @param image absolute URL; null if there is none
 * @param stylesheet path
 * @param script path
 * @param icon path
 * @param menu entries of the header
 * @param languages languages of the user interface, with the URL of this page in each
 * @param logo path of an image shown instead of the name; empty if there is none
 * @param footer text of the theme; null if there is none
 * @param chosen code of the requested language; empty if there is none
 * @param query search text; empty if there is none
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

    /** Link in the head. */
    public record HeadLink(String language, String address) {}

    /**
     * Link in the header or footer.
     *
     * @param code language of the label; null if it is the language of the page
     * @param isHere whether the link refers to this page
     */
    public record MenuEntry(String label, String href, String code, boolean isHere) {}

    /** Returns the slug of the journal; empty if there is none. */
    public String journalSlug() {
        return journal == null ? "" : journal.slug();
    }

    /** Returns the URL at which reference managers get the articles of a list. */
    public String unapiServer() {
        return PublishedRecord.BASE_URL + "/unapi";
    }
}
