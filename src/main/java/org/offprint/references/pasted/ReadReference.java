package org.offprint.references.pasted;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.offprint.kernel.record.Reference;
import org.offprint.references.ParsedReference;
import org.offprint.references.ParsedReference.Span;
import org.offprint.references.tokens.ReferenceField;

/**
 * Reference from a pasted list, with its parse result.
 *
 * @param printed reference in the list; null if the reference has no text
 * @param parse parse result of the reference text; null if the reference has no text
 * @param repeatsAuthors whether a mark such as a long dash replaces the authors, because they are the same as in the
 *     previous reference
 */
public record ReadReference(PastedReference printed, ParsedReference parse, boolean repeatsAuthors) {

    /**
     * Parses the references of a list, in list order.
     *
     * @param list references; null for a reference without text
     * @param parser parses the text of one reference
     */
    public static List<ReadReference> all(List<PastedReference> list, Function<String, ParsedReference> parser) {
        List<ReadReference> read = new ArrayList<>(list.size());
        String authors = null;
        for (PastedReference printed : list) {
            if (printed == null) {
                read.add(new ReadReference(null, null, false));
                authors = null;
                continue;
            }
            String text = printed.text();
            int mark = authors == null ? 0 : RepeatedAuthors.end(text);
            String whole = mark == 0 ? text : authors + text.substring(mark);
            ParsedReference parse = parser.apply(whole);
            read.add(new ReadReference(
                    printed, mark == 0 ? parse : asPrinted(parse, text, authors.length(), mark), mark > 0));
            authors = authors(parse, whole);
        }
        return read;
    }

    /**
     * Returns the authors as printed in a reference, or null if there are none. A mark may replace these authors in the
     * next reference.
     */
    private static String authors(ParsedReference parse, String text) {
        return parse.spans().stream()
                .filter(span -> span.field() == ReferenceField.AUTHORS)
                .findFirst()
                .map(span -> span.of(text))
                .orElse(null);
    }

    /**
     * Adjusts the parse result of a reference in which authors were inserted. Offsets in the returned result refer to
     * the printed text.
     *
     * @param replaced length of the inserted authors
     * @param mark length of the mark that replaces the authors in the printed text
     */
    private static ParsedReference asPrinted(ParsedReference parse, String text, int replaced, int mark) {
        List<Span> spans = new ArrayList<>();
        int moved = mark - replaced;
        for (Span span : parse.spans()) {
            if (span.end() > replaced) {
                spans.add(new Span(span.field(), Math.max(span.start(), replaced) + moved, span.end() + moved));
            }
        }
        Reference reference = parse.reference();
        return new ParsedReference(
                reference.with(reference.key(), text),
                spans,
                parse.confidences(),
                parse.confidence(),
                parse.unfamiliar(),
                Math.max(mark, parse.readTo() + moved));
    }
}
