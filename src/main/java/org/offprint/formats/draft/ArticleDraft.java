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

/** Draft of an article, to which a reader adds the values of a source. */
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
     * Types of list entries, keyed by list. An entry that lacks a required member, because it was rejected or never
     * set, is removed.
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

    /** Statement that accompanies the text of an article. */
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

    /** Returns the type, or null if it is not set. */
    public String type() {
        return own.get(TYPE);
    }

    /** Sets the type to the given vocabulary term. */
    public void type(String type) {
        own.exact(TYPE, type);
    }

    /** Returns the language, or null if it is not set yet. */
    public String language() {
        return own.get(LANGUAGE);
    }

    /** Sets the language. */
    public void language(String language) {
        own.value(LANGUAGE, language);
    }

    /** Returns the DOI, or null if it is not set. */
    public String doi() {
        return own.get(DOI);
    }

    /** Sets the DOI. Does nothing if the value is null. */
    public void doi(Doi doi) {
        own.value(DOI, doi);
    }

    /** Returns the article number, which replaces pages, or null if it is not set. */
    public String articleNumber() {
        return own.get(ARTICLE_NUMBER);
    }

    /** Sets the article number, which replaces pages. */
    public void articleNumber(String number) {
        own.text(ARTICLE_NUMBER, number);
    }

    /** Sets the position of the article within its section. */
    public void position(int position) {
        own.number(POSITION, position);
    }

    /** Excludes the article from publication, even if the import requests publication. */
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

    /** Returns the values of all identifiers except the DOI. */
    public List<String> identifiers() {
        return body().path(IDENTIFIERS).findValuesAsText(VALUE);
    }

    /** Adds an identifier that is not a DOI, unless it is already present. */
    public void identifier(String type, String value) {
        own.identifierOnce(IDENTIFIERS, Identifier.class, type, value);
    }

    /** Adds a subject. Scheme and code may be null. */
    public void subject(String scheme, String code, String label) {
        DraftPart subject = new DraftPart(this, Subject.class);
        subject.text(SCHEME, scheme);
        subject.text(CODE, code);
        subject.text(LABEL, label);
        if (subject.has(LABEL)) {
            own.addOnce(SUBJECTS, subject);
        }
    }

    /** Returns the draft of the journal. */
    public JournalDraft journal() {
        return new JournalDraft(this, object(JOURNAL));
    }

    /** Returns the draft of the issue. */
    public IssueDraft issue() {
        return new IssueDraft(this, object(ISSUE));
    }

    /** Returns whether the issue has any data. */
    public boolean hasIssue() {
        return body().has(ISSUE);
    }

    /** Removes the issue. */
    public void removeIssue() {
        body().remove(ISSUE);
    }

    /** Returns whether a section is set. */
    public boolean hasSection() {
        return body().has(SECTION);
    }

    /** Sets the title of the section. */
    public void section(String title) {
        put(object(SECTION), TITLE, title);
    }

    /** Returns the first page, or null if it is not set. */
    public String firstPage() {
        return body().path(PAGES).path(FIRST).textValue();
    }

    /** Returns the last page, or null if it is not set. */
    public String lastPage() {
        return body().path(PAGES).path(LAST).textValue();
    }

    /** Sets the first and last page, each of which may be null. The last page is ignored if the first page is null. */
    public void pages(String first, String last) {
        DraftPart pages = new DraftPart(this, object(PAGES), Pages.class);
        pages.text(FIRST, first);
        if (pages.has(FIRST)) {
            pages.text(LAST, last);
        }
    }

    /** Sets the first and last page. The last page is requested from its supplier only if a first page is given. */
    public void pages(String first, Supplier<String> last) {
        pages(first, (String) null);
        if (firstPage() != null) {
            pages(firstPage(), last.get());
        }
    }

    /** Removes the pages. */
    public void removePages() {
        body().remove(PAGES);
    }

    /** Returns the dates of receipt, acceptance and publication. */
    public DatesDraft dates() {
        return new DatesDraft(this, object(DATES));
    }

    /** Returns the license terms. */
    public LicenseDraft license() {
        return new LicenseDraft(this, object(LICENSE));
    }

    /**
     * Adds a funder unless the same funder is already present. A funder without any name is also added, and later
     * reported as unplaced.
     */
    public void funding(FundingDraft funding) {
        own.addOnce(FUNDING, funding);
    }

    /**
     * Adds a paragraph to a statement. Does nothing if the text is null, blank or already present; many sources print a
     * statement twice.
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
     * Adds a statement of a type without a member, unless it is already present. Does nothing if the text is null or
     * blank.
     * @param type vocabulary term; type, title and language may be null
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
     * Adds a note on the article or its authors unless it is already present. Notes on authors precede all remaining
     * notes. Does nothing if the text is null or blank.
     * @param type vocabulary term; type, label and language may be null
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

    /** Adds correspondence details as a paragraph unless they are already present. Does nothing if the text is null. */
    public void correspondence(String words) {
        own.paragraph(CORRESPONDENCE, words == null ? "" : SourceText.clean(words), CORRESPONDENCE);
    }

    /** Returns the correspondence details, or null if they are not set. */
    public String correspondence() {
        return own.get(CORRESPONDENCE);
    }

    /**
     * Sets the running head. If a different running head is already set, the new running head is reported as unplaced.
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
     * Sets the article version to a NISO JAV term. Does nothing for unknown terms and for the version of record, which
     * is the default.
     */
    public void articleVersion(String term) {
        if (Vocabulary.terms(ArticleVersion.class).containsKey(term)
                && !term.equals(Vocabulary.termOf(ArticleVersion.VERSION_OF_RECORD))) {
            own.exact(ARTICLE_VERSION, term);
        }
    }

    /**
     * Adds an additional abstract, which may have a special type.
     * @param type vocabulary term; type, title and language may be null
     * @param html HTML in the form of abstracts
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
     * Adds an event in the publication history unless it is already present.
     * @param type vocabulary term
     * @param date date of the event; date, DOI, URL and text may be null
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

    /** Returns whether a relation of this type to this DOI is present. */
    public boolean hasRelation(String type, Doi doi) {
        for (JsonNode relation : body().path(RELATIONS)) {
            if (type.equals(relation.path(TYPE).textValue())
                    && doi.toString().equalsIgnoreCase(relation.path(DOI).textValue())) {
                return true;
            }
        }
        return false;
    }

    /** Returns the contributors added until now, as an unmodifiable list. */
    public List<ContributorDraft> contributors() {
        return Collections.unmodifiableList(contributors);
    }

    /**
     * Returns whether the maximum number of contributors is reached. Additional contributors are reported as unplaced.
     */
    public boolean isAtMaxContributors() {
        return isFull(CONTRIBUTORS);
    }

    /** Adds a contributor. */
    public void contributor(ContributorDraft contributor) {
        contributors.add(contributor);
        own.add(CONTRIBUTORS, contributor.node());
    }

    /**
     * Adds a reference if it identifies a work; otherwise it is reported as unplaced. If the key is already used, the
     * reference gets a new key derived from it.
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

    /** Returns the key with the lowest free number appended. The search skips numbers that were already assigned. */
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
     * @param type vocabulary term
     * @param label may be null
     */
    public void relation(String type, Doi doi, String label) {
        DraftPart relation = new DraftPart(this, Relation.class);
        relation.exact(TYPE, type);
        relation.value(DOI, doi);
        relation.text(LABEL, label);
        own.addOnce(RELATIONS, relation);
    }

    /**
     * Adds a file unless it is already present.
     * @param role vocabulary term
     * @param mediaType media type; media type, label and language may be null
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
     * Adds a file that was supplied with the record and is already stored.
     * @param role vocabulary term
     * @param label label of the file; label and language may be null
     * @param size size in bytes
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
     * Returns the record of the article. Rejected values are removed and reported as unplaced. Only the title is
     * required.
     */
    public ImportRecord record(long line) {
        return record(line, null, null);
    }

    /** Returns the record of the article with its unchanged source. The source and the media type may be null. */
    public ImportRecord record(long line, byte[] source, String mediaType) {
        List<Finding> problems = finish();
        return new ImportRecord("article", body(), unplaced(), problems, line, source, mediaType);
    }

    /**
     * Returns the failed record of a source that is not a readable article. The failed record contains the problem and
     * the unplaced values.
     */
    public ImportRecord failed(long line, Finding problem) {
        return new ImportRecord("article", body(), unplaced(), List.of(problem), line, null, null);
    }

    /** Removes and reports rejected values. Returns the problems that prevent the import of the article. */
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
                : List.of(Finding.at("/title", "required", "A title is required, but the source names none."));
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

    /** Returns the contributor instead of its name, because a contributor without a name is removed. */
    @Override
    JsonPointer removalPointer(JsonPointer refused) {
        String place = refused.toString();
        return place.matches("/contributors/\\d+/(?:family|name)") ? refused.head() : refused;
    }
}
