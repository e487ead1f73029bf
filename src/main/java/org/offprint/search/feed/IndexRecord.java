package org.offprint.search.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.Presence;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/** Record to be indexed: searchable texts, terms, facet values, sort keys and the JSON item that lists return. */
public final class IndexRecord {

    private final RecordKind kind;
    private final String key;
    private final List<IndexedText> texts = new ArrayList<>();
    private final Map<TermField, Set<String>> terms = new EnumMap<>(TermField.class);
    private final Map<TermField, Set<String>> counted = new EnumMap<>(TermField.class);
    private final List<ValueSpelling> spellings = new ArrayList<>();
    private final Set<String> identifiers = new LinkedHashSet<>();
    private final Set<String> ownIdentifiers = new LinkedHashSet<>();
    private final Map<DateField, Instant> dates = new EnumMap<>(DateField.class);
    private final Set<Presence> has = EnumSet.noneOf(Presence.class);
    private final Map<SortOrder, Long> numbers = new EnumMap<>(SortOrder.class);
    private final Map<SortOrder, String> sortTexts = new EnumMap<>(SortOrder.class);
    private String label;
    private byte[] item;
    private byte[] merged;
    private Long articles;
    private boolean covering;
    private String source;
    private ArticleText fullText;
    private String textLanguage;

    /** Creates an index record. The key is the id of the record, or the index key of a person or keyword. */
    public IndexRecord(RecordKind kind, String key) {
        this.kind = kind;
        this.key = key;
    }

    /**
     * Searchable text of an index record, for example a title.
     *
     * @param language ISO 639 code, as used by the stemmers; null if the language is unknown or irrelevant
     * @param parts the text; for a person, the given name and the family name
     */
    public record IndexedText(FullTextField field, String language, List<String> parts) {}

    /** Spelling of a facet value in an index record. */
    public record ValueSpelling(TermField field, String value, String spelling) {}

    /** Adds a searchable text. Null and blank texts are ignored. */
    public IndexRecord text(FullTextField field, String language, String text) {
        if (text != null && !text.isBlank()) {
            texts.add(new IndexedText(field, language, List.of(text)));
        }
        return this;
    }

    /** Adds the name of a person to the searchable text. The given name may be null. */
    public IndexRecord person(FullTextField field, String given, String family) {
        if (family != null) {
            texts.add(new IndexedText(field, null, given == null ? List.of(family) : List.of(given, family)));
        }
        return this;
    }

    /** Adds a normalized value for filters. A null value is ignored. */
    public IndexRecord term(TermField field, Object value) {
        if (value != null) {
            terms.computeIfAbsent(field, absent -> new LinkedHashSet<>()).add(value.toString());
        }
        return this;
    }

    /** Adds a normalized value for filters and facets. A null value is ignored. */
    public IndexRecord counted(TermField field, Object value) {
        if (value != null) {
            counted.computeIfAbsent(field, absent -> new LinkedHashSet<>()).add(value.toString());
        }
        return term(field, value);
    }

    /** Adds the spelling of a facet value. The most frequent spelling is used as the label of the facet value. */
    public IndexRecord spelled(TermField field, String value, String spelling) {
        spellings.add(new ValueSpelling(field, value, spelling));
        return this;
    }

    /**
     * Adds an identifier that the record mentions, in the form returned by {@link #identifier}. A null identifier is
     * ignored.
     */
    public IndexRecord names(SearchQuery.Scheme scheme, Object value) {
        if (value != null) {
            identifiers.add(identifier(scheme, value.toString()));
        }
        return this;
    }

    /** Adds an identifier of the record itself. A null identifier is ignored. */
    public IndexRecord isIdentifiedBy(SearchQuery.Scheme scheme, Object value) {
        if (value != null) {
            ownIdentifiers.add(identifier(scheme, value.toString()));
        }
        return names(scheme, value);
    }

    /** Returns the indexed form of an identifier, which is unique across all identifier schemes. */
    public static String identifier(SearchQuery.Scheme scheme, String value) {
        return scheme.name() + ":" + value;
    }

    /** Adds a date to the index record. A null date is ignored. */
    public IndexRecord date(DateField field, Instant date) {
        if (date != null) {
            dates.put(field, date);
        }
        return this;
    }

    /** Records that the given member is present if {@code present} is true. */
    public IndexRecord has(Presence what, boolean present) {
        if (present) {
            has.add(what);
        }
        return this;
    }

    /** Sets the number by which the record is sorted. A sort order and its reverse share one number. */
    public IndexRecord sort(SortOrder order, long number) {
        numbers.put(order, number);
        return this;
    }

    /**
     * Sets the string by which the record is sorted. Titles and names are sorted by collation, all other strings by
     * their bytes.
     */
    public IndexRecord sort(SortOrder order, String text) {
        sortTexts.put(order, text);
        return this;
    }

    /** Sets the label that facets display and the JSON item that lists return. Either argument may be null. */
    public IndexRecord shown(String name, byte[] json) {
        label = name;
        item = json;
        return this;
    }

    /** Sets the organizations merged into this organization, as a JSON array; null if no organization was merged. */
    public IndexRecord merged(byte[] json) {
        merged = json;
        return this;
    }

    /** Includes the record in search suggestions. Records with more articles are suggested first. */
    public IndexRecord suggested(long byArticles) {
        articles = byArticles;
        return this;
    }

    /** Sets whether this index record replaces the published record in editors' searches. */
    public IndexRecord covering(boolean published) {
        covering = published;
        return this;
    }

    /**
     * Sets the full text of the article.
     *
     * @param made hash of the file from which the full text is extracted; null if there is no such file
     * @param text the full text; null if it is not extracted yet
     * @param language language of the parts that do not state a language
     */
    public IndexRecord fullText(String made, ArticleText text, String language) {
        source = made;
        fullText = text;
        textLanguage = language;
        return this;
    }

    /** Returns the hash of the file from which the full text is extracted, or null if there is no such file. */
    public String source() {
        return source;
    }

    /** Returns whether the record has a full text that is not extracted yet. */
    public boolean isAwaitingText() {
        return source != null && fullText == null;
    }

    /**
     * Returns the full text of the article, one part per language. Each call decompresses the full text again, because
     * it can be too long to keep in memory.
     */
    public List<ArticleText.Part> fullText() {
        return fullText == null
                ? List.of()
                : fullText.parts().stream()
                        .map(part -> part.language() == null ? new ArticleText.Part(textLanguage, part.words()) : part)
                        .toList();
    }

    public RecordKind kind() {
        return kind;
    }

    public String key() {
        return key;
    }

    public List<IndexedText> texts() {
        return Collections.unmodifiableList(texts);
    }

    public Map<TermField, Set<String>> terms() {
        return Collections.unmodifiableMap(terms);
    }

    public Map<TermField, Set<String>> counted() {
        return Collections.unmodifiableMap(counted);
    }

    public List<ValueSpelling> spellings() {
        return Collections.unmodifiableList(spellings);
    }

    public Set<String> identifiers() {
        return Collections.unmodifiableSet(identifiers);
    }

    public Set<String> ownIdentifiers() {
        return Collections.unmodifiableSet(ownIdentifiers);
    }

    public Map<DateField, Instant> dates() {
        return Collections.unmodifiableMap(dates);
    }

    public Set<Presence> has() {
        return Collections.unmodifiableSet(has);
    }

    public Map<SortOrder, Long> numbers() {
        return Collections.unmodifiableMap(numbers);
    }

    public Map<SortOrder, String> sortTexts() {
        return Collections.unmodifiableMap(sortTexts);
    }

    public String label() {
        return label;
    }

    public byte[] item() {
        return item;
    }

    public byte[] merged() {
        return merged;
    }

    /** Returns the number of articles of the record, or null if the record is not part of search suggestions. */
    public Long articles() {
        return articles;
    }

    /** Returns whether this index record replaces the published record in editors' searches. */
    public boolean isCovering() {
        return covering;
    }
}
