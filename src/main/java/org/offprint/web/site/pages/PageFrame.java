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
 * @param siteHome path to which the site name links
 * @param journal journal of the page; null if there is none
 * @param description description of the page; null if there is none
 * @param canonical absolute canonical URL
 * @param isIndexed whether search engines may index the page
 * @param alternates absolute URLs of the page in other languages
 * @param tags additional elements of the head; null if there are none
 * @param structured JSON-LD; null if there is none
 * @param image absolute URL of the preview image; null if there is none
 * @param stylesheet path of the style sheet
 * @param script path of the script
 * @param icon path of the icon
 * @param menu menu entries of the header
 * @param languages languages of the user interface, each with a link to this page in that language
 * @param logo path of an image to display instead of the site name; empty if there is none
 * @param footer footer text of the theme; null if there is none
 * @param chosen code of the requested language; empty if none was requested
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

    /** Link in the HTML head to a version of the page in another language. */
    public record HeadLink(String language, String address) {}

    /**
     * Link in the header or footer of a page.
     *
     * @param code language of the label; null if it is the language of the page
     * @param isHere whether the link points to the current page
     */
    public record MenuEntry(String label, String href, String code, boolean isHere) {}

    /** Returns the slug of the page's journal, or an empty string if there is none. */
    public String journalSlug() {
        return journal == null ? "" : journal.slug();
    }

    /** Returns the path of the page about the journal, or of the home page if there is no journal. */
    public String aboutPath() {
        return journal == null ? "/" : "/journals/" + journal.slug() + "/about";
    }

    /** Returns the URL of the unAPI resource, which reference managers use to import articles from a list. */
    public String unapiServer() {
        return PublishedRecord.BASE_URL + "/unapi";
    }
}
