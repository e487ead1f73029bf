package org.offprint.search.opensearch.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.lucene.documents.PrefixTerms;
import org.offprint.search.lucene.documents.RecordDocuments;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.mapping.Mapping;

/** Converts Lucene documents to OpenSearch documents. */
public final class ClusterDocuments {

    private ClusterDocuments() {}

    /**
     * Returns the OpenSearch document of a record.
     *
     * @param covered whether editors see a working copy instead of this published record
     */
    public static Map<String, Object> of(IndexRecord record, boolean covered) {
        Document document = RecordDocuments.of(record);
        Map<String, Object> fields = new LinkedHashMap<>();
        for (IndexableField field : document) {
            add(field, record, fields);
        }
        if (covered) {
            fields.put(ClusterFields.COVERED, true);
        }
        return fields;
    }

    private static void add(IndexableField field, IndexRecord record, Map<String, Object> fields) {
        String name = ClusterFields.name(field.name());
        try {
            switch (Mapping.current().form(field.name())) {
                case "counts" -> {
                    if (FieldNames.isSuggested(field.name())) {
                        addPrefixes(field, record, fields);
                    } else {
                        fields.put(name, weighted(stream(field)));
                    }
                }
                case "places" -> fields.put(name, placed(stream(field)));
                case "number", "long" -> {
                    long number = field.numericValue().longValue();
                    fields.put(name, ClusterFields.isTime(field.name()) ? (Object) QueryJson.time(number) : number);
                }
                case "sorted-term" -> fields.put(name, ClusterFields.term(field.name(), field.binaryValue()));
                case "binary" -> {
                    BytesRef bytes = field.binaryValue();
                    fields.put(
                            name,
                            Base64.getEncoder()
                                    .encodeToString(Arrays.copyOfRange(
                                            bytes.bytes, bytes.offset, bytes.offset + bytes.length)));
                }
                case "sorted" -> fields.put(name, field.binaryValue().utf8ToString());
                case "stored" -> {
                    values(fields, name).add(text(field));
                    if (ClusterFields.isSplitByLength(field.name())) {
                        fields.put(ClusterFields.LONG, true);
                    }
                }
                default -> values(fields, name).add(text(field));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object> values(Map<String, Object> fields, String name) {
        return (List<Object>) fields.computeIfAbsent(name, absent -> new ArrayList<>());
    }

    private static String text(IndexableField field) {
        return field.stringValue() == null ? field.binaryValue().utf8ToString() : field.stringValue();
    }

    private static TokenStream stream(IndexableField field) throws IOException {
        TokenStream stream = field.tokenStream(null, null);
        stream.reset();
        return stream;
    }

    /** Returns the words of a token stream, each followed by the word's weight. */
    private static String weighted(TokenStream stream) throws IOException {
        BytesTermAttribute term = stream.getAttribute(BytesTermAttribute.class);
        TermFrequencyAttribute frequency = stream.getAttribute(TermFrequencyAttribute.class);
        StringJoiner words = new StringJoiner(" ");
        while (stream.incrementToken()) {
            words.add(ClusterFields.word(term.getBytesRef().utf8ToString())
                    + ClusterFields.SEPARATOR
                    + frequency.getTermFrequency());
        }
        return words.toString();
    }

    /**
     * Returns each text of a field as one string, in which the terms at the same position are joined by a separator.
     */
    private static List<String> placed(TokenStream stream) throws IOException {
        BytesTermAttribute term = stream.getAttribute(BytesTermAttribute.class);
        PositionIncrementAttribute increment = stream.getAttribute(PositionIncrementAttribute.class);
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (stream.incrementToken()) {
            int moved = increment.getPositionIncrement();
            if (moved > 1 && !text.isEmpty()) {
                texts.add(text.toString());
                text.setLength(0);
            }
            if (!text.isEmpty()) {
                text.append(moved == 0 ? ClusterFields.SEPARATOR : ' ');
            }
            text.append(ClusterFields.word(term.getBytesRef().utf8ToString()));
        }
        texts.add(text.toString());
        return texts;
    }

    /**
     * Adds the prefix terms of a suggested record. Terms whose weight exceeds the minimum weight of the record are also
     * added to a separate field.
     */
    private static void addPrefixes(IndexableField field, IndexRecord record, Map<String, Object> fields)
            throws IOException {
        int usual = PrefixTerms.minWeight(record);
        fields.put(ClusterFields.WORTH, usual);
        TokenStream stream = stream(field);
        BytesTermAttribute term = stream.getAttribute(BytesTermAttribute.class);
        TermFrequencyAttribute frequency = stream.getAttribute(TermFrequencyAttribute.class);
        List<Object> all = values(fields, ClusterFields.name(field.name()));
        List<Object> weighty = values(fields, ClusterFields.weighty(field.name()));
        while (stream.incrementToken()) {
            String prefix = term.getBytesRef().utf8ToString();
            all.add(prefix);
            if (frequency.getTermFrequency() > usual) {
                weighty.add(prefix);
            }
        }
    }
}
