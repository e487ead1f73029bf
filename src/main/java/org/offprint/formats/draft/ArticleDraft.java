package org.offprint.formats.draft;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.SourceText;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.json.MemberRules;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ArticleBody.Identifier;
import org.offprint.kernel.record.ArticleBody.Note;
import org.offprint.kernel.record.ArticleBody.OtherStatement;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.ArticleBody.PublicationEvent;
import org.offprint.kernel.record.ArticleBody.Statements;
import org.offprint.kernel.record.ArticleBody.Subject;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.ArticleVersion;
import org.offprint.kernel.record.Funding;
import org.offprint.kernel.record.OtherAbstract;
import org.offprint.kernel.record.Relation;

/** An article while a reader fills it. */
public final class ArticleDraft extends Draft {

    private static final String TYPE = "type";
    private static final String LANGUAGE = "language";
    private static final String DOI = "doi";
    private static final String VALUE = "value";
    private static final String URL = "url";
    private static final String LABEL = "label";
    private static final String TITLE = "title";
    private static final String IDENTIFIERS = "identifiers";
    private static final String SUBJECTS = "subjects";
    private static final String SCHEME = "scheme";
    private static final String CODE = "code";
    private static final String TRANSLATIONS = "translations";
    private static final String CONTRIBUTORS = "contributors";
    private static final String JOURNAL = "journal";
    private static final String ISSUE = "issue";
    private static final String SECTION = "section";
    private static final String PAGES = "pages";
    private static final String FIRST = "first";
    private static final String LAST = "last";
    private static final String ARTICLE_NUMBER = "articleNumber";
    private static final String DATES = "dates";
    private static final String LICENSE = "license";
    private static final String FUNDING = "funding";
    private static final String STATEMENTS = "statements";
    private static final String REFERENCES = "references";
    private static final String RELATIONS = "relations";
    private static final String FILES = "files";
    private static final String ROLE = "role";
    private static final String MEDIA_TYPE = "mediaType";
    private static final String POSITION = "position";
    private static final String PUBLISH = "publish";
    private static final String RUNNING_HEAD = "runningHead";
    private static final String OTHER_ABSTRACTS = "otherAbstracts";
    private static final String ARTICLE_VERSION = "articleVersion";
    private static final String HISTORY = "publicationHistory";
    private static final String DATE = "date";
    private static final String TEXT = "text";
    private static final String OTHERS = "others";
    private static final String CORRESPONDENCE = "correspondence";
    private static final String NOTES = "notes";

    /** The types of the entries that lack something that they need where a value is refused, or never was set, by their lists. */
    private static final Map<String, Class<? extends Record>> ENTRIES = Map.of(
            IDENTIFIERS,
            Identifier.class,
            SUBJECTS,
            Subject.class,
            FUNDING,
            Funding.class,
            HISTORY,
            PublicationEvent.class,
            NOTES,
            Note.class,
            RELATIONS,
            Relation.class,
            FILES,
            ArticleFile.class);

    private final TextsDraft texts = TextsDraft.ofArticle(this);
    private final List<ContributorDraft> contributors = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final Map<String, Integer> nextNumbers = new HashMap<>();
    private int lengthOfAbstracts;
    private int notesOnAuthors;

    /** A statement beside the text of an article. */
    public enum Statement {
        DATA_AVAILABILITY("dataAvailability"),
        CONFLICT_OF_INTEREST("conflictOfInterest"),
        ETHICS("ethics"),
        ACKNOWLEDGEMENTS("acknowledgements"),
        FUNDING("funding"),
        AUTHOR_CONTRIBUTIONS("authorContributions");

        private final String member;

        Statement(String member) {
            this.member = member;
        }
    }

    private final DraftPart own = new DraftPart(this, body(), ArticleBody.class);

    /** The type; null for none. */
    public String type() {
        return own.get(TYPE);
    }

    /** Sets the type by its term. */
    public void type(String type) {
        own.exact(TYPE, type);
    }

    /** The language; null for none yet. */
    public String language() {
        return own.get(LANGUAGE);
    }

    /** Sets the language. */
    public void language(String language) {
        own.value(LANGUAGE, language);
    }

    /** The DOI; null for none. */
    public String doi() {
        return own.get(DOI);
    }

    /** Sets the DOI; nothing for null. */
    public void doi(Doi doi) {
        own.value(DOI, doi);
    }

    /** The number that stands in for pages; null for none. */
    public String articleNumber() {
        return own.get(ARTICLE_NUMBER);
    }

    /** Sets the number that stands in for pages. */
    public void articleNumber(String number) {
        own.text(ARTICLE_NUMBER, number);
    }

    /** Sets its place within its section. */
    public void position(int position) {
        own.number(POSITION, position);
    }

    /** Tells that it is not to be published, whatever the import asks for. */
    public void unpublished() {
        body().put(PUBLISH, false);
    }

    /** Title, abstract and keywords in the language of the article. */
    public TextsDraft texts() {
        return texts;
    }

    /** Title, abstract and keywords in another language. */
    public TextsDraft translation(String language) {
        ObjectNode translations = object(TRANSLATIONS);
        TextsDraft translation = TextsDraft.ofTranslation(this, translations.withObject("/" + language));
        refused()
                .note(
                        translations,
                        MemberRules.of(ArticleBody.class, TRANSLATIONS).faultOfCount(translations.size()));
        return translation;
    }

    /** Title, abstract and keywords in a language, be it that of the article. */
    public TextsDraft textsIn(String language) {
        return language.equals(language()) ? texts : translation(language);
    }

    /** The values of identifiers other than the DOI. */
    public List<String> identifiers() {
        return body().path(IDENTIFIERS).findValuesAsText(VALUE);
    }

    /** Adds an identifier other than the DOI; one that is there already is added once. */
    public void identifier(String type, String value) {
        own.identifierOnce(IDENTIFIERS, Identifier.class, type, value);
    }

    /** Adds a subject; scheme and code may be null. */
    public void subject(String scheme, String code, String label) {
        DraftPart subject = new DraftPart(this, Subject.class);
        subject.text(SCHEME, scheme);
        subject.text(CODE, code);
        subject.text(LABEL, label);
        if (subject.has(LABEL)) {
            own.addOnce(SUBJECTS, subject);
        }
    }

    /** The journal that it is in. */
    public JournalDraft journal() {
        return new JournalDraft(this, object(JOURNAL));
    }

    /** The issue that it is in. */
    public IssueDraft issue() {
        return new IssueDraft(this, object(ISSUE));
    }

    /** Reports whether anything is said of its issue. */
    public boolean hasIssue() {
        return body().has(ISSUE);
    }

    /** Forgets its issue. */
    public void withoutIssue() {
        body().remove(ISSUE);
    }

    /** Reports whether it names a section. */
    public boolean hasSection() {
        return body().has(SECTION);
    }

    /** Sets the title of its section. */
    public void section(String title) {
        put(object(SECTION), TITLE, title);
    }

    /** The first page; null for none. */
    public String firstPage() {
        return body().path(PAGES).path(FIRST).textValue();
    }

    /** The last page; null for none. */
    public String lastPage() {
        return body().path(PAGES).path(LAST).textValue();
    }

    /** Sets the pages; the last counts where there is a first, and both may be null. */
    public void pages(String first, String last) {
        DraftPart pages = new DraftPart(this, object(PAGES), Pages.class);
        pages.text(FIRST, first);
        if (pages.has(FIRST)) {
            pages.text(LAST, last);
        }
    }

    /** Sets the pages; for the last one is asked where there is a first. */
    public void pages(String first, Supplier<String> last) {
        pages(first, (String) null);
        if (firstPage() != null) {
            pages(firstPage(), last.get());
        }
    }

    /** Forgets the pages. */
    public void withoutPages() {
        body().remove(PAGES);
    }

    /** When it was received, accepted and published. */
    public DatesDraft dates() {
        return new DatesDraft(this, object(DATES));
    }

    /** Under what terms it may be used. */
    public LicenseDraft license() {
        return new LicenseDraft(this, object(LICENSE));
    }

    /** Adds a funder, once; one without anything that names it too, so that it is told. */
    public void funding(FundingDraft funding) {
        own.addOnce(FUNDING, funding);
    }

    /**
     * Adds a paragraph to a statement; nothing for a text that is null or blank, or that is there already, as many print
     * one twice.
     */
    public void statement(Statement statement, String text) {
        if (statement == Statement.FUNDING && text != null && text.contains("\n\n")) {
            for (String paragraph : text.split("\n\n")) {
                statement(statement, paragraph);
            }
        } else if (text != null && !text.isBlank()) {
            new DraftPart(this, object(STATEMENTS), Statements.class)
                    .paragraph(statement.member, text, statement.member);
        }
    }

    /**
     * Adds a statement of another kind, once; nothing for a text that is null or blank.
     *
     * @param type a term; null for none, like title and language
     */
    public void otherStatement(String type, String title, String text, String language, String where) {
        if (text == null || text.isBlank()) {
            return;
        }
        ObjectNode statements = object(STATEMENTS);
        if (statements.path(OTHERS).size() >= Statements.MOST_OTHERS) {
            unplaced(where, (title == null ? "" : title + " ") + text);
            return;
        }
        DraftPart statement = new DraftPart(this, OtherStatement.class);
        term(statement, type);
        statement.text(TITLE, title);
        statement.exact(TEXT, text);
        statement.value(LANGUAGE, language);
        if (isToBeAdded(statements, OTHERS, statement.node())) {
            statements.withArray("/" + OTHERS).add(statement.node());
        }
    }

    /**
     * Adds a note on the article or its authors, those on the authors first, once; nothing for a text that is null or blank.
     *
     * @param type a term; null for none, like label and language
     */
    public void note(String type, String label, String text, String language, String where) {
        if (text == null || text.isBlank()) {
            return;
        }
        if (body().path(NOTES).size() >= ArticleBody.MOST_NOTES) {
            unplaced(where, text);
            return;
        }
        DraftPart note = new DraftPart(this, Note.class);
        term(note, type);
        note.text(LABEL, label);
        note.exact(TEXT, text);
        note.value(LANGUAGE, language);
        if (isToBeAdded(body(), NOTES, note.node())) {
            ArrayNode notes = body().withArray("/" + NOTES);
            notes.insert(Note.OF_AUTHORS.equals(type) ? notesOnAuthors++ : notes.size(), note.node());
        }
    }

    /** Adds words of correspondence as a paragraph, once; nothing for null. */
    public void correspondence(String words) {
        own.paragraph(CORRESPONDENCE, words == null ? "" : SourceText.clean(words), CORRESPONDENCE);
    }

    /** Returns the words of correspondence; null for none. */
    public String correspondence() {
        return own.get(CORRESPONDENCE);
    }

    /** Sets the title in short, once; another one is told. */
    public void runningHead(String head, String where) {
        String clean = head == null ? "" : SourceText.clean(head);
        if (!own.has(RUNNING_HEAD)) {
            own.text(RUNNING_HEAD, clean);
        } else if (!clean.equals(own.get(RUNNING_HEAD))) {
            unplaced(where, clean);
        }
    }

    /** Sets the version of the journal article by its term of NISO JAV; the version of record is said of none. */
    public void articleVersion(String term) {
        if (Vocabulary.terms(ArticleVersion.class).containsKey(term)
                && !term.equals(Vocabulary.termOf(ArticleVersion.VERSION_OF_RECORD))) {
            own.exact(ARTICLE_VERSION, term);
        }
    }

    /**
     * Adds an abstract of another kind or a further one.
     *
     * @param type a term; null for none, like title and language
     * @param html as of abstracts
     */
    public void otherAbstract(String type, String language, String title, String html, String where) {
        TextsDraft other = TextsDraft.ofOtherAbstract(this);
        other.text(TYPE, termOrNull(type));
        if (language != null && !language.equals(language())) {
            other.value(LANGUAGE, language);
        }
        other.text(TITLE, title);
        other.summary(html, where);
        if (!other.hasSummary()) {
            return;
        }
        int length = other.summary().length();
        boolean isTooMuch = body().path(OTHER_ABSTRACTS).size() >= OtherAbstract.MOST
                || lengthOfAbstracts + length > OtherAbstract.LONGEST_TOGETHER;
        if (isTooMuch) {
            unplaced(where, other.summary());
        } else {
            lengthOfAbstracts += length;
            own.addOnce(OTHER_ABSTRACTS, other);
        }
    }

    /**
     * Adds something that happened to the article, once.
     *
     * @param type a term
     * @param date null for none, like DOI, URL and text
     */
    public void event(String type, String date, Doi doi, WebUrl url, String text, String where) {
        DraftPart event = new DraftPart(this, PublicationEvent.class);
        term(event, type);
        event.value(DATE, date);
        event.value(DOI, doi);
        event.value(URL, url);
        event.text(TEXT, text);
        if (body().path(HISTORY).size() >= ArticleBody.MOST_EVENTS) {
            unplaced(where, event.toString());
        } else {
            own.addOnce(HISTORY, event);
        }
    }

    private static void term(DraftPart into, String type) {
        into.text(TYPE, termOrNull(type));
    }

    private static String termOrNull(String type) {
        String term = type == null ? "" : SourceText.term(type);
        return term.isEmpty() ? null : term;
    }

    /** Reports whether a relation of this type to this article is there. */
    public boolean hasRelation(String type, Doi doi) {
        for (JsonNode relation : body().path(RELATIONS)) {
            if (type.equals(relation.path(TYPE).textValue())
                    && doi.toString().equalsIgnoreCase(relation.path(DOI).textValue())) {
                return true;
            }
        }
        return false;
    }

    /** Returns the contributors so far. */
    public List<ContributorDraft> contributors() {
        return Collections.unmodifiableList(contributors);
    }

    /**
     * Reports whether there are as many contributors as any article can have: one that comes then is told as not
     * placed.
     */
    public boolean isFullOfContributors() {
        return isFull(CONTRIBUTORS);
    }

    /** Adds one who contributed. */
    public void contributor(ContributorDraft contributor) {
        contributors.add(contributor);
        own.add(CONTRIBUTORS, contributor.node());
    }

    /** Adds a reference if it says anything, under its key or, where another has it, one made of it. */
    public void reference(ReferenceDraft reference) {
        if (!reference.says()) {
            unplaced(REFERENCES, reference.toString());
            return;
        }
        String key = reference.key();
        if (key != null) {
            reference.replaceKey(keys.add(key) ? key : numbered(key));
        }
        own.add(REFERENCES, reference.node());
    }

    /** The first key of this one with a number that no reference has; numbers that were given are not tried again. */
    private String numbered(String key) {
        int number = nextNumbers.getOrDefault(key, 2);
        while (!keys.add(key + "-" + number)) {
            number++;
        }
        nextNumbers.put(key, number + 1);
        return key + "-" + number;
    }

    /**
     * Adds a relation to another article, once.
     *
     * @param type by its term
     * @param label null for none
     */
    public void relation(String type, Doi doi, String label) {
        DraftPart relation = new DraftPart(this, Relation.class);
        relation.exact(TYPE, type);
        relation.value(DOI, doi);
        relation.text(LABEL, label);
        own.addOnce(RELATIONS, relation);
    }

    /**
     * Adds a file, once.
     *
     * @param role by its term
     * @param mediaType null for none, like label and language
     */
    public void file(String role, String mediaType, String label, WebUrl url, String language) {
        DraftPart file = new DraftPart(this, ArticleFile.class);
        file.exact(ROLE, role);
        file.text(MEDIA_TYPE, mediaType);
        file.text(LABEL, label);
        file.value(URL, url);
        file.value(LANGUAGE, language);
        own.addOnce(FILES, file);
    }

    /**
     * Adds a file that came with the record and is stored.
     *
     * @param role by its term
     * @param label null for none, like language
     * @param size in bytes
     */
    public void heldFile(
            String role, String mediaType, String label, String name, String sha256, long size, String language) {
        DraftPart file = new DraftPart(this, ArticleFile.class);
        file.exact(ROLE, role);
        file.text(MEDIA_TYPE, mediaType);
        file.text(LABEL, label);
        file.number("size", size);
        file.text("sha256", sha256);
        file.value(LANGUAGE, language);
        file.text("name", name);
        own.addOnce(FILES, file);
    }

    /** The record; what its type refuses is taken out and told, and only a title is needed. */
    public ImportRecord record(long line) {
        return record(line, null, null);
    }

    /** The record with its source as it was in the file; both may be null. */
    public ImportRecord record(long line, byte[] source, String mediaType) {
        List<Finding> problems = finish();
        return new ImportRecord("article", body(), unplaced(), problems, line, source, mediaType);
    }

    /** The record of a source that cannot be read as an article: nothing but why, and what it holds. */
    public ImportRecord unread(long line, Finding problem) {
        return new ImportRecord("article", body(), unplaced(), List.of(problem), line, null, null);
    }

    /** Takes out and tells what does not fit, and finds what keeps the article from being imported. */
    private List<Finding> finish() {
        AffiliationEmails.takeOut(contributors, this);
        prune();
        boolean hasTitle = texts.hasTitle();
        if (hasTitle) {
            takeOutRefused(JOURNAL);
            takeOutRefused(ISSUE);
        }
        takeOutRefused();
        return hasTitle ? List.of() : List.of(Finding.at("/title", "required", "The source names no title."));
    }

    /** Of what a record names by natural keys only what is too long was noted. */
    private void takeOutRefused(String member) {
        List<Finding> refused = new ArrayList<>(refused().in(body().path(member), "/" + member));
        refused.sort(BY_PLACE);
        refused.forEach(this::takeOut);
    }

    @Override
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (!refused().isEmpty()) {
            body().properties().forEach(member -> {
                if (!member.getKey().equals(JOURNAL) && !member.getKey().equals(ISSUE)) {
                    findings.addAll(refused().in(member.getValue(), "/" + member.getKey()));
                }
            });
        }
        ENTRIES.forEach((member, type) -> {
            JsonNode list = body().path(member);
            for (int i = 0; i < list.size(); i++) {
                findings.addAll(missing(list.get(i), type, "/" + member + "/" + i));
            }
        });
        JsonNode others = body().path(STATEMENTS).path(OTHERS);
        for (int i = 0; i < others.size(); i++) {
            findings.addAll(missing(others.get(i), OtherStatement.class, "/" + STATEMENTS + "/" + OTHERS + "/" + i));
        }
        if (body().has(PAGES)) {
            findings.addAll(missing(body().path(PAGES), Pages.class, "/" + PAGES));
        }
        return findings;
    }

    /** Without a name there is nobody. */
    @Override
    JsonPointer placeOf(JsonPointer refused) {
        String place = refused.toString();
        return place.matches("/contributors/\\d+/(?:family|name)") ? refused.head() : refused;
    }
}
