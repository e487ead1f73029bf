package org.offprint.search.query;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.Presence;
import org.offprint.search.schema.TermField;

/**
 * Search query as a tree. The parser of {@code q} and typed filters create query trees, and a search engine translates
 * query trees.
 */
public sealed interface SearchQuery {

    /** Matches every record. */
    record All() implements SearchQuery {}

    /**
     * Matches a word, folded and stemmed. If language rules split the word into tokens, the tokens must be adjacent.
     */
    record Word(FullTextField field, String text) implements SearchQuery {}

    /** Matches words that begin with this prefix, folded but not stemmed. */
    record Prefix(FullTextField field, String text) implements SearchQuery {}

    /** Matches a phrase: words in this order, next to each other. */
    record Phrase(FullTextField field, String text) implements SearchQuery {}

    /** Matches records that have or mention this normalized identifier. */
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

    /** Matches records that have any of these normalized values in this field. */
    record OneOf(TermField field, Set<String> values) implements SearchQuery {}

    /** Matches records with a date between two limits, inclusive. If a limit is null, the range is open at that end. */
    record Between(DateField field, Instant from, Instant until) implements SearchQuery {}

    /** Matches records that have a member, or records without the member. */
    record Has(Presence what, boolean present) implements SearchQuery {}

    /** Matches records that match all subqueries. */
    record And(List<SearchQuery> parts) implements SearchQuery {}

    /** Matches records that match at least one subquery. */
    record Or(List<SearchQuery> parts) implements SearchQuery {}

    /** Matches records that match at least this number of subqueries. */
    record AtLeast(int number, List<SearchQuery> parts) implements SearchQuery {}

    /** Matches articles that are cited by at least this number of published articles. */
    record Cited(int least) implements SearchQuery {}

    /** Matches records that do not match the subquery. */
    record Not(SearchQuery part) implements SearchQuery {}
}
