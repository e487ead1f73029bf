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
import org.offprint.search.feed.ArticleText;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.feed.IndexRecord.IndexedText;
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

/** Converts index records to Lucene documents. */
public final class RecordDocuments {

    /**
     * Maximum length of an indexed term, in UTF-16 code units. Longer values are not indexed. Lucene limits terms to
     * 32,766 bytes, and values that are compared as a whole are much shorter.
     */
    private static final int MAX_TERM_LENGTH = 8_000;

    private static final FieldType POSITIONS = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, false);
    private static final FieldType COUNTS = type(IndexOptions.DOCS_AND_FREQS, false);
    private static final FieldType PREFIXES = type(IndexOptions.DOCS_AND_FREQS, true);

    private RecordDocuments() {}

    public static Document of(IndexRecord record) {
        Document document = new Document();
        RecordKind kind = record.kind();
        document.add(new StringField(FieldNames.KIND, kind.name(), Field.Store.NO));
        document.add(new StringField(FieldNames.RECORD, FieldNames.record(kind, record.key()), Field.Store.NO));
        if (record.isCovering()) {
            document.add(new StringField(FieldNames.COVERED, FieldNames.record(kind, record.key()), Field.Store.NO));
        }
        document.add(new SortedDocValuesField(FieldNames.KEY, new BytesRef(record.key())));
        if (FieldNames.hasUuids(kind)) {
            UUID id = UUID.fromString(record.key());
            document.add(
                    new NumericDocValuesField(FieldNames.KEY_HIGH, FieldNames.inOrder(id.getMostSignificantBits())));
            document.add(
                    new NumericDocValuesField(FieldNames.KEY_LOW, FieldNames.inOrder(id.getLeastSignificantBits())));
        }
        if (record.item() != null && record.item().length <= FieldNames.MAX_ITEM_LENGTH) {
            document.add(new BinaryDocValuesField(FieldNames.ITEM, new BytesRef(record.item())));
        } else if (record.item() != null) {
            document.add(new StoredField(FieldNames.LONG_ITEM, record.item()));
        }
        // If very many organizations were merged into one organization, printed affiliations are matched only with its
        // own names.
        if (record.merged() != null && record.merged().length <= FieldNames.MAX_ITEM_LENGTH) {
            document.add(new BinaryDocValuesField(FieldNames.MERGED, new BytesRef(record.merged())));
        }
        if (record.label() != null) {
            StoredTextFields.add(FieldNames.LABEL, List.of(record.label()), document);
        }
        if (record.source() != null) {
            document.add(new BinaryDocValuesField(FieldNames.SOURCE, new BytesRef(record.source())));
        }
        if (record.isAwaitingText()) {
            document.add(new StringField(FieldNames.AWAITED, FieldNames.TEXT, Field.Store.NO));
        }
        addTerms(record, document);
        addOrder(record, document);
        addTexts(record, document);
        if (record.articles() != null) {
            document.add(new NumericDocValuesField(FieldNames.ARTICLES, record.articles()));
            document.add(new Field(FieldNames.suggested(kind), TermStreams.ofCounts(PrefixTerms.of(record)), PREFIXES));
        }
        return document;
    }

    private static void addTerms(IndexRecord record, Document document) {
        RecordKind kind = record.kind();
        record.terms()
                .forEach(
                        (field, values) -> values.forEach(value -> add(document, FieldNames.term(kind, field), value)));
        record.counted().forEach((field, values) -> values.stream()
                .filter(RecordDocuments::isShort)
                .forEach(value -> document.add(
                        new SortedSetDocValuesField(FieldNames.counted(kind, field), new BytesRef(value)))));
        for (IndexRecord.ValueSpelling spelled : record.spellings()) {
            add(document, FieldNames.spelling(kind, spelled.field()), spelled.value() + '\0' + spelled.spelling());
            if (PersonAndKeywordRecords.isTallied(spelled.field())) {
                document.add(new StoredField(FieldNames.TALLIED, spelled.field().name() + '\0' + spelled.value()));
            }
        }
        record.identifiers().forEach(identifier -> add(document, FieldNames.identifiers(kind), identifier));
        record.ownIdentifiers().forEach(identifier -> {
            add(document, FieldNames.ownIdentifiers(kind), identifier);
            document.add(new StoredField(FieldNames.OWN, identifier));
        });
        record.has().forEach(what -> add(document, FieldNames.has(kind), what.word()));
        record.dates().forEach((field, date) -> addLong(document, FieldNames.date(kind, field), date.toEpochMilli()));
    }

    private static void add(Document document, String field, String value) {
        if (isShort(value)) {
            document.add(new StringField(field, value, Field.Store.NO));
        }
    }

    private static boolean isShort(String value) {
        return value.length() <= MAX_TERM_LENGTH;
    }

    private static void addOrder(IndexRecord record, Document document) {
        record.numbers().forEach((order, number) -> {
            String field = FieldNames.order(record.kind(), order);
            if (order == SortOrder.MOST_CITED) {
                // Citation counts are updated in place, which Lucene supports only for doc values.
                document.add(new NumericDocValuesField(field, number));
            } else {
                addLong(document, field, number);
            }
        });
        record.sortTexts().forEach((order, text) -> {
            String field = FieldNames.order(record.kind(), order);
            BytesRef key = order == SortOrder.TITLE || order == SortOrder.NAME
                    ? CollationKeys.collated(text)
                    : new BytesRef(text.getBytes(StandardCharsets.UTF_8));
            document.add(new SortedDocValuesField(field, key));
            // The sort key is also indexed, so that records can be found by their exact title or name.
            document.add(new StringField(field, key, Field.Store.NO));
            addLong(document, FieldNames.beginning(record.kind(), order), CollationKeys.beginning(key));
        });
    }

    private static void addLong(Document document, String field, long number) {
        document.add(new NumericDocValuesField(field, number));
        document.add(new LongPoint(field, number));
    }

    private static void addTexts(IndexRecord record, Document document) {
        Map<FullTextField, TermStreams.Positions> streams = new EnumMap<>(FullTextField.class);
        Map<FullTextField, List<String>> stored = new EnumMap<>(FullTextField.class);
        for (IndexedText written : record.texts()) {
            FullTextField field = written.field();
            List<String> languages = written.language() == null ? List.of() : List.of(written.language());
            streams.computeIfAbsent(field, absent -> new TermStreams.Positions())
                    .add(tokens(written), languages);
            if (field == FullTextField.TITLE || field == FullTextField.ABSTRACT) {
                stored.computeIfAbsent(field, absent -> new ArrayList<>())
                        .add(written.parts().get(0));
            }
        }
        for (ArticleText.Part part : record.fullText()) {
            List<String> languages = part.language() == null ? List.of() : List.of(part.language());
            TermStreams.Positions words =
                    streams.computeIfAbsent(FullTextField.FULLTEXT, absent -> new TermStreams.Positions());
            part.words().lines().forEach(paragraph -> words.add(TextTokenizer.ofText(paragraph), languages));
        }
        stored.forEach((field, texts) -> StoredTextFields.add(FieldNames.stored(field), texts, document));
        WeightedTermCounts all = new WeightedTermCounts();
        streams.forEach((field, positions) -> {
            String name = FieldNames.words(record.kind(), field);
            if (FieldWeight.hasPositions(field)) {
                document.add(new Field(name, positions, POSITIONS));
                positions.count(field, all);
            } else {
                WeightedTermCounts own = new WeightedTermCounts();
                positions.count(field, own);
                document.add(new Field(name, TermStreams.of(own), COUNTS));
            }
        });
        document.add(new Field(FieldNames.anywhere(record.kind()), TermStreams.of(all), COUNTS));
    }

    private static List<Token> tokens(IndexedText written) {
        return FieldWeight.isName(written.field())
                ? NameTokens.tokens(written.parts())
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
