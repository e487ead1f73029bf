package org.offprint.search.query;

import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.search.query.SearchQuery.Scheme;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;
import org.offprint.search.schema.TermValues;

/** Parses the words, phrases and field values of a query. */
final class OperandParser {

    private static final int MIN_PREFIX_LENGTH = 2;
    private static final Set<String> OPERATORS = Set.of("AND", "OR", "NOT", "&&", "||");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");

    private final QueryScanner source;
    private final RecordKind kind;
    private final QuerySyntaxErrors errors;

    OperandParser(QueryScanner source, RecordKind kind, QuerySyntaxErrors errors) {
        this.source = source;
        this.kind = kind;
        this.errors = errors;
    }

    /**
     * Returns the query for an identifier in the given field. If the field contains identifiers of the same scheme,
     * only these identifiers are searched, not the words.
     */
    SearchQuery identifier(QueryField field, SearchQuery.Identifier identifier, String text) {
        TermField among =
                switch (field.text()) {
                    case AUTHOR -> identifier.scheme() == Scheme.ORCID ? TermField.ORCID : null;
                    case AFFILIATION_NAME -> identifier.scheme() == Scheme.ROR ? TermField.ROR : null;
                    case JOURNAL_TITLE -> identifier.scheme() == Scheme.ISSN ? TermField.ISSN : null;
                    case FUNDING ->
                        Set.of(Scheme.ROR, Scheme.DOI).contains(identifier.scheme()) ? TermField.FUNDER : null;
                    default -> null;
                };
        if (among != null) {
            return new SearchQuery.OneOf(among, Set.of(identifier.value()));
        }
        return field.text() == FullTextField.ANY ? identifier : new SearchQuery.Phrase(field.text(), text);
    }

    /** Parses a phrase, starting at its opening quotation mark. */
    SearchQuery phrase(QueryField field) {
        int start = source.position();
        char opening = source.next();
        source.moveTo(start + 1);
        int end = source.endOf(c -> !QueryCharacters.closesQuote((char) c, opening));
        if (end >= source.text.length()) {
            String closed = QueryCharacters.quoted(source.text.substring(start + 1));
            throw errors.error(
                    "quote",
                    start,
                    "This quotation mark is not closed. Add the closing quotation mark.",
                    source.with(start, end, closed));
        }
        String text = BLANKS.matcher(source.text.substring(start + 1, end))
                .replaceAll(" ")
                .strip();
        source.moveTo(end + 1);
        if (!QueryCharacters.hasLetters(text)) {
            String without = source.with(start, end + 1, " ");
            throw errors.error(
                    "empty",
                    start,
                    "There is no word in these quotation marks. Enter a word or remove the quotation marks.",
                    without);
        }
        if (QueryCharacters.isStar(source.next())) {
            String without = source.with(end + 1, end + 2, " ");
            throw errors.error(
                    "prefix",
                    end + 1,
                    "Remove the * after the phrase. A * is only supported at the end of a single word.",
                    without);
        }
        return field.term() == null ? new SearchQuery.Phrase(field.text(), text) : value(field.term(), text, start);
    }

    /** Parses a word or a prefix. Returns null if the query text at the current position is only punctuation. */
    SearchQuery word(QueryField field) {
        int start = source.position();
        if (field.term() != null) {
            return value(field.term(), start);
        }
        int end = source.wordEnd(start);
        source.moveTo(source.endOf(c -> !QueryCharacters.partsWords((char) c)));
        String text = source.text.substring(start, end);
        int star = star(text);
        if (star >= 0) {
            return prefix(field.text(), text, star, start);
        }
        if (OPERATORS.contains(text)) {
            throw errors.operator(text, start, end);
        }
        SearchQuery.Identifier identifier = IdentifierRecognition.of(text);
        if (identifier != null) {
            return identifier(field, identifier, text);
        }
        return QueryCharacters.hasLetters(text) ? new SearchQuery.Word(field.text(), text) : null;
    }

    private static int star(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (QueryCharacters.isStar(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private SearchQuery prefix(FullTextField field, String text, int star, int start) {
        String beginning = text.substring(0, star);
        int end = start + text.length();
        if (star == 0) {
            String without = source.with(start, start + 1, "");
            throw errors.error(
                    "prefix",
                    start,
                    "Remove the * at the start of the word. A * is only supported at the end of a word.",
                    without);
        }
        if (star < text.length() - 1) {
            String cut = source.with(start + star, end, "*");
            throw errors.error("prefix", start + star, "Use * only at the end of a word.", cut);
        }
        long letters = QueryCharacters.letters(beginning);
        if (letters < MIN_PREFIX_LENGTH && !(letters == 1 && QueryCharacters.isDense(beginning))) {
            throw errors.error(
                    "prefix",
                    start,
                    "Enter at least " + MIN_PREFIX_LENGTH
                            + " letters before *. For Chinese, Japanese and Korean, enter at least one character.",
                    source.with(start + star, start + star + 1, ""));
        }
        return new SearchQuery.Prefix(field, beginning);
    }

    /** Parses a field value that is compared as a whole. The value extends to the next space. */
    private SearchQuery value(TermField field, int start) {
        int end = Math.max(start + 1, IdentifierRecognition.end(source.text, start));
        source.moveTo(end);
        String text = source.text.substring(start, end);
        if (QueryCharacters.isStar(text.charAt(text.length() - 1))) {
            String without = source.with(end - 1, end, "");
            throw errors.error(
                    "prefix",
                    end - 1,
                    field.word() + " matches only complete values. Remove the *, which is only supported for words.",
                    without);
        }
        return QueryCharacters.hasLetters(text) ? value(field, text, start) : null;
    }

    private SearchQuery value(TermField field, String text, int start) {
        try {
            String value = TermValues.normal(field, kind, text);
            Scheme scheme =
                    switch (field) {
                        case DOI -> Scheme.DOI;
                        case ORCID -> Scheme.ORCID;
                        case ROR -> Scheme.ROR;
                        case ISSN -> Scheme.ISSN;
                        default -> null;
                    };
            return scheme == null
                    ? new SearchQuery.OneOf(field, Set.of(value))
                    : new SearchQuery.Identifier(scheme, value);
        } catch (InvalidValueException e) {
            throw errors.error("value", start, e.getMessage(), instead(field, text, start));
        }
    }

    /**
     * Returns the query with an invalid field value replaced by the nearest valid value. If no valid value is similar,
     * returns the query with the value as a phrase without the field name. Returns null if the value is within
     * parentheses.
     */
    private String instead(TermField field, String text, int start) {
        String near = TermValues.nearest(field, kind, text);
        if (near != null) {
            return source.with(start, source.position(), near);
        }
        int name = start - field.word().length() - 1;
        boolean named = name >= 0
                && QueryCharacters.isColon(source.charAt(start - 1))
                && source.text.regionMatches(
                        true, name, field.word(), 0, field.word().length());
        String words = QueryCharacters.hasLetters(text) ? QueryCharacters.quoted(text) : "";
        return named && words != null ? source.with(name, source.position(), words) : null;
    }
}
