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

/** A reference: the words as printed, its parts, or both. */
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
        return Stream.of(TEXT, TITLE, CONTAINER_TITLE, DOI, URL, PMID, PMCID, ISBN, CONFERENCE, ACCESSION)
                .anyMatch(this::has);
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

    /** The lists of those who made it. */
    public enum People {
        AUTHORS(ReferenceDraft.AUTHORS),
        EDITORS(ReferenceDraft.EDITORS),
        TRANSLATORS(ReferenceDraft.TRANSLATORS);

        private final String member;

        People(String member) {
            this.member = member;
        }
    }

    /** Adds a person who wrote it; one without a name is none. */
    public void author(String family, String given) {
        person(People.AUTHORS, family, given);
    }

    /** Adds a person; one without a name is none. */
    public void person(People list, String family, String given) {
        ObjectNode person = object();
        part(person, ReferenceAuthor.class, FAMILY, family);
        part(person, ReferenceAuthor.class, GIVEN, given);
        if (!person.isEmpty()) {
            add(list.member, person);
        }
    }

    /** Adds an organization; one without a name is none. */
    public void organization(People list, String name) {
        ObjectNode organization = object();
        part(organization, ReferenceAuthor.class, NAME, name);
        if (!organization.isEmpty()) {
            add(list.member, organization);
        }
    }

    /** Reports whether anybody is in a list. */
    public boolean hasPeople(People list) {
        return has(list.member);
    }

    /** States that there are more authors than are named. */
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

    /** The number in place of pages; null for none. */
    public String articleNumber() {
        return get(ARTICLE_NUMBER);
    }

    /** Sets the number that it has in place of pages. */
    public void articleNumber(String number) {
        text(ARTICLE_NUMBER, number);
    }

    /** Sets the series that it appeared in. */
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

    /** Sets the conference that it was presented at; each part may be null. */
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

    /** Reports whether it says when it was read. */
    public boolean hasAccessed() {
        return has(ACCESSED);
    }

    /** Sets when it was read: a date, or words as printed. */
    public void accessed(String accessed) {
        text(ACCESSED, accessed);
    }

    /** Sets what is printed with it and is no other part. */
    public void comment(String comment) {
        text(COMMENT, comment);
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

    /** Sets where it was published. */
    public void publisherPlace(String place) {
        text(PUBLISHER_PLACE, place);
    }

    /** The id in PubMed Central; null for none. */
    public String pmcid() {
        return get(PMCID);
    }

    /** Sets the id in PubMed Central. */
    public void pmcid(String pmcid) {
        exact(PMCID, pmcid);
    }

    /** The ISBN as printed; null for none. */
    public String isbn() {
        return get(ISBN);
    }

    /** Sets the ISBN as printed. */
    public void isbn(String isbn) {
        text(ISBN, isbn);
    }

    /** The ISSN as printed; null for none. */
    public String issn() {
        return get(ISSN);
    }

    /** Sets the ISSN as printed. */
    public void issn(String issn) {
        text(ISSN, issn);
    }

    /** Reports whether it has the number of data in a database. */
    public boolean hasAccession() {
        return has(ACCESSION);
    }

    /**
     * Sets the number of data in a database.
     *
     * @param authority the database; may be null
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
            // Without the number there is no accession.
            record().unplaced("references", value + " (" + fault + ")");
            return;
        }
        part(accession, ReferenceAccession.class, "assigningAuthority", authority);
        node().set(ACCESSION, accession);
    }

    /** The link; null for none. */
    public String url() {
        return get(URL);
    }

    /** Sets the link; nothing for null. */
    public void url(WebUrl url) {
        value(URL, url);
    }

    /** The words that its parts make where it has no other: the families of its authors, year, volume, issue, page or number. */
    public String parts() {
        StringBuilder parts = new StringBuilder();
        node().path(AUTHORS).forEach(author -> parts.append(author.path(FAMILY).asText()));
        for (String part : new String[] {year(), volume(), issue(), firstPage(), articleNumber()}) {
            parts.append(part == null ? "" : (parts.isEmpty() ? "" : ", ") + part);
        }
        return parts.toString();
    }
}
