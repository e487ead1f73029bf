package org.offprint.search.lucene;

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
import org.offprint.search.Entry;
import org.offprint.search.Entry.Written;
import org.offprint.search.Kind;
import org.offprint.search.Order;
import org.offprint.search.TextField;

/** Makes documents of Lucene of entries. */
final class Documents {

    /** A Lucene term has at most 32,766 bytes; nothing that is compared whole is this long. */
    private static final int LONGEST_TERM = 8_000;

    private static final FieldType PLACES = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, false);
    private static final FieldType COUNTS = type(IndexOptions.DOCS_AND_FREQS, false);
    private static final FieldType BEGINNINGS = type(IndexOptions.DOCS_AND_FREQS, true);

    private Documents() {}

    static Document of(Entry entry) {
        Document document = new Document();
        Kind kind = entry.kind();
        document.add(new StringField(Fields.KIND, kind.name(), Field.Store.NO));
        document.add(new StringField(Fields.RECORD, Fields.record(kind, entry.key()), Field.Store.NO));
        if (entry.isCovering()) {
            document.add(new StringField(Fields.COVERED, Fields.record(kind, entry.key()), Field.Store.NO));
        }
        document.add(new SortedDocValuesField(Fields.KEY, new BytesRef(entry.key())));
        if (Fields.hasUuids(kind)) {
            UUID id = UUID.fromString(entry.key());
            document.add(new NumericDocValuesField(Fields.KEY_HIGH, Fields.inOrder(id.getMostSignificantBits())));
            document.add(new NumericDocValuesField(Fields.KEY_LOW, Fields.inOrder(id.getLeastSignificantBits())));
        }
        if (entry.item() != null && entry.item().length <= Fields.LONGEST_ITEM) {
            document.add(new BinaryDocValuesField(Fields.ITEM, new BytesRef(entry.item())));
        } else if (entry.item() != null) {
            document.add(new StoredField(Fields.LONG_ITEM, entry.item()));
        }
        // Of very many it is found by its own names alone when affiliations are matched.
        if (entry.merged() != null && entry.merged().length <= Fields.LONGEST_ITEM) {
            document.add(new BinaryDocValuesField(Fields.MERGED, new BytesRef(entry.merged())));
        }
        if (entry.label() != null) {
            StoredTextFields.add(Fields.LABEL, List.of(entry.label()), document);
        }
        addTerms(entry, document);
        addOrder(entry, document);
        addTexts(entry, document);
        if (entry.articles() != null) {
            document.add(new NumericDocValuesField(Fields.ARTICLES, entry.articles()));
            document.add(new Field(Fields.suggested(kind), Streams.ofCounts(Beginnings.of(entry)), BEGINNINGS));
        }
        return document;
    }

    private static void addTerms(Entry entry, Document document) {
        Kind kind = entry.kind();
        entry.terms()
                .forEach((field, values) -> values.forEach(value -> add(document, Fields.term(kind, field), value)));
        entry.counted().forEach((field, values) -> values.stream()
                .filter(Documents::isShort)
                .forEach(value ->
                        document.add(new SortedSetDocValuesField(Fields.counted(kind, field), new BytesRef(value)))));
        for (Entry.Spelled spelled : entry.spellings()) {
            add(document, Fields.spelling(kind, spelled.field()), spelled.value() + '\0' + spelled.spelling());
            if (TallyEntries.isTallied(spelled.field())) {
                document.add(new StoredField(Fields.TALLIED, spelled.field().name() + '\0' + spelled.value()));
            }
        }
        entry.identifiers().forEach(identifier -> add(document, Fields.identifiers(kind), identifier));
        entry.ownIdentifiers().forEach(identifier -> {
            add(document, Fields.ownIdentifiers(kind), identifier);
            document.add(new StoredField(Fields.OWN, identifier));
        });
        entry.has().forEach(what -> add(document, Fields.has(kind), what.word()));
        entry.dates().forEach((field, date) -> addLong(document, Fields.date(kind, field), date.toEpochMilli()));
    }

    private static void add(Document document, String field, String value) {
        if (isShort(value)) {
            document.add(new StringField(field, value, Field.Store.NO));
        }
    }

    private static boolean isShort(String value) {
        return value.length() <= LONGEST_TERM;
    }

    private static void addOrder(Entry entry, Document document) {
        entry.numbers().forEach((order, number) -> addLong(document, Fields.order(entry.kind(), order), number));
        entry.sortTexts().forEach((order, text) -> {
            String field = Fields.order(entry.kind(), order);
            BytesRef key = order == Order.TITLE || order == Order.NAME
                    ? CollationKeys.collated(text)
                    : new BytesRef(text.getBytes(StandardCharsets.UTF_8));
            document.add(new SortedDocValuesField(field, key));
            // Indexed too: what is called exactly so is found by it.
            document.add(new StringField(field, key, Field.Store.NO));
            addLong(document, Fields.beginning(entry.kind(), order), CollationKeys.beginning(key));
        });
    }

    private static void addLong(Document document, String field, long number) {
        document.add(new NumericDocValuesField(field, number));
        document.add(new LongPoint(field, number));
    }

    private static void addTexts(Entry entry, Document document) {
        Map<TextField, Streams.Places> streams = new EnumMap<>(TextField.class);
        Map<TextField, List<String>> stored = new EnumMap<>(TextField.class);
        for (Written written : entry.texts()) {
            TextField field = written.field();
            List<String> languages = written.language() == null ? List.of() : List.of(written.language());
            streams.computeIfAbsent(field, absent -> new Streams.Places()).add(places(written), languages);
            if (field == TextField.TITLE || field == TextField.ABSTRACT) {
                stored.computeIfAbsent(field, absent -> new ArrayList<>())
                        .add(written.parts().get(0));
            }
        }
        stored.forEach((field, texts) -> StoredTextFields.add(Fields.stored(field), texts, document));
        WordCounts all = new WordCounts();
        streams.forEach((field, places) -> {
            document.add(new Field(Fields.places(entry.kind(), field), places, PLACES));
            places.count(Weights.of(field), all);
        });
        document.add(new Field(Fields.anywhere(entry.kind()), Streams.of(all), COUNTS));
    }

    private static List<Place> places(Written written) {
        return Weights.isName(written.field())
                ? Names.places(written.parts())
                : Words.ofText(written.parts().get(0));
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
