package org.offprint.search.lucene.documents;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.feed.IndexRecord.Written;
import org.offprint.search.feed.PersonAndKeywordRecords;
import org.offprint.search.lucene.analysis.NameTokens;
import org.offprint.search.lucene.analysis.TextTokenizer;
import org.offprint.search.lucene.analysis.Token;
import org.offprint.search.lucene.mapping.CollationKeys;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.mapping.FieldWeight;
import org.offprint.search.lucene.mapping.StoredTextFields;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;

/** Makes documents of Lucene of entries. */
public final class RecordDocuments {

    /** A Lucene term has at most 32,766 bytes; nothing that is compared whole is this long. */
    private static final int LONGEST_TERM = 8_000;

    private static final FieldType PLACES = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, false);
    private static final FieldType COUNTS = type(IndexOptions.DOCS_AND_FREQS, false);
    private static final FieldType BEGINNINGS = type(IndexOptions.DOCS_AND_FREQS, true);

    private RecordDocuments() {}

    public static Document of(IndexRecord entry) {
        Document document = new Document();
        RecordKind kind = entry.kind();
        document.add(new StringField(FieldNames.KIND, kind.name(), Field.Store.NO));
        document.add(new StringField(FieldNames.RECORD, FieldNames.record(kind, entry.key()), Field.Store.NO));
        if (entry.isCovering()) {
            document.add(new StringField(FieldNames.COVERED, FieldNames.record(kind, entry.key()), Field.Store.NO));
        }
        document.add(new SortedDocValuesField(FieldNames.KEY, new BytesRef(entry.key())));
        if (FieldNames.hasUuids(kind)) {
            UUID id = UUID.fromString(entry.key());
            document.add(
                    new NumericDocValuesField(FieldNames.KEY_HIGH, FieldNames.inOrder(id.getMostSignificantBits())));
            document.add(
                    new NumericDocValuesField(FieldNames.KEY_LOW, FieldNames.inOrder(id.getLeastSignificantBits())));
        }
        if (entry.item() != null && entry.item().length <= FieldNames.LONGEST_ITEM) {
            document.add(new BinaryDocValuesField(FieldNames.ITEM, new BytesRef(entry.item())));
        } else if (entry.item() != null) {
            document.add(new StoredField(FieldNames.LONG_ITEM, entry.item()));
        }
        // Of very many it is found by its own names alone when affiliations are matched.
        if (entry.merged() != null && entry.merged().length <= FieldNames.LONGEST_ITEM) {
            document.add(new BinaryDocValuesField(FieldNames.MERGED, new BytesRef(entry.merged())));
        }
        if (entry.label() != null) {
            StoredTextFields.add(FieldNames.LABEL, List.of(entry.label()), document);
        }
        addTerms(entry, document);
        addOrder(entry, document);
        addTexts(entry, document);
        if (entry.articles() != null) {
            document.add(new NumericDocValuesField(FieldNames.ARTICLES, entry.articles()));
            document.add(
                    new Field(FieldNames.suggested(kind), TermStreams.ofCounts(PrefixTerms.of(entry)), BEGINNINGS));
        }
        return document;
    }

    private static void addTerms(IndexRecord entry, Document document) {
        RecordKind kind = entry.kind();
        entry.terms()
                .forEach(
                        (field, values) -> values.forEach(value -> add(document, FieldNames.term(kind, field), value)));
        entry.counted().forEach((field, values) -> values.stream()
                .filter(RecordDocuments::isShort)
                .forEach(value -> document.add(
                        new SortedSetDocValuesField(FieldNames.counted(kind, field), new BytesRef(value)))));
        for (IndexRecord.Spelled spelled : entry.spellings()) {
            add(document, FieldNames.spelling(kind, spelled.field()), spelled.value() + '\0' + spelled.spelling());
            if (PersonAndKeywordRecords.isTallied(spelled.field())) {
                document.add(new StoredField(FieldNames.TALLIED, spelled.field().name() + '\0' + spelled.value()));
            }
        }
        entry.identifiers().forEach(identifier -> add(document, FieldNames.identifiers(kind), identifier));
        entry.ownIdentifiers().forEach(identifier -> {
            add(document, FieldNames.ownIdentifiers(kind), identifier);
            document.add(new StoredField(FieldNames.OWN, identifier));
        });
        entry.has().forEach(what -> add(document, FieldNames.has(kind), what.word()));
        entry.dates().forEach((field, date) -> addLong(document, FieldNames.date(kind, field), date.toEpochMilli()));
    }

    private static void add(Document document, String field, String value) {
        if (isShort(value)) {
            document.add(new StringField(field, value, Field.Store.NO));
        }
    }

    private static boolean isShort(String value) {
        return value.length() <= LONGEST_TERM;
    }

    private static void addOrder(IndexRecord entry, Document document) {
        entry.numbers().forEach((order, number) -> addLong(document, FieldNames.order(entry.kind(), order), number));
        entry.sortTexts().forEach((order, text) -> {
            String field = FieldNames.order(entry.kind(), order);
            BytesRef key = order == SortOrder.TITLE || order == SortOrder.NAME
                    ? CollationKeys.collated(text)
                    : new BytesRef(text.getBytes(StandardCharsets.UTF_8));
            document.add(new SortedDocValuesField(field, key));
            // Indexed too: what is called exactly so is found by it.
            document.add(new StringField(field, key, Field.Store.NO));
            addLong(document, FieldNames.beginning(entry.kind(), order), CollationKeys.beginning(key));
        });
    }

    private static void addLong(Document document, String field, long number) {
        document.add(new NumericDocValuesField(field, number));
        document.add(new LongPoint(field, number));
    }

    private static void addTexts(IndexRecord entry, Document document) {
        Map<FullTextField, TermStreams.Places> streams = new EnumMap<>(FullTextField.class);
        Map<FullTextField, List<String>> stored = new EnumMap<>(FullTextField.class);
        for (Written written : entry.texts()) {
            FullTextField field = written.field();
            List<String> languages = written.language() == null ? List.of() : List.of(written.language());
            streams.computeIfAbsent(field, absent -> new TermStreams.Places()).add(places(written), languages);
            if (field == FullTextField.TITLE || field == FullTextField.ABSTRACT) {
                stored.computeIfAbsent(field, absent -> new ArrayList<>())
                        .add(written.parts().get(0));
            }
        }
        stored.forEach((field, texts) -> StoredTextFields.add(FieldNames.stored(field), texts, document));
        WeightedTermCounts all = new WeightedTermCounts();
        streams.forEach((field, places) -> {
            document.add(new Field(FieldNames.places(entry.kind(), field), places, PLACES));
            places.count(FieldWeight.of(field), all);
        });
        document.add(new Field(FieldNames.anywhere(entry.kind()), TermStreams.of(all), COUNTS));
    }

    private static List<Token> places(Written written) {
        return FieldWeight.isName(written.field())
                ? NameTokens.places(written.parts())
                : TextTokenizer.ofText(written.parts().get(0));
    }

    private static FieldType type(IndexOptions options, boolean omitNorms) {
        FieldType type = new FieldType();
        type.setOmitNorms(omitNorms);
        type.setIndexOptions(options);
        type.setTokenized(true);
        type.freeze();
        return type;
    }
}
