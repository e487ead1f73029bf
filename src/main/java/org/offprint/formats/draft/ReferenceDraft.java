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

/** Draft of a reference, which has a printed text, structured fields, or both. */
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
     * Creates a draft of a reference.
     *
     * @param key key that the article uses to cite the reference
     */
    public ReferenceDraft(Draft record, String key) {
        super(record, object(), Reference.class);
        text(KEY, key);
    }

    /** Returns the reference key, or null if not set. */
    String key() {
        return get(KEY);
    }

    void replaceKey(String key) {
        exact(KEY, key);
    }

    /** Returns whether the reference has a field that identifies a work, such as a title or a DOI. */
    boolean identifiesWork() {
        return Stream.of(TEXT, TITLE, CONTAINER_TITLE, DOI, URL, PMID, PMCID, ISBN, CONFERENCE, ACCESSION)
                .anyMatch(this::has);
    }

    /** Returns whether the reference has a printed text, a title, a container title or a DOI. */
    public boolean hasTextTitleOrDoi() {
        return Stream.of(TEXT, TITLE, CONTAINER_TITLE, DOI).anyMatch(this::has);
    }

    /** Sets the printed text of the reference. */
    public void text(String text) {
        text(TEXT, text);
    }

    /** Sets the type of the cited work to a vocabulary term, for example {@code journal}. */
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

    /** Adds an author of the cited work. Does nothing if the family name and the given name are blank. */
    public void author(String family, String given) {
        person(People.AUTHORS, family, given);
    }

    /**
     * Adds a person to a list of the reference, for example to its editors. Does nothing if the family name and the
     * given name are blank.
     */
    public void person(People list, String family, String given) {
        ObjectNode person = object();
        part(person, ReferenceAuthor.class, FAMILY, family);
        part(person, ReferenceAuthor.class, GIVEN, given);
        if (!person.isEmpty()) {
            add(list.member, person);
        }
    }

    /**
     * Adds an organization to a list of the reference, for example to its editors. Does nothing if the name is blank.
     */
    public void organization(People list, String name) {
        ObjectNode organization = object();
        part(organization, ReferenceAuthor.class, NAME, name);
        if (!organization.isEmpty()) {
            add(list.member, organization);
        }
    }

    /** Returns whether a list of the reference, such as its editors, has at least one person or organization. */
    public boolean hasPeople(People list) {
        return has(list.member);
    }

    /** Marks the list of authors of the cited work as incomplete. */
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

    /** Returns whether the title of the cited work is set. */
    public boolean hasTitle() {
        return has(TITLE);
    }

    /** Sets the title of the cited work. */
    public void title(String title) {
        text(TITLE, title);
    }

    /** Returns whether the title of the work that contains the cited work is set. */
    public boolean hasContainerTitle() {
        return has(CONTAINER_TITLE);
    }

    /** Sets the title of the work that contains the cited work, for example the journal title. */
    public void containerTitle(String title) {
        text(CONTAINER_TITLE, title);
    }

    /** Returns whether the volume of the cited work is set. */
    public boolean hasVolume() {
        return has(VOLUME);
    }

    /** Returns the volume of the cited work, or null if not set. */
    public String volume() {
        return get(VOLUME);
    }

    /** Sets the volume of the cited work. */
    public void volume(String volume) {
        text(VOLUME, volume);
    }

    /** Returns the issue of the cited work, or null if not set. */
    public String issue() {
        return get(ISSUE);
    }

    /** Sets the issue of the cited work. */
    public void issue(String issue) {
        text(ISSUE, issue);
    }

    /** Returns the first page of the cited work, or null if not set. */
    public String firstPage() {
        return get(FIRST_PAGE);
    }

    /** Sets the first page of the cited work. */
    public void firstPage(String page) {
        text(FIRST_PAGE, page);
    }

    /** Returns the last page of the cited work, or null if not set. */
    public String lastPage() {
        return get(LAST_PAGE);
    }

    /** Sets the last page of the cited work. */
    public void lastPage(String page) {
        text(LAST_PAGE, page);
    }

    /** Returns the article number of the cited work, which replaces page numbers, or null if not set. */
    public String articleNumber() {
        return get(ARTICLE_NUMBER);
    }

    /** Sets the article number of the cited work, which replaces page numbers. */
    public void articleNumber(String number) {
        text(ARTICLE_NUMBER, number);
    }

    /** Sets the series of the cited work. */
    public void series(String series) {
        text(SERIES, series);
    }

    /** Sets the edition of the cited work as printed. */
    public void edition(String edition) {
        text(EDITION, edition);
    }

    /** Sets the version of the cited software or data. */
    public void version(String version) {
        text(VERSION, version);
    }

    /** Sets the conference at which the cited work was presented. Each argument may be null. */
    public void conference(String name, String date, String place) {
        ObjectNode conference = object();
        part(conference, ReferenceConference.class, NAME, name);
        part(conference, ReferenceConference.class, "date", date);
        part(conference, ReferenceConference.class, "place", place);
        if (!conference.isEmpty()) {
            node().set(CONFERENCE, conference);
        }
    }

    /** Sets the publication season of the cited work as printed. */
    public void season(String season) {
        text(SEASON, season);
    }

    /** Sets the publication month of the cited work as printed. */
    public void month(String month) {
        text(MONTH, month);
    }

    /** Sets the day of the month on which the cited work was published, as printed. */
    public void day(String day) {
        text(DAY, day);
    }

    /** Returns whether the access date of the cited work is set. */
    public boolean hasAccessed() {
        return has(ACCESSED);
    }

    /** Sets the access date of the cited work: an ISO date or the date as printed. */
    public void accessed(String accessed) {
        text(ACCESSED, accessed);
    }

    /** Sets the part of the printed reference that does not belong to any structured field. */
    public void comment(String comment) {
        text(COMMENT, comment);
    }

    /** Returns the publication year as printed in the reference, or null if not set. */
    public String year() {
        return get(YEAR);
    }

    /** Sets the publication year as printed in the reference. */
    public void year(String year) {
        text(YEAR, year);
    }

    /** Returns the publisher of the cited work, or null if not set. */
    public String publisher() {
        return get(PUBLISHER);
    }

    /** Sets the publisher of the cited work. */
    public void publisher(String publisher) {
        text(PUBLISHER, publisher);
    }

    /** Returns the DOI of the cited work, or null if not set. */
    public String doi() {
        return get(DOI);
    }

    /** Sets the DOI of the cited work. Does nothing if the DOI is null. */
    public void doi(Doi doi) {
        value(DOI, doi);
    }

    /** Returns the PubMed id of the cited work, or null if not set. */
    public String pmid() {
        return get(PMID);
    }

    /** Sets the PubMed id of the cited work. */
    public void pmid(String pmid) {
        exact(PMID, pmid);
    }

    /** Sets the place of publication of the cited work. */
    public void publisherPlace(String place) {
        text(PUBLISHER_PLACE, place);
    }

    /** Returns the PubMed Central id of the cited work, or null if not set. */
    public String pmcid() {
        return get(PMCID);
    }

    /** Sets the PubMed Central id of the cited work. */
    public void pmcid(String pmcid) {
        exact(PMCID, pmcid);
    }

    /** Returns the ISBN of the cited work as printed, or null if not set. */
    public String isbn() {
        return get(ISBN);
    }

    /** Sets the ISBN of the cited work as printed. */
    public void isbn(String isbn) {
        text(ISBN, isbn);
    }

    /** Returns the ISSN of the cited work as printed, or null if not set. */
    public String issn() {
        return get(ISSN);
    }

    /** Sets the ISSN of the cited work as printed. */
    public void issn(String issn) {
        text(ISSN, issn);
    }

    /** Returns whether the accession number of the cited data is set. */
    public boolean hasAccession() {
        return has(ACCESSION);
    }

    /**
     * Sets the accession number of the cited data.
     *
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
            // Cited data without a valid accession number is not stored.
            record().unplaced("references", value + " (" + fault + ")");
            return;
        }
        part(accession, ReferenceAccession.class, "assigningAuthority", authority);
        node().set(ACCESSION, accession);
    }

    /** Returns the URL of the cited work, or null if not set. */
    public String url() {
        return get(URL);
    }

    /** Sets the URL of the cited work. Does nothing if the URL is null. */
    public void url(WebUrl url) {
        value(URL, url);
    }

    /**
     * Returns a string composed of the structured fields, for a reference without printed text. The string contains the
     * authors' family names, year, volume, issue, first page and article number.
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
