package org.offprint.search.query;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.Presence;
import org.offprint.search.schema.TermField;

/**
 * Search query as a tree. Query trees are created by the parser of {@code q} and by typed filters, and are translated
 * by the search engine.
 */
public sealed interface SearchQuery {

    /** Matches every record. */
    record All() implements SearchQuery {}

    /** Matches a word, folded and stemmed. If the tokenizer splits the word, the resulting tokens must be adjacent. */
    record Word(FullTextField field, String text) implements SearchQuery {}

    /** Matches words that begin with a prefix, which is folded but not stemmed. */
    record Prefix(FullTextField field, String text) implements SearchQuery {}

    /** Matches a phrase: adjacent words in the given order. */
    record Phrase(FullTextField field, String text) implements SearchQuery {}

    /** Matches records that have or mention a normalized identifier. */
    record Identifier(Scheme scheme, String value) implements SearchQuery {}

    /** Identifier schemes that are recognized in query text. */
    enum Scheme {
        DOI,
        ORCID,
        ROR,
        ISSN,
        /** Any other web address, for example of a file, a license or a record. */
        URL
    }

    /** Matches records with any of the given normalized values in a field. */
    record OneOf(TermField field, Set<String> values) implements SearchQuery {

        /** Value of an id field that matches no record: the nil UUID (RFC 9562, section 5.9) is never an id. */
        public static final UUID NO_ID = new UUID(0, 0);

        /** Returns the query for the records with the given ids. If there are no ids, the query matches no record. */
        public static OneOf ids(Set<UUID> ids) {
            Set<UUID> sought = ids.isEmpty() ? Set.of(NO_ID) : ids;
            return new OneOf(TermField.ID, sought.stream().map(UUID::toString).collect(Collectors.toUnmodifiableSet()));
        }
    }

    /** Matches records with a date between two limits, inclusive. A range is open at an end whose limit is null. */
    record Between(DateField field, Instant from, Instant until) implements SearchQuery {}

    /** Matches records that have a member, or records that do not have it. */
    record Has(Presence what, boolean present) implements SearchQuery {}

    /** Matches records that match all subqueries. */
    record And(List<SearchQuery> parts) implements SearchQuery {}

    /** Matches records that match at least one subquery. */
    record Or(List<SearchQuery> parts) implements SearchQuery {}

    /** Matches records that match at least the given number of subqueries. */
    record AtLeast(int number, List<SearchQuery> parts) implements SearchQuery {}

    /** Matches articles that are cited by at least the given number of published articles. */
    record Cited(int least) implements SearchQuery {}

    /** Matches records that do not match the subquery. */
    record Not(SearchQuery part) implements SearchQuery {}
}
