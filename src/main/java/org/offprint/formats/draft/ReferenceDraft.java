package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.WebUrl;
import org.offprint.json.MemberRules;
import org.offprint.record.Reference;
import org.offprint.record.Reference.ReferenceAuthor;

/** A reference: the words as printed, its parts, or both. */
public final class ReferenceDraft extends DraftPart {

    private static final String KEY = "key";
    private static final String TEXT = "text";
    private static final String TYPE = "type";
    private static final String AUTHORS = "authors";
    private static final String FAMILY = "family";
    private static final String GIVEN = "given";
    private static final String NAME = "name";
    private static final String TITLE = "title";
    private static final String CONTAINER_TITLE = "containerTitle";
    private static final String VOLUME = "volume";
    private static final String ISSUE = "issue";
    private static final String FIRST_PAGE = "firstPage";
    private static final String LAST_PAGE = "lastPage";
    private static final String YEAR = "year";
    private static final String PUBLISHER = "publisher";
    private static final String DOI = "doi";
    private static final String PMID = "pmid";
    private static final String URL = "url";

    /** @param key by which the article names it */
    public ReferenceDraft(Draft record, String key) {
        super(record, object(), Reference.class);
        text(KEY, key);
    }

    /** The key; null for none. */
    String key() {
        return get(KEY);
    }

    void replaceKey(String key) {
        exact(KEY, key);
    }

    /** Reports whether it says what is cited. */
    boolean says() {
        return Stream.of(TEXT, TITLE, CONTAINER_TITLE, DOI, URL, PMID).anyMatch(this::has);
    }

    /** Reports whether it has words or a title or a DOI. */
    public boolean isKnown() {
        return Stream.of(TEXT, TITLE, CONTAINER_TITLE, DOI).anyMatch(this::has);
    }

    /** Sets the words as printed. */
    public void text(String text) {
        text(TEXT, text);
    }

    /** Sets what is cited, as a term. */
    public void type(String type) {
        exact(TYPE, type);
    }

    /** Adds a person who wrote it; one without a name is none. */
    public void author(String family, String given) {
        ObjectNode author = object();
        part(author, FAMILY, family);
        part(author, GIVEN, given);
        if (!author.isEmpty()) {
            add(AUTHORS, author);
        }
    }

    /** Adds an organization that wrote it. */
    public void organization(String name) {
        ObjectNode author = object();
        part(author, NAME, name);
        add(AUTHORS, author);
    }

    private void part(ObjectNode author, String member, String text) {
        Draft.put(author, member, text);
        if (author.has(member)) {
            record().refused()
                    .note(
                            author.get(member),
                            MemberRules.of(ReferenceAuthor.class, member)
                                    .fault(author.get(member).textValue()));
        }
    }

    /** Reports whether it has a title. */
    public boolean hasTitle() {
        return has(TITLE);
    }

    /** Sets the title. */
    public void title(String title) {
        text(TITLE, title);
    }

    /** Reports whether it has the title of what it appeared in. */
    public boolean hasContainerTitle() {
        return has(CONTAINER_TITLE);
    }

    /** Sets the title of what it appeared in. */
    public void containerTitle(String title) {
        text(CONTAINER_TITLE, title);
    }

    /** Reports whether it has a volume. */
    public boolean hasVolume() {
        return has(VOLUME);
    }

    /** The volume; null for none. */
    public String volume() {
        return get(VOLUME);
    }

    /** Sets the volume. */
    public void volume(String volume) {
        text(VOLUME, volume);
    }

    /** The issue; null for none. */
    public String issue() {
        return get(ISSUE);
    }

    /** Sets the issue. */
    public void issue(String issue) {
        text(ISSUE, issue);
    }

    /** The first page; null for none. */
    public String firstPage() {
        return get(FIRST_PAGE);
    }

    /** Sets the first page. */
    public void firstPage(String page) {
        text(FIRST_PAGE, page);
    }

    /** The last page; null for none. */
    public String lastPage() {
        return get(LAST_PAGE);
    }

    /** Sets the last page. */
    public void lastPage(String page) {
        text(LAST_PAGE, page);
    }

    /** The year as printed; null for none. */
    public String year() {
        return get(YEAR);
    }

    /** Sets the year as printed. */
    public void year(String year) {
        text(YEAR, year);
    }

    /** The publisher; null for none. */
    public String publisher() {
        return get(PUBLISHER);
    }

    /** Sets the publisher. */
    public void publisher(String publisher) {
        text(PUBLISHER, publisher);
    }

    /** The DOI; null for none. */
    public String doi() {
        return get(DOI);
    }

    /** Sets the DOI; nothing for null. */
    public void doi(Doi doi) {
        value(DOI, doi);
    }

    /** The number in PubMed; null for none. */
    public String pmid() {
        return get(PMID);
    }

    /** Sets the number in PubMed. */
    public void pmid(String pmid) {
        exact(PMID, pmid);
    }

    /** The link; null for none. */
    public String url() {
        return get(URL);
    }

    /** Sets the link; nothing for null. */
    public void url(WebUrl url) {
        value(URL, url);
    }

    /** The words that its parts make where it has no other: the families of its authors, year, volume, issue, page. */
    public String parts() {
        StringBuilder parts = new StringBuilder();
        node().path(AUTHORS).forEach(author -> parts.append(author.get(FAMILY).textValue()));
        for (String part : new String[] {year(), volume(), issue(), firstPage()}) {
            parts.append(part == null ? "" : (parts.isEmpty() ? "" : ", ") + part);
        }
        return parts.toString();
    }
}
