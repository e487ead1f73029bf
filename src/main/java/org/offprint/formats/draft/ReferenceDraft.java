package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.json.MemberRules;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.Reference.ReferenceAccession;
import org.offprint.kernel.record.Reference.ReferenceAuthor;
import org.offprint.kernel.record.Reference.ReferenceConference;

/** Draft of a reference: the printed text, its parts, or both. */
public final class ReferenceDraft extends DraftPart {

    private static final String KEY = "key";
    private static final String TEXT = "text";
    private static final String TYPE = "type";
    private static final String AUTHORS = "authors";
    private static final String ET_AL = "etAl";
    private static final String EDITORS = "editors";
    private static final String TRANSLATORS = "translators";
    private static final String FAMILY = "family";
    private static final String GIVEN = "given";
    private static final String NAME = "name";
    private static final String TITLE = "title";
    private static final String CONTAINER_TITLE = "containerTitle";
    private static final String VOLUME = "volume";
    private static final String ISSUE = "issue";
    private static final String FIRST_PAGE = "firstPage";
    private static final String LAST_PAGE = "lastPage";
    private static final String ARTICLE_NUMBER = "articleNumber";
    private static final String YEAR = "year";
    private static final String SEASON = "season";
    private static final String MONTH = "month";
    private static final String DAY = "day";
    private static final String ACCESSED = "accessed";
    private static final String SERIES = "series";
    private static final String EDITION = "edition";
    private static final String VERSION = "version";
    private static final String CONFERENCE = "conference";
    private static final String PUBLISHER_PLACE = "publisherPlace";
    private static final String PMCID = "pmcid";
    private static final String ISBN = "isbn";
    private static final String ISSN = "issn";
    private static final String ACCESSION = "accession";
    private static final String COMMENT = "comment";
    private static final String PUBLISHER = "publisher";
    private static final String DOI = "doi";
    private static final String PMID = "pmid";
    private static final String URL = "url";

    /**
     * Creates a draft.
     * @param key key by which the article cites the reference
     */
    public ReferenceDraft(Draft record, String key) {
        super(record, object(), Reference.class);
        text(KEY, key);
    }

    /** Returns the key, or null if it is not set. */
    String key() {
        return get(KEY);
    }

    void replaceKey(String key) {
        exact(KEY, key);
    }

    /** Returns whether the reference has a value that identifies a work. */
    boolean identifiesWork() {
        return Stream.of(TEXT, TITLE, CONTAINER_TITLE, DOI, URL, PMID, PMCID, ISBN, CONFERENCE, ACCESSION)
                .anyMatch(this::has);
    }

    /** Returns whether the reference has a printed text, a title, a container title or a DOI. */
    public boolean hasTextTitleOrDoi() {
        return Stream.of(TEXT, TITLE, CONTAINER_TITLE, DOI).anyMatch(this::has);
    }

    /** Sets the printed text. */
    public void text(String text) {
        text(TEXT, text);
    }

    /** Sets the type of the cited work to the given vocabulary term. */
    public void type(String type) {
        exact(TYPE, type);
    }

    /** Lists of people and organizations in a reference. */
    public enum People {
        AUTHORS(ReferenceDraft.AUTHORS),
        EDITORS(ReferenceDraft.EDITORS),
        TRANSLATORS(ReferenceDraft.TRANSLATORS);

        private final String member;

        People(String member) {
            this.member = member;
        }
    }

    /** Adds an author. Does nothing if both names are blank. */
    public void author(String family, String given) {
        person(People.AUTHORS, family, given);
    }

    /** Adds a person. Does nothing if both names are blank. */
    public void person(People list, String family, String given) {
        ObjectNode person = object();
        part(person, ReferenceAuthor.class, FAMILY, family);
        part(person, ReferenceAuthor.class, GIVEN, given);
        if (!person.isEmpty()) {
            add(list.member, person);
        }
    }

    /** Adds an organization. Does nothing if the name is blank. */
    public void organization(People list, String name) {
        ObjectNode organization = object();
        part(organization, ReferenceAuthor.class, NAME, name);
        if (!organization.isEmpty()) {
            add(list.member, organization);
        }
    }

    /** Returns whether the list has at least one person or organization. */
    public boolean hasPeople(People list) {
        return has(list.member);
    }

    /** Marks the list of authors as incomplete. */
    public void etAl() {
        flag(ET_AL);
    }

    private void part(ObjectNode object, Class<? extends Record> type, String member, String text) {
        Draft.put(object, member, text);
        if (object.has(member)) {
            record().refused()
                    .note(
                            object.get(member),
                            MemberRules.of(type, member)
                                    .fault(object.get(member).textValue()));
        }
    }

    /** Returns whether the title is set. */
    public boolean hasTitle() {
        return has(TITLE);
    }

    /** Sets the title. */
    public void title(String title) {
        text(TITLE, title);
    }

    /** Returns whether the title of the containing work is set. */
    public boolean hasContainerTitle() {
        return has(CONTAINER_TITLE);
    }

    /** Sets the title of the containing work. */
    public void containerTitle(String title) {
        text(CONTAINER_TITLE, title);
    }

    /** Returns whether the volume is set. */
    public boolean hasVolume() {
        return has(VOLUME);
    }

    /** Returns the volume, or null if it is not set. */
    public String volume() {
        return get(VOLUME);
    }

    /** Sets the volume. */
    public void volume(String volume) {
        text(VOLUME, volume);
    }

    /** Returns the issue, or null if it is not set. */
    public String issue() {
        return get(ISSUE);
    }

    /** Sets the issue. */
    public void issue(String issue) {
        text(ISSUE, issue);
    }

    /** Returns the first page, or null if it is not set. */
    public String firstPage() {
        return get(FIRST_PAGE);
    }

    /** Sets the first page. */
    public void firstPage(String page) {
        text(FIRST_PAGE, page);
    }

    /** Returns the last page, or null if it is not set. */
    public String lastPage() {
        return get(LAST_PAGE);
    }

    /** Sets the last page. */
    public void lastPage(String page) {
        text(LAST_PAGE, page);
    }

    /** Returns the article number, which replaces pages, or null if it is not set. */
    public String articleNumber() {
        return get(ARTICLE_NUMBER);
    }

    /** Sets the article number, which replaces pages. */
    public void articleNumber(String number) {
        text(ARTICLE_NUMBER, number);
    }

    /** Sets the series of the cited work. */
    public void series(String series) {
        text(SERIES, series);
    }

    /** Sets the edition as printed. */
    public void edition(String edition) {
        text(EDITION, edition);
    }

    /** Sets the version of software or data. */
    public void version(String version) {
        text(VERSION, version);
    }

    /** Sets the conference at which the work was presented. Each part may be null. */
    public void conference(String name, String date, String place) {
        ObjectNode conference = object();
        part(conference, ReferenceConference.class, NAME, name);
        part(conference, ReferenceConference.class, "date", date);
        part(conference, ReferenceConference.class, "place", place);
        if (!conference.isEmpty()) {
            node().set(CONFERENCE, conference);
        }
    }

    /** Sets the season as printed. */
    public void season(String season) {
        text(SEASON, season);
    }

    /** Sets the month as printed. */
    public void month(String month) {
        text(MONTH, month);
    }

    /** Sets the day of the month as printed. */
    public void day(String day) {
        text(DAY, day);
    }

    /** Returns whether the access date is set. */
    public boolean hasAccessed() {
        return has(ACCESSED);
    }

    /** Sets the access date: an ISO date or the printed text. */
    public void accessed(String accessed) {
        text(ACCESSED, accessed);
    }

    /** Sets the printed text that does not belong to any of the parts. */
    public void comment(String comment) {
        text(COMMENT, comment);
    }

    /** Returns the year as printed, or null if it is not set. */
    public String year() {
        return get(YEAR);
    }

    /** Sets the year as printed. */
    public void year(String year) {
        text(YEAR, year);
    }

    /** Returns the publisher, or null if it is not set. */
    public String publisher() {
        return get(PUBLISHER);
    }

    /** Sets the publisher. */
    public void publisher(String publisher) {
        text(PUBLISHER, publisher);
    }

    /** Returns the DOI, or null if it is not set. */
    public String doi() {
        return get(DOI);
    }

    /** Sets the DOI. Does nothing if the value is null. */
    public void doi(Doi doi) {
        value(DOI, doi);
    }

    /** Returns the PubMed id, or null if it is not set. */
    public String pmid() {
        return get(PMID);
    }

    /** Sets the PubMed id. */
    public void pmid(String pmid) {
        exact(PMID, pmid);
    }

    /** Sets the place of publication. */
    public void publisherPlace(String place) {
        text(PUBLISHER_PLACE, place);
    }

    /** Returns the PubMed Central id, or null if it is not set. */
    public String pmcid() {
        return get(PMCID);
    }

    /** Sets the PubMed Central id. */
    public void pmcid(String pmcid) {
        exact(PMCID, pmcid);
    }

    /** Returns the ISBN as printed, or null if it is not set. */
    public String isbn() {
        return get(ISBN);
    }

    /** Sets the ISBN as printed. */
    public void isbn(String isbn) {
        text(ISBN, isbn);
    }

    /** Returns the ISSN as printed, or null if it is not set. */
    public String issn() {
        return get(ISSN);
    }

    /** Sets the ISSN as printed. */
    public void issn(String issn) {
        text(ISSN, issn);
    }

    /** Returns whether the accession number of the cited data is set. */
    public boolean hasAccession() {
        return has(ACCESSION);
    }

    /**
     * Sets the accession number of the cited data.
     * @param authority name of the database that contains the data; may be null
     */
    public void accession(String value, String authority) {
        ObjectNode accession = object();
        Draft.put(accession, "value", value);
        if (accession.isEmpty()) {
            return;
        }
        String fault = MemberRules.of(ReferenceAccession.class, "value")
                .fault(accession.get("value").textValue());
        if (fault != null) {
            // An accession without a valid number is not stored.
            record().unplaced("references", value + " (" + fault + ")");
            return;
        }
        part(accession, ReferenceAccession.class, "assigningAuthority", authority);
        node().set(ACCESSION, accession);
    }

    /** Returns the link, or null if it is not set. */
    public String url() {
        return get(URL);
    }

    /** Sets the link. Does nothing if the value is null. */
    public void url(WebUrl url) {
        value(URL, url);
    }

    /**
     * Returns a text composed of the parts, for a reference without printed text. The text includes family names of
     * authors, year, volume, issue and the first page or article number.
     */
    public String partsAsText() {
        StringBuilder parts = new StringBuilder();
        node().path(AUTHORS).forEach(author -> parts.append(author.path(FAMILY).asText()));
        for (String part : new String[] {year(), volume(), issue(), firstPage(), articleNumber()}) {
            parts.append(part == null ? "" : (parts.isEmpty() ? "" : ", ") + part);
        }
        return parts.toString();
    }
}
