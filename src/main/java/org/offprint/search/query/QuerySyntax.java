package org.offprint.search.query;

import java.util.ArrayList;
import java.util.List;
import org.offprint.kernel.json.Text;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;

/** Parses and writes the query language of the parameter {@code q}. */
public final class QuerySyntax {

    /** Maximum length of a query, in UTF-16 code units. */
    public static final int MAX_LENGTH = 1_000;

    private static final int MAX_REPAIRS = 30;

    private QuerySyntax() {}

    /**
     * Parses a query for records of the given kind.
     *
     * @throws QuerySyntaxException if the query text is not a valid query; a suggestion in the exception is always a
     *     valid query
     */
    public static SearchQuery parse(String asked, RecordKind kind) {
        check(asked);
        String text = QueryCharacters.withHebrewMarks(asked);
        SearchQuery.Identifier identifier = IdentifierRecognition.labelled(text);
        if (identifier != null) {
            return identifier;
        }
        try {
            return strictly(text, kind);
        } catch (QuerySyntaxException e) {
            throw new QuerySyntaxException(e.code(), e.position(), e.getMessage(), suggestion(e, text, kind));
        }
    }

    /**
     * Parses any query text as identifiers and words, all of which must match. Operators are not recognized. A query
     * text without a letter or digit matches no record.
     *
     * @throws QuerySyntaxException only if the query text is too long or contains invalid characters
     */
    public static SearchQuery words(String typed, RecordKind kind) {
        check(typed);
        String text = QueryCharacters.withHebrewMarks(typed);
        SearchQuery.Identifier identifier = IdentifierRecognition.labelled(text);
        if (identifier != null) {
            return identifier;
        }
        List<SearchQuery> parts = new ArrayList<>();
        QueryScanner source = new QueryScanner(text);
        source.skipBlanks();
        while (!source.atEnd()) {
            SearchQuery part = next(source);
            if (part != null) {
                parts.add(part);
            }
            source.skipBlanks();
        }
        return parts.isEmpty()
                ? new SearchQuery.Not(new SearchQuery.All())
                : parts.size() == 1 ? parts.get(0) : new SearchQuery.And(parts);
    }

    /** Returns the canonical text of a query. Parsing the canonical text of a parsed query returns an equal query. */
    public static String write(SearchQuery query, RecordKind kind) {
        return new CanonicalText(kind).of(query);
    }

    /** Returns the field names that can precede a colon in queries for records of the given kind. */
    public static List<String> fields(RecordKind kind) {
        return QueryField.names(kind);
    }

    private static SearchQuery next(QueryScanner source) {
        int start = source.position();
        int run = IdentifierRecognition.end(source.text, start);
        SearchQuery.Identifier identifier = IdentifierRecognition.of(source.text.substring(start, run));
        if (identifier != null) {
            source.moveTo(run);
            return identifier;
        }
        int stop = source.endOf(c -> !isSeparator((char) c));
        source.moveTo(Math.max(stop, start + 1));
        int end = stop;
        while (end > start && QueryCharacters.isPunctuation(source.charAt(end - 1))) {
            end--;
        }
        String word = source.text.substring(start, end);
        return QueryCharacters.hasLetters(word) ? new SearchQuery.Word(FullTextField.ANY, word) : null;
    }

    private static boolean isSeparator(char c) {
        return QueryCharacters.isBlank(c)
                || QueryCharacters.opensQuote(c)
                || QueryCharacters.opensBracket(c)
                || QueryCharacters.closesBracket(c)
                || QueryCharacters.isStar(c)
                || QueryCharacters.isPunctuation(c) && !QueryCharacters.isColon(c) && c != '.' && c != ',';
    }

    private static SearchQuery strictly(String text, RecordKind kind) {
        SearchQuery query = new SearchQueryParser(text, kind).read();
        if (query == null) {
            throw new QuerySyntaxException(
                    "query-empty", 0, "The query contains no word to search for. Enter at least one word.", null);
        }
        return query;
    }

    private static void check(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new QuerySyntaxException(
                    "query-length", MAX_LENGTH, "At most " + MAX_LENGTH + " characters are allowed in a query.", null);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && Character.isLowSurrogate(charAt(text, i + 1));
            if (c == 0 || Character.isSurrogate(c) && !pair) {
                throw new QuerySyntaxException("query-text", i, Text.fault(text), null);
            }
            i += pair ? 1 : 0;
        }
    }

    private static char charAt(String text, int at) {
        return at < text.length() ? text.charAt(at) : ' ';
    }

    /**
     * Returns a corrected query by fixing one syntax error at a time. If the correction fails, returns the words of the
     * query without operators. Returns null if the words do not form a valid query either.
     */
    private static String suggestion(QuerySyntaxException first, String text, RecordKind kind) {
        QuerySyntaxException error = first;
        for (int i = 0; i < MAX_REPAIRS && error.suggestion() != null; i++) {
            String corrected = error.suggestion().strip();
            try {
                check(corrected);
                strictly(corrected, kind);
                return corrected;
            } catch (QuerySyntaxException next) {
                error = next;
            }
        }
        try {
            String plain = write(words(text, kind), kind);
            check(plain);
            strictly(plain, kind);
            return plain;
        } catch (QuerySyntaxException e) {
            return null;
        }
    }
}
