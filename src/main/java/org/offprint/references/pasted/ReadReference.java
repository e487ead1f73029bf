package org.offprint.references.pasted;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.offprint.kernel.record.Reference;
import org.offprint.references.ParsedReference;
import org.offprint.references.ParsedReference.Span;
import org.offprint.references.ReferenceField;

/**
 * A reference of a list with what was found in it.
 *
 * @param printed as the list has it; null where it has no words
 * @param parse of its words; null where it has none
 * @param repeatsAuthors its authors are those of the reference before, for which a mark stands
 */
public record ReadReference(PastedReference printed, ParsedReference parse, boolean repeatsAuthors) {

    /**
     * Reads the references of a list one after the other.
     *
     * @param list in its order; null for one without words
     * @param parser of the words of one reference
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

    /** The words of the authors, which the next reference may stand a mark for; null where there are none. */
    private static String authors(ParsedReference parse, String text) {
        return parse.spans().stream()
                .filter(span -> span.field() == ReferenceField.AUTHORS)
                .findFirst()
                .map(span -> span.of(text))
                .orElse(null);
    }

    /** Returns a parse of words whose mark was replaced by authors, with the places in the words as they are printed. */
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
