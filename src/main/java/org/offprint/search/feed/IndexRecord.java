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

/**
 * A record as an index takes it: what it says, by what it is found, counted and sorted, and what a list shows of it.
 */
public final class IndexRecord {

    private final RecordKind kind;
    private final String key;
    private final List<Written> texts = new ArrayList<>();
    private final Map<TermField, Set<String>> terms = new EnumMap<>(TermField.class);
    private final Map<TermField, Set<String>> counted = new EnumMap<>(TermField.class);
    private final List<Spelled> spellings = new ArrayList<>();
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

    /** The record of this kind with this key: its id, or the key of a person or keyword. */
    public IndexRecord(RecordKind kind, String key) {
        this.kind = kind;
        this.key = key;
    }

    /**
     * A text of the record.
     *
     * @param language ISO 639, as the stemmers are named; null where it is not known or does not matter
     * @param parts the text; of a person the given and the family name
     */
    public record Written(FullTextField field, String language, List<String> parts) {}

    /** The spelling of a counted value in the record. */
    public record Spelled(TermField field, String value, String spelling) {}

    /** Adds a text; null and empty ones are passed over. */
    public IndexRecord text(FullTextField field, String language, String text) {
        if (text != null && !text.isBlank()) {
            texts.add(new Written(field, language, List.of(text)));
        }
        return this;
    }

    /** Adds the name of a person, whose given name may be null. */
    public IndexRecord person(FullTextField field, String given, String family) {
        if (family != null) {
            texts.add(new Written(field, null, given == null ? List.of(family) : List.of(given, family)));
        }
        return this;
    }

    /** Can be found by this value, in its normal form; null is passed over. */
    public IndexRecord term(TermField field, Object value) {
        if (value != null) {
            terms.computeIfAbsent(field, absent -> new LinkedHashSet<>()).add(value.toString());
        }
        return this;
    }

    /** Can be found by this value and is counted by it; null is passed over. */
    public IndexRecord counted(TermField field, Object value) {
        if (value != null) {
            counted.computeIfAbsent(field, absent -> new LinkedHashSet<>()).add(value.toString());
        }
        return term(field, value);
    }

    /** Adds a counted value with its spelling; the most used spelling becomes its label. */
    public IndexRecord spelled(TermField field, String value, String spelling) {
        spellings.add(new Spelled(field, value, spelling));
        return this;
    }

    /** Names this identifier, as {@link #identifier} writes it. */
    public IndexRecord names(SearchQuery.Scheme scheme, Object value) {
        if (value != null) {
            identifiers.add(identifier(scheme, value.toString()));
        }
        return this;
    }

    /** Adds an identifier of the record itself. */
    public IndexRecord isIdentifiedBy(SearchQuery.Scheme scheme, Object value) {
        if (value != null) {
            ownIdentifiers.add(identifier(scheme, value.toString()));
        }
        return names(scheme, value);
    }

    /** The one text of an identifier among those of all schemes. */
    public static String identifier(SearchQuery.Scheme scheme, String value) {
        return scheme.name() + ":" + value;
    }

    /** Adds a date; null is passed over. */
    public IndexRecord date(DateField field, Instant date) {
        if (date != null) {
            dates.put(field, date);
        }
        return this;
    }

    /** Adds a presence where it is true. */
    public IndexRecord has(Presence what, boolean present) {
        if (present) {
            has.add(what);
        }
        return this;
    }

    /** Sorts by this number; opposite orders share it. */
    public IndexRecord sort(SortOrder order, long number) {
        numbers.put(order, number);
        return this;
    }

    /** Sorts by this text: titles and names by their collation, others by their bytes. */
    public IndexRecord sort(SortOrder order, String text) {
        sortTexts.put(order, text);
        return this;
    }

    /** Sets the label for facets and the item for lists; both may be null. */
    public IndexRecord shown(String name, byte[] json) {
        label = name;
        item = json;
        return this;
    }

    /** Sets the organizations merged into this one, as a list of JSON; null for none. */
    public IndexRecord merged(byte[] json) {
        merged = json;
        return this;
    }

    /** Marks the record as suggested, the earlier the more articles it stands for. */
    public IndexRecord suggested(long byArticles) {
        articles = byArticles;
        return this;
    }

    /** Sets whether editors find it in place of the published record. */
    public IndexRecord covering(boolean published) {
        covering = published;
        return this;
    }

    /**
     * Sets the text of the article itself.
     *
     * @param made of the file with this hash; null where there is none
     * @param text null where it is not ready
     * @param language of what does not say its own
     */
    public IndexRecord fullText(String made, ArticleText text, String language) {
        source = made;
        fullText = text;
        textLanguage = language;
        return this;
    }

    /** Returns the hash of the file that the text is made of; null where there is none. */
    public String source() {
        return source;
    }

    /** Reports whether it has a text that is not ready yet. */
    public boolean isAwaitingText() {
        return source != null && fullText == null;
    }

    /** Returns the text of the article, a part for each language; read anew each time, because it may be long. */
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

    public List<Written> texts() {
        return Collections.unmodifiableList(texts);
    }

    public Map<TermField, Set<String>> terms() {
        return Collections.unmodifiableMap(terms);
    }

    public Map<TermField, Set<String>> counted() {
        return Collections.unmodifiableMap(counted);
    }

    public List<Spelled> spellings() {
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

    /** Returns the number of articles it stands for; null where it is not suggested. */
    public Long articles() {
        return articles;
    }

    /** Reports whether it covers, for editors, what readers have of the same record. */
    public boolean isCovering() {
        return covering;
    }
}
