package org.offprint.search.lucene;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.offprint.search.Kind;
import org.offprint.search.Suggestion;
import org.offprint.search.TermField;
import org.offprint.search.TextField;

/** What is shown of a record that is suggested. */
final class Suggested {

    private final Snapshot snapshot;
    private final List<Place> typed;

    Suggested(Snapshot snapshot, List<Place> typed) {
        this.snapshot = snapshot;
        this.typed = typed;
    }

    Suggestion of(Kind kind, int doc) throws IOException {
        List<LeafReaderContext> leaves = snapshot.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        int inLeaf = doc - leaf.docBase;
        var keys = DocValues.getSorted(leaf.reader(), Fields.KEY);
        keys.advanceExact(inLeaf);
        String key = keys.lookupOrd(keys.ordValue()).utf8ToString();
        String titles = Fields.stored(TextField.TITLE);
        Set<String> shown = kind == Kind.ARTICLE ? Set.of(Fields.LABEL, titles) : Set.of(Fields.LABEL);
        StoredTexts texts = new StoredTexts(snapshot, shown);
        String label = texts.one(Fields.LABEL, doc);
        return switch (kind) {
            case ARTICLE -> new Suggestion(kind, key, title(texts.of(titles, doc), label), null);
            case ISSUE -> new Suggestion(kind, key, label, null);
            case JOURNAL -> new Suggestion(kind, key, label, articles(kind, TermField.JOURNAL_ID, key));
            case AFFILIATION -> new Suggestion(kind, key, label, articles(kind, TermField.AFFILIATION_ID, key));
            case PERSON, KEYWORD -> {
                snapshot.require(Fields.ARTICLES);
                var articles = DocValues.getNumeric(leaf.reader(), Fields.ARTICLES);
                yield new Suggestion(kind, key, label, articles.advanceExact(inLeaf) ? articles.longValue() : 0);
            }
        };
    }

    /** As many as the list of articles with this filter has. */
    private long articles(Kind kind, TermField field, String key) throws IOException {
        return snapshot.ledToOnce(
                kind, key, () -> snapshot.count(new Translation(snapshot, Kind.ARTICLE).oneOf(field, Set.of(key))));
    }

    /** Of the titles in several languages the one that was typed. */
    private String title(List<String> titles, String label) {
        for (String title : titles) {
            Set<String> words = new HashSet<>();
            Words.ofText(title).forEach(place -> words.addAll(place.exact()));
            boolean hasAll =
                    typed.stream().allMatch(place -> words.stream().anyMatch(word -> word.startsWith(place.term())));
            if (hasAll) {
                return title;
            }
        }
        return label;
    }
}
