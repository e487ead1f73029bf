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

/** Draft of an article, to which an import reader adds the values of a source file. */
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

    /**
     * Record types of list entries, keyed by list name. A list entry is removed if it lacks a required member, because
     * that member was rejected or never set.
     */
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

    /** Statement that accompanies an article, for example about data availability. */
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

    /** Returns the article type, or null if not set. */
    public String type() {
        return own.get(TYPE);
    }

    /** Sets the article type to a vocabulary term, for example {@code research-article}. */
    public void type(String type) {
        own.exact(TYPE, type);
    }

    /** Returns the article language, or null if no language is set yet. */
    public String language() {
        return own.get(LANGUAGE);
    }

    /** Sets the article language. */
    public void language(String language) {
        own.value(LANGUAGE, language);
    }

    /** Returns the article's DOI, or null if not set. */
    public String doi() {
        return own.get(DOI);
    }

    /** Sets the article's DOI. Does nothing if the DOI is null. */
    public void doi(Doi doi) {
        own.value(DOI, doi);
    }

    /** Returns the article number, which replaces page numbers, or null if not set. */
    public String articleNumber() {
        return own.get(ARTICLE_NUMBER);
    }

    /** Sets the article number, which replaces page numbers. */
    public void articleNumber(String number) {
        own.text(ARTICLE_NUMBER, number);
    }

    /** Sets the position of the article within its section. */
    public void position(int position) {
        own.number(POSITION, position);
    }

    /** Excludes the article from publication, even if the import request asks for publication. */
    public void excludeFromPublication() {
        body().put(PUBLISH, false);
    }

    /** Returns the title, abstract and keywords in the language of the article. */
    public TextsDraft texts() {
        return texts;
    }

    /** Returns the title, abstract and keywords in another language. */
    public TextsDraft translation(String language) {
        ObjectNode translations = object(TRANSLATIONS);
        TextsDraft translation = TextsDraft.ofTranslation(this, translations.withObject("/" + language));
        refused()
                .note(
                        translations,
                        MemberRules.of(ArticleBody.class, TRANSLATIONS).faultOfCount(translations.size()));
        return translation;
    }

    /** Returns the title, abstract and keywords in the given language, which may be the language of the article. */
    public TextsDraft textsIn(String language) {
        return language.equals(language()) ? texts : translation(language);
    }

    /** Returns all identifiers of the article except the DOI, without their types. */
    public List<String> identifiers() {
        return body().path(IDENTIFIERS).findValuesAsText(VALUE);
    }

    /** Adds an identifier that is not a DOI, unless it is already present. */
    public void identifier(String type, String value) {
        own.identifierOnce(IDENTIFIERS, Identifier.class, type, value);
    }

    /** Adds a subject to the article. The subject scheme and the subject code may be null. */
    public void subject(String scheme, String code, String label) {
        DraftPart subject = new DraftPart(this, Subject.class);
        subject.text(SCHEME, scheme);
        subject.text(CODE, code);
        subject.text(LABEL, label);
        if (subject.has(LABEL)) {
            own.addOnce(SUBJECTS, subject);
        }
    }

    /** Returns the draft of the article's journal. */
    public JournalDraft journal() {
        return new JournalDraft(this, object(JOURNAL));
    }

    /** Returns the draft of the article's issue. */
    public IssueDraft issue() {
        return new IssueDraft(this, object(ISSUE));
    }

    /** Returns whether any data of the article's issue is set. */
    public boolean hasIssue() {
        return body().has(ISSUE);
    }

    /** Removes the issue from the article. */
    public void removeIssue() {
        body().remove(ISSUE);
    }

    /** Returns whether the article is in a section of its issue. */
    public boolean hasSection() {
        return body().has(SECTION);
    }

    /** Sets the title of the issue section that contains the article. */
    public void section(String title) {
        put(object(SECTION), TITLE, title);
    }

    /** Returns the first page of the article, or null if not set. */
    public String firstPage() {
        return body().path(PAGES).path(FIRST).textValue();
    }

    /** Returns the last page of the article, or null if not set. */
    public String lastPage() {
        return body().path(PAGES).path(LAST).textValue();
    }

    /**
     * Sets the first and last page of the article, which may be null. If the first page is null, the last page is
     * ignored.
     */
    public void pages(String first, String last) {
        DraftPart pages = new DraftPart(this, object(PAGES), Pages.class);
        pages.text(FIRST, first);
        if (pages.has(FIRST)) {
            pages.text(LAST, last);
        }
    }

    /**
     * Sets the first and last page of the article. The supplier of the last page is called only if the first page is
     * set.
     */
    public void pages(String first, Supplier<String> last) {
        pages(first, (String) null);
        if (firstPage() != null) {
            pages(firstPage(), last.get());
        }
    }

    /** Removes the page numbers from the article. */
    public void removePages() {
        body().remove(PAGES);
    }

    /** Returns the draft of the article's dates: receipt, acceptance and publication. */
    public DatesDraft dates() {
        return new DatesDraft(this, object(DATES));
    }

    /** Returns the draft of the article's license. */
    public LicenseDraft license() {
        return new LicenseDraft(this, object(LICENSE));
    }

    /**
     * Adds a funder to the article unless an equal funder is already present. A funder without any name is also added,
     * and later reported as unmapped.
     */
    public void funding(FundingDraft funding) {
        own.addOnce(FUNDING, funding);
    }

    /** Returns whether a statement of the article is set. */
    public boolean hasStatement(Statement statement) {
        return body().path(STATEMENTS).has(statement.member);
    }

    /**
     * Adds a paragraph to a statement of the article. Does nothing if the paragraph is null, blank or already present.
     * Many sources contain the same statement twice.
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
     * Adds a statement that has no separate member in the record, unless it is already present. Does nothing if the
     * text of the statement is null or blank. The type, title and language may be null.
     *
     * @param type vocabulary term
     */
    public void otherStatement(String type, String title, String text, String language, String where) {
        if (text == null || text.isBlank()) {
            return;
        }
        ObjectNode statements = object(STATEMENTS);
        if (statements.path(OTHERS).size() >= Statements.MAX_OTHERS) {
            unplaced(where, (title == null ? "" : title + " ") + text);
            return;
        }
        DraftPart statement = new DraftPart(this, OtherStatement.class);
        term(statement, type);
        statement.text(TITLE, title);
        statement.exact(TEXT, text);
        statement.value(LANGUAGE, language);
        if (isAbsent(statements, OTHERS, statement.node())) {
            statements.withArray("/" + OTHERS).add(statement.node());
        }
    }

    /**
     * Adds a note about the article or its authors unless it is already present. Notes about authors precede the
     * remaining notes. Does nothing if the text of the note is null or blank. The type, label and language may be null.
     *
     * @param type vocabulary term
     */
    public void note(String type, String label, String text, String language, String where) {
        if (text == null || text.isBlank()) {
            return;
        }
        if (body().path(NOTES).size() >= ArticleBody.MAX_NOTES) {
            unplaced(where, text);
            return;
        }
        DraftPart note = new DraftPart(this, Note.class);
        term(note, type);
        note.text(LABEL, label);
        note.exact(TEXT, text);
        note.value(LANGUAGE, language);
        if (isAbsent(body(), NOTES, note.node())) {
            ArrayNode notes = body().withArray("/" + NOTES);
            notes.insert(Note.AUTHOR_NOTE.equals(type) ? notesOnAuthors++ : notes.size(), note.node());
        }
    }

    /**
     * Adds a paragraph of correspondence details unless it is already present. Does nothing if the paragraph is null.
     */
    public void correspondence(String words) {
        own.paragraph(CORRESPONDENCE, words == null ? "" : SourceText.clean(words), CORRESPONDENCE);
    }

    /** Returns the correspondence details of the article, or null if not set. */
    public String correspondence() {
        return own.get(CORRESPONDENCE);
    }

    /**
     * Sets the running head of the article. If a different running head is already set, the new one is reported as
     * unmapped.
     */
    public void runningHead(String head, String where) {
        String clean = head == null ? "" : SourceText.clean(head);
        if (!own.has(RUNNING_HEAD)) {
            own.text(RUNNING_HEAD, clean);
        } else if (!clean.equals(own.get(RUNNING_HEAD))) {
            unplaced(where, clean);
        }
    }

    /**
     * Sets the article version to a NISO JAV term, for example {@code AM}. Does nothing for unknown terms and for the
     * version of record, which is the default.
     */
    public void articleVersion(String term) {
        if (Vocabulary.terms(ArticleVersion.class).containsKey(term)
                && !term.equals(Vocabulary.termOf(ArticleVersion.VERSION_OF_RECORD))) {
            own.exact(ARTICLE_VERSION, term);
        }
    }

    /**
     * Adds an additional abstract to the article. The type, title and language may be null.
     *
     * @param type vocabulary term
     * @param html abstract in HTML
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
        boolean isTooMuch = body().path(OTHER_ABSTRACTS).size() >= OtherAbstract.MAX_ABSTRACTS
                || lengthOfAbstracts + length > OtherAbstract.MAX_TOTAL_LENGTH;
        if (isTooMuch) {
            unplaced(where, other.summary());
        } else {
            lengthOfAbstracts += length;
            own.addOnce(OTHER_ABSTRACTS, other);
        }
    }

    /**
     * Adds an event to the publication history of the article unless it is already present. The date, DOI, URL and text
     * may be null.
     *
     * @param type vocabulary term
     * @param date date of the event
     */
    public void event(String type, String date, Doi doi, WebUrl url, String text, String where) {
        DraftPart event = new DraftPart(this, PublicationEvent.class);
        term(event, type);
        event.value(DATE, date);
        event.value(DOI, doi);
        event.value(URL, url);
        event.text(TEXT, text);
        if (body().path(HISTORY).size() >= ArticleBody.MAX_EVENTS) {
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

    /** Returns whether the article has a relation of the given type to the given DOI. */
    public boolean hasRelation(String type, Doi doi) {
        for (JsonNode relation : body().path(RELATIONS)) {
            if (type.equals(relation.path(TYPE).textValue())
                    && doi.toString().equalsIgnoreCase(relation.path(DOI).textValue())) {
                return true;
            }
        }
        return false;
    }

    /** Returns the contributors that have been added so far, as an unmodifiable list. */
    public List<ContributorDraft> contributors() {
        return Collections.unmodifiableList(contributors);
    }

    /**
     * Returns whether the article has the maximum number of contributors. Additional contributors are reported as
     * unmapped.
     */
    public boolean isAtMaxContributors() {
        return isFull(CONTRIBUTORS);
    }

    /** Adds a contributor to the article. */
    public void contributor(ContributorDraft contributor) {
        contributors.add(contributor);
        own.add(CONTRIBUTORS, contributor.node());
    }

    /**
     * Adds a reference if it identifies a work, otherwise reports it as unmapped. If the reference key is already used,
     * a number is appended to it.
     */
    public void reference(ReferenceDraft reference) {
        if (!reference.identifiesWork()) {
            unplaced(REFERENCES, reference.toString());
            return;
        }
        String key = reference.key();
        if (key != null) {
            reference.replaceKey(keys.add(key) ? key : uniqueKey(key));
        }
        own.add(REFERENCES, reference.node());
    }

    /** Returns the reference key with the next free number appended, for example {@code smith-2}. */
    private String uniqueKey(String key) {
        int number = nextNumbers.getOrDefault(key, 2);
        while (!keys.add(key + "-" + number)) {
            number++;
        }
        nextNumbers.put(key, number + 1);
        return key + "-" + number;
    }

    /**
     * Adds a relation to a related article unless it is already present.
     *
     * @param type vocabulary term
     * @param label description of the relation; may be null
     */
    public void relation(String type, Doi doi, String label) {
        DraftPart relation = new DraftPart(this, Relation.class);
        relation.exact(TYPE, type);
        relation.value(DOI, doi);
        relation.text(LABEL, label);
        own.addOnce(RELATIONS, relation);
    }

    /**
     * Adds a file to the article unless it is already present. The media type, label and language may be null.
     *
     * @param role vocabulary term
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
     * Adds a file that was supplied with the imported record and is already stored. The label and language may be null.
     *
     * @param role vocabulary term
     * @param size file size in bytes
     */
    public void storedFile(
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

    /**
     * Returns the import record of the article. Rejected values are removed and reported as unmapped. Only the article
     * title is required.
     */
    public ImportRecord record(long line) {
        return record(line, null, null);
    }

    /**
     * Returns the import record of the article with its unchanged source file. The source file and its media type may
     * be null.
     */
    public ImportRecord record(long line, byte[] source, String mediaType) {
        List<Finding> problems = finish();
        return new ImportRecord("article", body(), unplaced(), problems, line, source, mediaType);
    }

    /**
     * Returns the failed import record of a source that is not a readable article. The record contains the problem and
     * the unmapped values.
     */
    public ImportRecord failed(long line, Finding problem) {
        return new ImportRecord("article", body(), unplaced(), List.of(problem), line, null, null);
    }

    /**
     * Removes rejected values of the article and reports them. Returns the problems that prevent the import of the
     * article.
     */
    private List<Finding> finish() {
        AffiliationEmails.extract(contributors, this);
        prune();
        boolean hasTitle = texts.hasTitle();
        if (hasTitle) {
            takeOutRefused(JOURNAL);
            takeOutRefused(ISSUE);
        }
        removeRefused();
        return hasTitle
                ? List.of()
                : List.of(Finding.at("/title", "required", "A title is required, but the source contains none."));
    }

    /**
     * Removes rejected values of the journal or issue. Only values that are too long are rejected, because the journal
     * and the issue may already exist.
     */
    private void takeOutRefused(String member) {
        List<Finding> refused = new ArrayList<>(refused().in(body().path(member), "/" + member));
        refused.sort(BY_POINTER);
        refused.forEach(this::remove);
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

    /**
     * Returns the JSON Pointer to the contributor if its name is rejected, because a contributor without a name is
     * removed.
     */
    @Override
    JsonPointer removalPointer(JsonPointer refused) {
        String place = refused.toString();
        return place.matches("/contributors/\\d+/(?:family|name)") ? refused.head() : refused;
    }
}
