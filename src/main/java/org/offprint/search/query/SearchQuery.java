package org.offprint.search.query;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.Presence;
import org.offprint.search.schema.TermField;

/**
 * Query as a tree. The parser of {@code q} and typed filters create queries, and a search engine translates queries.
 */
public sealed interface SearchQuery {

    /** Matches every record. */
    record All() implements SearchQuery {}

    /** Matches a word, folded and stemmed. If language rules split the word, its parts must be adjacent. */
    record Word(FullTextField field, String text) implements SearchQuery {}

    /** Matches words that begin with this text, folded but not stemmed. */
    record Prefix(FullTextField field, String text) implements SearchQuery {}

    /** Matches words in this order, next to each other. */
    record Phrase(FullTextField field, String text) implements SearchQuery {}

    /** Matches a record that has or mentions this identifier, in its normal form. */
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

    /** Matches any of these values, in their normal form. */
    record OneOf(TermField field, Set<String> values) implements SearchQuery {}

    /** Matches instants from the first to the last, both included. If a limit is null, the range is open. */
    record Between(DateField field, Instant from, Instant until) implements SearchQuery {}

    /** Matches records that have a member, or records without the member. */
    record Has(Presence what, boolean present) implements SearchQuery {}

    /** Matches if all parts match. */
    record And(List<SearchQuery> parts) implements SearchQuery {}

    /** Matches if at least one part matches. */
    record Or(List<SearchQuery> parts) implements SearchQuery {}

    /** Matches if at least this number of parts match. */
    record AtLeast(int number, List<SearchQuery> parts) implements SearchQuery {}

    /** Matches an article that at least this number of published articles cite. */
    record Cited(int least) implements SearchQuery {}

    /** Matches if the part does not match. */
    record Not(SearchQuery part) implements SearchQuery {}
}
