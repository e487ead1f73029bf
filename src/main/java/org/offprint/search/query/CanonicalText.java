package org.offprint.search.query;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.offprint.search.query.SearchQuery.Identifier;
import org.offprint.search.query.SearchQuery.Scheme;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/** Writes a query tree as query text from which the same tree can be parsed. */
final class CanonicalText {

    private static final Set<String> OPERATORS = Set.of("AND", "OR", "NOT");

    private final RecordKind kind;

    CanonicalText(RecordKind kind) {
        this.kind = kind;
    }

    String of(SearchQuery query) {
        if (query instanceof SearchQuery.And and) {
            return joined(and.parts(), " ");
        } else if (query instanceof SearchQuery.Or or) {
            return joined(or.parts(), " OR ");
        }
        return part(query);
    }

    private String joined(List<SearchQuery> parts, String by) {
        return parts.stream().map(this::part).collect(Collectors.joining(by));
    }

    private String part(SearchQuery query) {
        if (query instanceof SearchQuery.Word word) {
            return named(word.field(), word(word.text()));
        } else if (query instanceof SearchQuery.Prefix prefix) {
            return named(prefix.field(), prefix.text() + "*");
        } else if (query instanceof SearchQuery.Phrase phrase) {
            return named(phrase.field(), QueryCharacters.quoted(phrase.text()));
        } else if (query instanceof Identifier identifier) {
            return identifier(identifier);
        } else if (query instanceof SearchQuery.OneOf oneOf) {
            return oneOf(oneOf);
        } else if (query instanceof SearchQuery.Not not) {
            return "-" + part(not.part());
        } else if (query instanceof SearchQuery.And || query instanceof SearchQuery.Or) {
            return "(" + of(query) + ")";
        }
        // A subquery is omitted if it matches all records, or has no equivalent in the text syntax of queries.
        return "";
    }

    private static String named(FullTextField field, String text) {
        return field == FullTextField.ANY ? text : field.word() + ":" + text;
    }

    /** Returns a word for query text. The word is quoted if it would otherwise be parsed as an operator or a field. */
    private String word(String text) {
        boolean odd = OPERATORS.contains(text)
                || QueryCharacters.isMinus(text.charAt(0))
                || QueryField.named(text, 0, kind) != null;
        return odd ? QueryCharacters.quoted(text) : text;
    }

    private static String identifier(Identifier identifier) {
        String value = identifier.value();
        boolean plain = IdentifierRecognition.end(value, 0) == value.length()
                && identifier.equals(IdentifierRecognition.of(value));
        return plain || identifier.scheme() != Scheme.DOI ? value : "https://doi.org/" + encoded(value);
    }

    private static String encoded(String doi) {
        StringBuilder text = new StringBuilder();
        for (byte b : doi.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '/' || b == '_';
            text.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b & 0xFF));
        }
        return text.toString();
    }

    private static String oneOf(SearchQuery.OneOf oneOf) {
        TermField field = oneOf.field();
        String name =
                switch (field) {
                    case ORCID -> "author";
                    case ROR -> "affiliation";
                    case ISSN -> "journal";
                    default -> field.word();
                };
        return oneOf.values().stream()
                .map(value -> name + ":" + value(value))
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(),
                        parts -> parts.size() == 1 ? parts.get(0) : "(" + String.join(" OR ", parts) + ")"));
    }

    private static String value(String value) {
        boolean plain = IdentifierRecognition.end(value, 0) == value.length()
                && !QueryCharacters.isMinus(value.charAt(0))
                && !QueryCharacters.opensBracket(value.charAt(0))
                && !QueryCharacters.isStar(value.charAt(value.length() - 1));
        return plain ? value : QueryCharacters.quoted(value);
    }
}
