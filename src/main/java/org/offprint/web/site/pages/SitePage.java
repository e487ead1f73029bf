package org.offprint.web.site.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.offprint.formats.schemaorg.JsonLd;
import org.offprint.journal.journals.JournalRef;
import org.offprint.services.usage.UsedItem;

/** Site page before rendering, with its content template, the data for the template, and the data of the HTML head. */
public final class SitePage {

    private final String template;
    private final Map<String, Object> data = new HashMap<>();
    private final Set<UUID> articles = new HashSet<>();
    private final List<Alternate> alternates = new ArrayList<>();
    private String title;
    private String titleMessage;
    private Object[] titleArguments;
    private String address;
    private String description;
    private String descriptionMessage;
    private String language;
    private JournalRef journal;
    private String canonical;
    private RawString tags;
    private String structured;
    private String image;
    private String links;
    private boolean indexed = true;
    private boolean cached = true;
    private boolean showsLists = true;
    private UsedItem used;

    private SitePage(String template) {
        this.template = template;
    }

    /** Version of a site page in another language. */
    public record Alternate(String language, String path) {}

    /** Creates a page from the given content template. */
    public static SitePage of(String template) {
        return new SitePage(template);
    }

    /** Sets a named value for use in the content template. */
    public SitePage with(String name, Object value) {
        data.put(name, value);
        return this;
    }

    /** Sets the title of the page as plain text, without the name of the journal. */
    public SitePage titled(String plain) {
        title = plain;
        return this;
    }

    /** Sets the title of the page to a user interface message, which is translated into the language of the page. */
    public SitePage titledBy(String message, Object... arguments) {
        titleMessage = message;
        titleArguments = arguments.clone();
        return this;
    }

    /**
     * Sets the path and query of the page, which are used for links to other languages. The default is the request path
     * without a query.
     */
    public SitePage at(String pathAndQuery) {
        address = pathAndQuery;
        return this;
    }

    /** Sets the page description for search engines as plain text. A null value removes the description. */
    public SitePage described(String plain) {
        description = plain;
        return this;
    }

    /** Sets the page description to a user interface message, which is translated into the language of the page. */
    public SitePage describedBy(String message) {
        descriptionMessage = message;
        return this;
    }

    /**
     * Sets the language of the page content. The user interface uses this language unless the request selects a
     * different one.
     */
    public SitePage in(String tag) {
        language = tag;
        return this;
    }

    /** Sets the journal that the page belongs to. */
    public SitePage of(JournalRef belongsTo) {
        journal = belongsTo;
        return this;
    }

    /** Sets the canonical URL of the page to a path of this service or an external URL. */
    public SitePage canonical(String pathOrUrl) {
        canonical = pathOrUrl;
        return this;
    }

    /** Adds escaped elements to the HTML head. A null value adds nothing. */
    public SitePage tagged(String elements) {
        tags = elements == null ? null : new RawString(elements);
        return this;
    }

    /** Sets the structured data of the page as a schema.org object. */
    public SitePage structured(ObjectNode described) {
        return structured(JsonLd.inScript(described));
    }

    /** Sets the structured data of the page as JSON-LD, which must be safe within a script element. */
    public SitePage structured(String jsonLd) {
        structured = jsonLd;
        return this;
    }

    /** Sets the path of the preview image for social media. */
    public SitePage pictured(String path) {
        image = path;
        return this;
    }

    /** Sets the value of the {@code Link} header of the page. */
    public SitePage linked(String header) {
        links = header;
        return this;
    }

    /** Adds a version of the page in another language. */
    public SitePage alternate(String tag, String path) {
        alternates.add(new Alternate(tag, path));
        return this;
    }

    /** Prevents search engines from indexing the page. Links on the page may still be followed. */
    public SitePage notIndexed() {
        indexed = false;
        return this;
    }

    /** Excludes the page from the cache, for pages that depend on more than their URL or will change soon. */
    public SitePage notCached() {
        cached = false;
        return this;
    }

    /** Declares that the page shows only the given articles, so that it remains cached if any other article changes. */
    public SitePage showing(Iterable<UUID> ids) {
        ids.forEach(articles::add);
        showsLists = false;
        return this;
    }

    /** Sets the item to count in the usage statistics when the page is opened. */
    public SitePage counting(UsedItem item) {
        used = item;
        return this;
    }

    /** Returns the item to count in the usage statistics, or null if there is none. */
    UsedItem used() {
        return used;
    }

    String template() {
        return template;
    }

    Map<String, Object> data() {
        return data;
    }

    Set<UUID> articles() {
        return articles;
    }

    List<Alternate> alternates() {
        return alternates;
    }

    String title(InterfaceLanguage spoken) {
        return titleMessage == null ? title : spoken.text(titleMessage, titleArguments);
    }

    String address() {
        return address;
    }

    String description(InterfaceLanguage spoken) {
        return descriptionMessage == null ? description : spoken.text(descriptionMessage);
    }

    String language() {
        return language;
    }

    JournalRef journal() {
        return journal;
    }

    String canonical() {
        return canonical;
    }

    RawString tags() {
        return tags;
    }

    String structured() {
        return structured;
    }

    String image() {
        return image;
    }

    String links() {
        return links;
    }

    boolean isIndexed() {
        return indexed;
    }

    boolean isCached() {
        return cached;
    }

    boolean showsLists() {
        return showsLists;
    }
}
