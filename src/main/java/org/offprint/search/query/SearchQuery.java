package org.offprint.search.query;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.Presence;
import org.offprint.search.schema.TermField;

/** A query as a tree: made by the grammar of {@code q} and by typed filters, translated by an index. */
public sealed interface SearchQuery {

    /** Every record. */
    record All() implements SearchQuery {}

    /** A word, folded and stemmed; what the language's rules split stands together. */
    record Word(FullTextField field, String text) implements SearchQuery {}

    /** A word that begins like this, folded, not stemmed. */
    record Prefix(FullTextField field, String text) implements SearchQuery {}

    /** Words in this order, next to each other. */
    record Phrase(FullTextField field, String text) implements SearchQuery {}

    /** A record that has or names this identifier, in its normal form. */
    record Identifier(Scheme scheme, String value) implements SearchQuery {}

    /** Schemes of identifiers that are recognised among words. */
    enum Scheme {
        DOI,
        ORCID,
        ROR,
        ISSN,
        /** Any other web address: of a file, a licence or a record. */
        URL
    }

    /** One of these values, in their normal form. */
    record OneOf(TermField field, Set<String> values) implements SearchQuery {}

    /** From the first to the last instant, both included; null is open. */
    record Between(DateField field, Instant from, Instant until) implements SearchQuery {}

    /** A presence, or its absence. */
    record Has(Presence what, boolean present) implements SearchQuery {}

    /** All of them. */
    record And(List<SearchQuery> parts) implements SearchQuery {}

    /** At least one of them. */
    record Or(List<SearchQuery> parts) implements SearchQuery {}

    /** At least so many of them. */
    record AtLeast(int number, List<SearchQuery> parts) implements SearchQuery {}

    /** An article that at least so many published articles cite. */
    record Cited(int least) implements SearchQuery {}

    /** Not this. */
    record Not(SearchQuery part) implements SearchQuery {}
}
