package org.offprint.search.lucene.query;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.SearchIndex.TooCostlyException;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/**
 * Looks up records in the search index to translate a query. For example, a filter by ISSN is translated to a filter by
 * the ids of the journals with the ISSN.
 */
public abstract class IndexedRecords {

    /** Maximum number of records to which a part of a query may resolve. */
    protected static final int MAX_RECORDS = 100_000;

    private static final String DOI = "DOI:";

    /** Returns the languages of the indexed records, limited to languages that have a stemmer. */
    public abstract Set<String> languages();

    /** Returns whether the index has the given field in the form that this version of the program queries. */
    public abstract boolean has(String field);

    /**
     * Returns the keys of the records that match a query, which must be limited to records of the given kind.
     *
     * @throws TooCostlyException if too many records match
     */
    public abstract Set<String> keys(RecordKind kind, Query query) throws IOException;

    /**
     * Returns the identifiers of an article, each with its identifier scheme, without the identifiers of cited works.
     * Returns an empty list if the article is not in the index.
     */
    protected abstract List<String> ownIdentifiers(String article) throws IOException;

    /**
     * Checks that a query may search for words with the given prefix.
     *
     * @throws TooCostlyException if too many words have the prefix
     */
    protected abstract void checkPrefix(String field, BytesRef beginning) throws IOException;

    /**
     * Returns the ids of the given organizations and of their child organizations at any depth. If an organization was
     * merged, the result includes the surviving organization.
     */
    public final Set<String> withParts(Collection<String> organizations) throws IOException {
        Set<String> all =
                keys(RecordKind.AFFILIATION, FieldNames.term(RecordKind.AFFILIATION, TermField.ID), organizations);
        all.addAll(organizations);
        Collection<String> level = Set.copyOf(all);
        while (!level.isEmpty()) {
            Set<String> parts = keys(
                    RecordKind.AFFILIATION,
                    FieldNames.term(RecordKind.AFFILIATION, TermField.PARENT),
                    new HashSet<>(level));
            parts.removeAll(all);
            all.addAll(parts);
            if (all.size() > MAX_RECORDS) {
                throw new TooCostlyException(
                        "The organization has too many child organizations for a search. Search for one of the"
                                + " child organizations instead.");
            }
            level = parts;
        }
        return all;
    }

    /** Returns the ids of the journals with any of the given ISSNs. */
    public final Set<String> journals(Collection<String> issns) throws IOException {
        return keys(RecordKind.JOURNAL, FieldNames.term(RecordKind.JOURNAL, TermField.ISSN), issns);
    }

    /** Returns the keys of the records with any of the given values in the given index field. */
    public final Set<String> keys(RecordKind kind, String field, Collection<String> values) throws IOException {
        return values.isEmpty()
                ? new LinkedHashSet<>()
                : keys(
                        kind,
                        new TermInSetQuery(
                                field, values.stream().map(BytesRef::new).toList()));
    }

    /** Returns the DOIs of an article in this service, in lower case. */
    public final List<String> doisOf(String article) throws IOException {
        return ownIdentifiers(article).stream()
                .filter(own -> own.startsWith(DOI))
                .map(own -> own.substring(DOI.length()))
                .toList();
    }

    /** Creates the exception for a part of a query that matches too many records. */
    protected static TooCostlyException tooMany(RecordKind kind) {
        return new TooCostlyException("Too many " + kind.name().toLowerCase(java.util.Locale.ROOT)
                + " records match part of the query. Use a more specific query.");
    }
}
