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

/** A page before it is written: the template of its content with its data, and the words of its head. */
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
    private boolean kept = true;
    private boolean showsLists = true;
    private UsedItem used;

    private SitePage(String template) {
        this.template = template;
    }

    /** The page in another language. */
    public record Alternate(String language, String path) {}

    /** Begins a page whose content this template writes. */
    public static SitePage of(String template) {
        return new SitePage(template);
    }

    /** Gives the template a value. */
    public SitePage with(String name, Object value) {
        data.put(name, value);
        return this;
    }

    /** Sets the title: plain text, without the name of the journal. */
    public SitePage titled(String plain) {
        title = plain;
        return this;
    }

    /** Sets the title to a text of the interface, which is written in the language of the page. */
    public SitePage titledBy(String message, Object... arguments) {
        titleMessage = message;
        titleArguments = arguments.clone();
        return this;
    }

    /** Sets the path with the query that the page has in another language; else its path alone. */
    public SitePage at(String pathAndQuery) {
        address = pathAndQuery;
        return this;
    }

    /** Sets the description for search engines: plain text; null for none. */
    public SitePage described(String plain) {
        description = plain;
        return this;
    }

    /** Sets the description to a text of the interface, which is written in the language of the page. */
    public SitePage describedBy(String message) {
        descriptionMessage = message;
        return this;
    }

    /** Sets the language of the content, which the interface follows where nobody asks for another one. */
    public SitePage in(String tag) {
        language = tag;
        return this;
    }

    /** Sets the journal that the page belongs to. */
    public SitePage of(JournalRef belongsTo) {
        journal = belongsTo;
        return this;
    }

    /** Sets the address that stands for this page: a path here, or a whole address elsewhere. */
    public SitePage canonical(String pathOrUrl) {
        canonical = pathOrUrl;
        return this;
    }

    /** Sets further elements of the head, escaped already; null for none. */
    public SitePage tagged(String elements) {
        tags = elements == null ? null : new RawString(elements);
        return this;
    }

    /** Sets the structured data, in schema.org. */
    public SitePage structured(ObjectNode described) {
        return structured(JsonLd.inScript(described));
    }

    /** Sets the structured data: JSON-LD that is safe within a script element. */
    public SitePage structured(String jsonLd) {
        structured = jsonLd;
        return this;
    }

    /** Sets the image that stands for the page where it is shared: a path. */
    public SitePage pictured(String path) {
        image = path;
        return this;
    }

    /** Sets the {@code Link} header. */
    public SitePage linked(String header) {
        links = header;
        return this;
    }

    /** Adds the page in another language. */
    public SitePage alternate(String tag, String path) {
        alternates.add(new Alternate(tag, path));
        return this;
    }

    /** Keeps search engines from this page; they may follow its links. */
    public SitePage notIndexed() {
        indexed = false;
        return this;
    }

    /** Makes the page anew for each request, as it depends on more than its address or changes soon. */
    public SitePage notKept() {
        kept = false;
        return this;
    }

    /** Says that the page shows these articles alone, so that it stays when others change. */
    public SitePage showing(Iterable<UUID> ids) {
        ids.forEach(articles::add);
        showsLists = false;
        return this;
    }

    /** Says that whoever opens the page uses this. */
    public SitePage counting(UsedItem item) {
        used = item;
        return this;
    }

    /** Returns what is counted when the page is opened; null for nothing. */
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

    boolean isKept() {
        return kept;
    }

    boolean showsLists() {
        return showsLists;
    }
}
