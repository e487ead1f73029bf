package org.offprint.search.grammar;

import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.identifiers.InvalidValueException;
import org.offprint.search.Kind;
import org.offprint.search.Query;
import org.offprint.search.Query.Scheme;
import org.offprint.search.TermField;
import org.offprint.search.TermValues;
import org.offprint.search.TextField;

/** Reads single words, phrases and values. */
final class Terms {

    private static final int SHORTEST_PREFIX = 2;
    private static final Set<String> OPERATORS = Set.of("AND", "OR", "NOT", "&&", "||");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");

    private final Source source;
    private final Kind kind;
    private final Mistakes mistakes;

    Terms(Source source, Kind kind, Mistakes mistakes) {
        this.source = source;
        this.kind = kind;
        this.mistakes = mistakes;
    }

    /** An identifier, looked for in this field: where the field has such identifiers, among those alone. */
    Query identifier(Field field, Query.Identifier identifier, String text) {
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
            return new Query.OneOf(among, Set.of(identifier.value()));
        }
        return field.text() == TextField.ANY ? identifier : new Query.Phrase(field.text(), text);
    }

    /** What stands in quotation marks; they are open here. */
    Query phrase(Field field) {
        int start = source.position();
        char opening = source.next();
        source.moveTo(start + 1);
        int end = source.endOf(c -> !Letters.closesQuote((char) c, opening));
        if (end >= source.text.length()) {
            String closed = Letters.quoted(source.text.substring(start + 1));
            throw mistakes.error("quote", start, "This quotation mark is not closed.", source.with(start, end, closed));
        }
        String text = BLANKS.matcher(source.text.substring(start + 1, end))
                .replaceAll(" ")
                .strip();
        source.moveTo(end + 1);
        if (!Letters.hasLetters(text)) {
            String without = source.with(start, end + 1, " ");
            throw mistakes.error("empty", start, "There is no word in these quotation marks.", without);
        }
        if (Letters.isStar(source.next())) {
            String without = source.with(end + 1, end + 2, " ");
            throw mistakes.error("prefix", end + 1, "A phrase has no open end; * follows a single word.", without);
        }
        return field.term() == null ? new Query.Phrase(field.text(), text) : value(field.term(), text, start);
    }

    /** A word, or the beginning of one; null for punctuation alone. */
    Query word(Field field) {
        int start = source.position();
        if (field.term() != null) {
            return value(field.term(), start);
        }
        int end = source.wordEnd(start);
        source.moveTo(source.endOf(c -> !Letters.partsWords((char) c)));
        String text = source.text.substring(start, end);
        int star = star(text);
        if (star >= 0) {
            return prefix(field.text(), text, star, start);
        }
        if (OPERATORS.contains(text)) {
            throw mistakes.operator(text, start, end);
        }
        Query.Identifier identifier = Identifiers.of(text);
        if (identifier != null) {
            return identifier(field, identifier, text);
        }
        return Letters.hasLetters(text) ? new Query.Word(field.text(), text) : null;
    }

    private static int star(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Letters.isStar(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private Query prefix(TextField field, String text, int star, int start) {
        String beginning = text.substring(0, star);
        int end = start + text.length();
        if (star == 0) {
            String without = source.with(start, start + 1, "");
            throw mistakes.error(
                    "prefix", start, "A word cannot be searched for by its end; * stands behind letters.", without);
        }
        if (star < text.length() - 1) {
            String cut = source.with(start + star, end, "*");
            throw mistakes.error("prefix", start + star, "* stands at the end of a word only.", cut);
        }
        long letters = Letters.letters(beginning);
        if (letters < SHORTEST_PREFIX && !(letters == 1 && Letters.isDense(beginning))) {
            throw mistakes.error(
                    "prefix",
                    start,
                    "Give at least " + SHORTEST_PREFIX + " letters before *; of Chinese, Japanese or Korean, one.",
                    source.with(start + star, start + star + 1, ""));
        }
        return new Query.Prefix(field, beginning);
    }

    /** A value that is compared whole, up to a blank. */
    private Query value(TermField field, int start) {
        int end = Math.max(start + 1, Identifiers.end(source.text, start));
        source.moveTo(end);
        String text = source.text.substring(start, end);
        if (Letters.isStar(text.charAt(text.length() - 1))) {
            String without = source.with(end - 1, end, "");
            throw mistakes.error("prefix", end - 1, field.word() + " is compared whole; * is for words.", without);
        }
        return Letters.hasLetters(text) ? value(field, text, start) : null;
    }

    private Query value(TermField field, String text, int start) {
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
            return scheme == null ? new Query.OneOf(field, Set.of(value)) : new Query.Identifier(scheme, value);
        } catch (InvalidValueException e) {
            throw mistakes.error("value", start, e.getMessage(), instead(field, text, start));
        }
    }

    /** With the nearest value that there is, else with what was written as a phrase and no field; null within brackets. */
    private String instead(TermField field, String text, int start) {
        String near = TermValues.nearest(field, kind, text);
        if (near != null) {
            return source.with(start, source.position(), near);
        }
        int name = start - field.word().length() - 1;
        boolean named = name >= 0
                && Letters.isColon(source.charAt(start - 1))
                && source.text.regionMatches(
                        true, name, field.word(), 0, field.word().length());
        String words = Letters.hasLetters(text) ? Letters.quoted(text) : "";
        return named && words != null ? source.with(name, source.position(), words) : null;
    }
}
