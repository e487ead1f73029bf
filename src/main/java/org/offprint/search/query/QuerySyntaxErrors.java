package org.offprint.search.query;

import java.util.List;
import org.offprint.kernel.text.NearestName;
import org.offprint.search.schema.RecordKind;

/** Makes the errors of a query, with suggestions. */
final class QuerySyntaxErrors {

    private final QueryScanner source;
    private final RecordKind kind;

    QuerySyntaxErrors(QueryScanner source, RecordKind kind) {
        this.source = source;
        this.kind = kind;
    }

    QuerySyntaxException error(String code, int at, String message, String instead) {
        return new QuerySyntaxException("query-" + code, at, message, instead);
    }

    QuerySyntaxException strayOr(int at) {
        boolean first = source.text.substring(0, at).isBlank();
        return error(
                "or",
                at,
                "OR needs something to choose from on both sides; in quotation marks it is a word.",
                source.with(at, at + 2, first ? "\"OR\"" : ""));
    }

    /** A word of capitals that other search languages have for an operator. */
    QuerySyntaxException operator(String text, int start, int end) {
        String quoted = "; in quotation marks it is a word.";
        String word = source.with(start, end, "\"" + text + "\"");
        boolean first = source.text.substring(0, start).isBlank();
        boolean last = source.text.substring(end).isBlank();
        return switch (text) {
            case "AND", "&&" ->
                error(
                        "operator",
                        start,
                        "Leave " + text + " out: all words must match" + quoted,
                        (first || last) && text.equals("AND") ? word : source.with(start, end, ""));
            case "NOT" ->
                error(
                        "operator",
                        start,
                        "Write a hyphen for NOT, as in -word" + quoted,
                        last ? word : source.with(start, source.endOfBlanks(end), "-"));
            case "||" ->
                error("operator", start, "Write OR for ||.", source.with(start, end, first || last ? "" : "OR"));
            default -> error("or", start, "OR stands between two things to choose from" + quoted, word);
        };
    }

    QuerySyntaxException unknownField(String name, int start) {
        int colon = start + name.length();
        List<String> names = QueryField.names(kind);
        String all = "The fields are " + String.join(", ", names) + ".";
        return NearestName.to(name, names)
                .map(near -> error(
                        "field",
                        start,
                        "There is no field " + name + "; did you mean " + near + "? " + all,
                        source.with(start, colon, near)))
                .orElseGet(() -> {
                    int end = source.wordEnd(start);
                    String quoted = QueryCharacters.quoted(source.text.substring(start, end));
                    String message = "There is no field " + name + ". " + all + " A colon that is meant stands in"
                            + " quotation marks.";
                    return error("field", start, message, source.with(start, end, quoted));
                });
    }

    /** A field with a blank, or nothing, behind its colon. */
    QuerySyntaxException apart(String name, int start) {
        int colon = start + name.length();
        int next = source.endOfBlanks(colon + 1);
        boolean nothing = next >= source.text.length() || QueryCharacters.closesBracket(source.charAt(next));
        String mended = nothing ? source.with(start, next, " ") : source.with(colon + 1, next, "");
        return error("field", colon, "Write what " + name + ": is to hold right after the colon.", mended);
    }
}
