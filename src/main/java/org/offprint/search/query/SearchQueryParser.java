package org.offprint.search.query;

import java.util.ArrayList;
import java.util.List;
import org.offprint.search.schema.RecordKind;

/**
 * Parses a query by recursive descent. A syntax error usually suggests a query text, which may contain other syntax
 * errors.
 */
final class SearchQueryParser {

    /** Maximum number of words, phrases and field values in a query. */
    static final int MAX_CLAUSES = 64;

    /** Maximum depth of nested parentheses. */
    static final int MAX_DEPTH = 8;

    private final QueryScanner source;
    private final RecordKind kind;
    private final OperandParser terms;
    private final QuerySyntaxErrors errors;
    private int clauses;

    SearchQueryParser(String text, RecordKind kind) {
        this.source = new QueryScanner(text);
        this.kind = kind;
        this.errors = new QuerySyntaxErrors(source, kind);
        this.terms = new OperandParser(source, kind, errors);
    }

    /** Parses the whole query text. Returns null if the text contains nothing to search for. */
    SearchQuery read() {
        SearchQuery query = sequence(QueryField.ANY, 0);
        if (!source.atEnd()) {
            int at = source.position();
            throw errors.error(
                    "bracket",
                    at,
                    "Remove this closing parenthesis, or add an opening one.",
                    source.with(at, at + 1, " "));
        }
        return query;
    }

    /** Parses adjacent operands up to a closing parenthesis or the end of the query. */
    private SearchQuery sequence(QueryField field, int depth) {
        List<SearchQuery> parts = new ArrayList<>();
        source.skipBlanks();
        while (!source.atEnd() && !QueryCharacters.closesBracket(source.next())) {
            SearchQuery part = alternatives(field, depth);
            if (part instanceof SearchQuery.And and) {
                parts.addAll(and.parts());
            } else if (part != null) {
                parts.add(part);
            }
            source.skipBlanks();
        }
        return parts.isEmpty() ? null : parts.size() == 1 ? parts.get(0) : new SearchQuery.And(List.copyOf(parts));
    }

    /** Parses one operand, or several operands joined by OR. The operator OR binds more tightly than adjacency. */
    private SearchQuery alternatives(QueryField field, int depth) {
        List<SearchQuery> options = new ArrayList<>();
        while (true) {
            int start = source.position();
            if (isOr(start)) {
                throw errors.strayOr(start);
            }
            SearchQuery option = clause(field, depth);
            source.skipBlanks();
            int or = source.position();
            boolean more = isOr(or);
            if (option == null && (more || !options.isEmpty())) {
                throw errors.strayOr(more ? or : source.text.lastIndexOf("OR", start));
            }
            if (option instanceof SearchQuery.Or nested) {
                options.addAll(nested.parts());
            } else if (option != null) {
                options.add(option);
            }
            if (!more) {
                return options.isEmpty() ? null : options.size() == 1 ? options.get(0) : new SearchQuery.Or(options);
            }
            source.moveTo(or + 2);
            source.moveTo(
                    source.endOf(c -> QueryCharacters.isBlank((char) c) || QueryCharacters.isPunctuation((char) c)));
            if (source.atEnd() || QueryCharacters.closesBracket(source.next())) {
                throw errors.strayOr(or);
            }
        }
    }

    private boolean isOr(int at) {
        return source.text.startsWith("OR", at) && source.wordEnd(at) == at + 2;
    }

    private SearchQuery clause(QueryField field, int depth) {
        source.skipJoiningHyphen();
        int start = source.position();
        if (!QueryCharacters.isMinus(source.next()) || QueryCharacters.isBlank(source.charAt(start + 1))) {
            return punctuated(field, depth);
        }
        source.moveTo(start + 1);
        if (QueryCharacters.isMinus(source.next())) {
            int end = source.endOf(c -> QueryCharacters.isMinus((char) c));
            throw errors.error("not", start, "Use a single hyphen to exclude a term.", source.with(start, end, "-"));
        }
        SearchQuery part = punctuated(field, depth);
        return part == null ? null : new SearchQuery.Not(part);
    }

    /** Parses an operand of a query and skips the punctuation after it. */
    private SearchQuery punctuated(QueryField field, int depth) {
        SearchQuery query = operand(field, depth);
        source.moveTo(source.endOf(c -> QueryCharacters.isPunctuation((char) c)));
        return query;
    }

    private SearchQuery operand(QueryField field, int depth) {
        if (field.term() == null) {
            int start = source.position();
            int end = IdentifierRecognition.end(source.text, start);
            String run = source.text.substring(start, end);
            SearchQuery.Identifier identifier = IdentifierRecognition.of(run);
            if (identifier != null) {
                source.moveTo(end);
                count(start);
                return terms.identifier(field, identifier, run);
            }
        }
        char c = source.next();
        if (QueryCharacters.opensBracket(c)) {
            return group(field, depth);
        }
        if (QueryCharacters.opensQuote(c)) {
            count(source.position());
            return terms.phrase(field);
        }
        String name = field.term() == null ? QueryField.named(source.text, source.position(), kind) : null;
        if (name != null) {
            return named(field, name, depth);
        }
        int start = source.position();
        SearchQuery word = terms.word(field);
        if (word != null) {
            count(start);
        }
        return word;
    }

    private SearchQuery group(QueryField field, int depth) {
        int start = source.position();
        if (depth == MAX_DEPTH) {
            throw errors.error(
                    "depth", start, "At most " + MAX_DEPTH + " levels of nested parentheses are allowed.", null);
        }
        source.moveTo(start + 1);
        SearchQuery query = sequence(field, depth + 1);
        if (source.atEnd()) {
            throw errors.error(
                    "bracket",
                    start,
                    "This parenthesis is not closed. Add the closing parenthesis.",
                    source.text + ")");
        }
        source.moveTo(source.position() + 1);
        if (query == null) {
            String without = source.with(start, source.position(), " ");
            throw errors.error(
                    "empty",
                    start,
                    "There is nothing to search for in these parentheses. Enter a word or remove them.",
                    without);
        }
        return query;
    }

    private SearchQuery named(QueryField outer, String name, int depth) {
        int start = source.position();
        int colon = start + name.length();
        QueryField field = QueryField.of(name, kind);
        if (field == null) {
            throw errors.unknownField(name, start);
        }
        if (outer != QueryField.ANY) {
            String once = source.with(start, colon + 1, "");
            throw errors.error(
                    "field",
                    start,
                    "Fields cannot be nested. Remove this field name from the value of " + outer.name() + ":.",
                    once);
        }
        source.moveTo(colon + 1);
        char after = source.next();
        if (QueryCharacters.isBlank(after) || QueryCharacters.closesBracket(after)) {
            throw errors.apart(name, start);
        }
        if (QueryCharacters.isMinus(after)) {
            String before = source.with(start, colon + 2, "-" + name + ":");
            throw errors.error("not", colon + 1, "Put the hyphen before the name of the field.", before);
        }
        SearchQuery query = operand(field, depth);
        if (query == null) {
            String without = source.with(start, source.position(), " ");
            throw errors.error("empty", start, "Enter a word or value after " + name + ":.", without);
        }
        return query;
    }

    private void count(int start) {
        if (++clauses > MAX_CLAUSES) {
            throw errors.error(
                    "clauses", start, "At most " + MAX_CLAUSES + " words and values are allowed in a query.", null);
        }
    }
}
