package org.offprint.search.query;

import java.util.List;
import org.offprint.kernel.text.NearestName;
import org.offprint.search.schema.RecordKind;

/** Creates exceptions for syntax errors in a query, with suggestions. */
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
                "OR requires a search term on both sides. To search for the word, put it in quotation" + " marks.",
                source.with(at, at + 2, first ? "\"OR\"" : ""));
    }

    /** Returns the syntax error for an operator from another search language. */
    QuerySyntaxException operator(String text, int start, int end) {
        String quoted = ". To search for the word, put it in quotation marks.";
        String word = source.with(start, end, "\"" + text + "\"");
        boolean first = source.text.substring(0, start).isBlank();
        boolean last = source.text.substring(end).isBlank();
        return switch (text) {
            case "AND", "&&" ->
                error(
                        "operator",
                        start,
                        "Remove " + text + ", because all words must match" + quoted,
                        (first || last) && text.equals("AND") ? word : source.with(start, end, ""));
            case "NOT" ->
                error(
                        "operator",
                        start,
                        "Write a hyphen instead of NOT, as in -word" + quoted,
                        last ? word : source.with(start, source.endOfBlanks(end), "-"));
            case "||" ->
                error("operator", start, "Write OR instead of ||.", source.with(start, end, first || last ? "" : "OR"));
            default -> error("or", start, "OR requires a search term on both sides" + quoted, word);
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
                    String message = "There is no field " + name + ". " + all
                            + " To search for text with a colon, put it in quotation marks.";
                    return error("field", start, message, source.with(start, end, quoted));
                });
    }

    /** Returns the syntax error for a field name whose colon is followed by a space or nothing. */
    QuerySyntaxException apart(String name, int start) {
        int colon = start + name.length();
        int next = source.endOfBlanks(colon + 1);
        boolean nothing = next >= source.text.length() || QueryCharacters.closesBracket(source.charAt(next));
        String corrected = nothing ? source.with(start, next, " ") : source.with(colon + 1, next, "");
        return error(
                "field",
                colon,
                "Write the value of " + name + ": directly after the colon, without a space.",
                corrected);
    }
}
