package org.offprint.search.lucene.mapping;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.offprint.search.SearchIndex.NotReadyException;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/**
 * The fields of an index's documents, and their forms. The mapping stands in the commit, so that the code of another
 * version can tell which questions the index answers while a new one is built. A field that comes to mean something
 * else gets another name or another form.
 */
public final class Mapping {

    private static final String VERSION = "mapping";
    private static final String FORM = "fields.";

    /** Version of an index that two versions have written. */
    private static final int MIXED = 0;

    /** Fields without which there is no list, and nothing can be replaced. */
    private static final List<String> ESSENTIAL = List.of(
            FieldNames.KIND,
            FieldNames.RECORD,
            FieldNames.COVERED,
            FieldNames.KEY,
            FieldNames.KEY_HIGH,
            FieldNames.KEY_LOW,
            FieldNames.ITEM,
            FieldNames.LONG_ITEM);

    private static final Mapping PRESENT = new Mapping(FieldNames.MAPPING, presentForms());

    private final int version;
    private final Map<String, String> forms;

    private Mapping(int version, Map<String, String> forms) {
        this.version = version;
        this.forms = forms;
    }

    /** Returns the mapping that is written now. */
    public static Mapping present() {
        return PRESENT;
    }

    /** Reads the mapping of a commit; null where the index is not whole, or does not say which fields it has. */
    public static Mapping ofCommit(Map<String, String> data) {
        Map<String, String> forms = new HashMap<>();
        data.forEach((key, names) -> {
            if (key.startsWith(FORM)) {
                for (String name : names.split(" ")) {
                    forms.put(name, key.substring(FORM.length()));
                }
            }
        });
        if (forms.isEmpty()) {
            return null;
        }
        Mapping mapping = new Mapping(Integer.parseInt(data.get(VERSION)), forms);
        return mapping.isPresent() ? PRESENT : mapping;
    }

    /** Writes the mapping for the commit of a whole index. */
    public Map<String, String> toCommit() {
        Map<String, String> data = forms.entrySet().stream()
                .collect(Collectors.groupingBy(
                        form -> FORM + form.getValue(),
                        Collectors.mapping(Map.Entry::getKey, Collectors.joining(" "))));
        data.put(VERSION, Integer.toString(version));
        return data;
    }

    /** Returns the form of a field; null where there is none. */
    public String form(String field) {
        return forms.get(field);
    }

    /** Returns the forms of all fields. */
    public Map<String, String> forms() {
        return Collections.unmodifiableMap(forms);
    }

    /** Returns the number of the meaning of the fields, which changes where their forms stay as they are. */
    public int version() {
        return version;
    }

    /** Reports whether an index of it is as one that is built now. */
    public boolean isPresent() {
        return version == PRESENT.version && forms.equals(PRESENT.forms);
    }

    /** Reports whether an index of it can serve until another is built. */
    public boolean canServe() {
        return ESSENTIAL.stream().allMatch(this::has);
    }

    /** Returns the mapping of an index that this version writes on: the fields that both have in the same form. */
    public Mapping mixed() {
        return isPresent()
                ? this
                : new Mapping(
                        MIXED,
                        forms.entrySet().stream()
                                .filter(form -> has(form.getKey()))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Returns the fields that both have in the same form. */
    public Mapping and(Mapping other) {
        if (isPresent()) {
            return other;
        }
        return other.isPresent()
                ? this
                : new Mapping(
                        MIXED,
                        forms.entrySet().stream()
                                .filter(form -> form.getValue().equals(other.forms.get(form.getKey())))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Reports whether it has this field as it is asked and written now. */
    public boolean has(String field) {
        String form = forms.get(field);
        return form != null && form.equals(PRESENT.forms.get(field));
    }

    /** Returns a document without the fields that its index has not in this form; nothing asks for them then. */
    public Document fitting(Document document) {
        if (this == PRESENT) {
            return document;
        }
        Document fitting = new Document();
        for (IndexableField field : document) {
            if (has(field.name())) {
                fitting.add(field);
            } else {
                StoredTextFields.ofQuick(field).stream()
                        .filter(text -> has(text.name()))
                        .forEach(fitting::add);
            }
        }
        return fitting;
    }

    /** @throws NotReadyException where it does not have this field */
    public void require(String field) {
        if (this != PRESENT && !has(field)) {
            throw new NotReadyException("The index of this node was made by another version and lacks something that"
                    + " this asks for. A new one is being built and will answer soon.");
        }
    }

    /** @throws NotReadyException where it does not have all fields that this asks */
    public void require(Query query) {
        if (this != PRESENT) {
            query.visit(new QueryVisitor() {
                @Override
                public boolean acceptField(String field) {
                    require(field);
                    return true;
                }

                @Override
                public QueryVisitor getSubVisitor(BooleanClause.Occur occur, Query parent) {
                    return this;
                }
            });
        }
    }

    private static Map<String, String> presentForms() {
        Map<String, String> forms = new TreeMap<>();
        Set.of(FieldNames.KIND, FieldNames.RECORD, FieldNames.COVERED, FieldNames.AWAITED)
                .forEach(name -> forms.put(name, "term"));
        Set.of(FieldNames.LONG_ITEM, FieldNames.LABEL, FieldNames.OWN, FieldNames.TALLIED)
                .forEach(name -> forms.put(name, "stored"));
        Set.of(FieldNames.ITEM, FieldNames.MERGED, FieldNames.SOURCE).forEach(name -> forms.put(name, "binary"));
        forms.put(FieldNames.KEY, "sorted");
        Set.of(FieldNames.KEY_HIGH, FieldNames.KEY_LOW).forEach(name -> forms.put(name, "number"));
        forms.put(FieldNames.ARTICLES, "number");
        for (FullTextField field : Set.of(FullTextField.TITLE, FullTextField.ABSTRACT)) {
            forms.put(FieldNames.stored(field), "stored");
            forms.put(FieldNames.quick(FieldNames.stored(field)), "binary");
        }
        forms.put(FieldNames.quick(FieldNames.LABEL), "binary");
        for (RecordKind kind : RecordKind.values()) {
            addForms(kind, forms);
        }
        return forms;
    }

    /** Adds every field for every kind: unused ones are neither written nor asked for. */
    private static void addForms(RecordKind kind, Map<String, String> forms) {
        forms.put(FieldNames.suggested(kind), "counts");
        forms.put(FieldNames.anywhere(kind), "counts");
        forms.put(FieldNames.identifiers(kind), "term");
        forms.put(FieldNames.ownIdentifiers(kind), "term");
        forms.put(FieldNames.has(kind), "term");
        for (FullTextField field : FullTextField.values()) {
            if (field != FullTextField.ANY) {
                forms.put(FieldNames.words(kind, field), FieldWeight.hasPlaces(field) ? "places" : "counts");
            }
        }
        for (TermField field : TermField.values()) {
            forms.put(FieldNames.term(kind, field), "term");
            forms.put(FieldNames.counted(kind, field), "set");
            forms.put(FieldNames.spelling(kind, field), "term");
        }
        for (DateField field : DateField.values()) {
            forms.put(FieldNames.date(kind, field), "long");
        }
        for (SortOrder order : SortOrder.values()) {
            if (order.isOf(kind) && order != SortOrder.RELEVANCE) {
                boolean isNumber = FieldNames.isNumber(kind, order);
                String number = order == SortOrder.MOST_CITED ? "number" : "long";
                forms.put(FieldNames.order(kind, order), isNumber ? number : "sorted-term");
                if (!isNumber) {
                    forms.put(FieldNames.beginning(kind, order), "long");
                }
            }
        }
    }
}
