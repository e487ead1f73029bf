package org.offprint.search;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What is looked for, as a tree: made by the grammar of {@code q} and by typed filters, translated by an index. */
public sealed interface Query {

    /** Every record. */
    record All() implements Query {}

    /** This word, folded and stemmed; what the language's rules split stands together. */
    record Word(TextField field, String text) implements Query {}

    /** A word that begins like this, folded, not stemmed. */
    record Prefix(TextField field, String text) implements Query {}

    /** These words in this order, next to each other. */
    record Phrase(TextField field, String text) implements Query {}

    /** A record that has or names this identifier, in its normal form. */
    record Identifier(Scheme scheme, String value) implements Query {}

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
    record OneOf(TermField field, Set<String> values) implements Query {}

    /** From the first to the last instant, both included; null is open. */
    record Between(DateField field, Instant from, Instant until) implements Query {}

    /** Has, or does not have. */
    record Has(Presence what, boolean present) implements Query {}

    /** All of them. */
    record And(List<Query> parts) implements Query {}

    /** At least one of them. */
    record Or(List<Query> parts) implements Query {}

    /** Not this. */
    record Not(Query part) implements Query {}
}
