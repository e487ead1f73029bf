package org.offprint.search.grammar;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.offprint.search.Kind;
import org.offprint.search.Query;
import org.offprint.search.Query.Identifier;
import org.offprint.search.Query.Scheme;
import org.offprint.search.TermField;
import org.offprint.search.TextField;

/** Writes a tree as the text that it is read from. */
final class CanonicalText {

    private static final Set<String> OPERATORS = Set.of("AND", "OR", "NOT");

    private final Kind kind;

    CanonicalText(Kind kind) {
        this.kind = kind;
    }

    String of(Query query) {
        if (query instanceof Query.And and) {
            return joined(and.parts(), " ");
        } else if (query instanceof Query.Or or) {
            return joined(or.parts(), " OR ");
        }
        return part(query);
    }

    private String joined(List<Query> parts, String by) {
        return parts.stream().map(this::part).collect(Collectors.joining(by));
    }

    private String part(Query query) {
        if (query instanceof Query.Word word) {
            return named(word.field(), word(word.text()));
        } else if (query instanceof Query.Prefix prefix) {
            return named(prefix.field(), prefix.text() + "*");
        } else if (query instanceof Query.Phrase phrase) {
            return named(phrase.field(), Letters.quoted(phrase.text()));
        } else if (query instanceof Identifier identifier) {
            return identifier(identifier);
        } else if (query instanceof Query.OneOf oneOf) {
            return oneOf(oneOf);
        } else if (query instanceof Query.Not not) {
            return "-" + part(not.part());
        } else if (query instanceof Query.And || query instanceof Query.Or) {
            return "(" + of(query) + ")";
        }
        return ""; // everything, and what only parameters ask for
    }

    private static String named(TextField field, String text) {
        return field == TextField.ANY ? text : field.word() + ":" + text;
    }

    /** Of a word that was typed where nothing was an operator: quoted where it would be one. */
    private String word(String text) {
        boolean odd = OPERATORS.contains(text) || Letters.isMinus(text.charAt(0)) || Field.named(text, 0, kind) != null;
        return odd ? Letters.quoted(text) : text;
    }

    private static String identifier(Identifier identifier) {
        String value = identifier.value();
        boolean plain = Identifiers.end(value, 0) == value.length() && identifier.equals(Identifiers.of(value));
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

    private static String oneOf(Query.OneOf oneOf) {
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
        boolean plain = Identifiers.end(value, 0) == value.length()
                && !Letters.isMinus(value.charAt(0))
                && !Letters.opensBracket(value.charAt(0))
                && !Letters.isStar(value.charAt(value.length() - 1));
        return plain ? value : Letters.quoted(value);
    }
}
