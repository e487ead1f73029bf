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

/** The records of an index, as far as a query has to know them before it is made: those that others name. */
public abstract class IndexedRecords {

    /** Most records that a part of a query may lead to. */
    protected static final int MOST_RECORDS = 100_000;

    private static final String DOI = "DOI:";

    /** Returns the languages of texts that have a stemmer. */
    public abstract Set<String> languages();

    /** Reports whether the records have this field as it is asked now. */
    public abstract boolean has(String field);

    /**
     * Returns the keys of records that match, which must be of that kind.
     *
     * @throws TooCostlyException where there are too many
     */
    public abstract Set<String> keys(RecordKind kind, Query query) throws IOException;

    /** Returns the identifiers of an article itself, each with its scheme; none where it is not held. */
    protected abstract List<String> ownIdentifiers(String article) throws IOException;

    /**
     * Checks that a query may ask for the words that begin so.
     *
     * @throws TooCostlyException where there are too many
     */
    protected abstract void checkBeginning(String field, BytesRef beginning) throws IOException;

    /** Returns these organizations, those that they are merged into, and all their parts at any depth. */
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
            if (all.size() > MOST_RECORDS) {
                throw new TooCostlyException("The organization has too many parts to be searched for.");
            }
            level = parts;
        }
        return all;
    }

    /** Returns the journals with one of these ISSNs. */
    public final Set<String> journals(Collection<String> issns) throws IOException {
        return keys(RecordKind.JOURNAL, FieldNames.term(RecordKind.JOURNAL, TermField.ISSN), issns);
    }

    /** Returns the keys of records that have one of these values. */
    public final Set<String> keys(RecordKind kind, String field, Collection<String> values) throws IOException {
        return values.isEmpty()
                ? new LinkedHashSet<>()
                : keys(
                        kind,
                        new TermInSetQuery(
                                field, values.stream().map(BytesRef::new).toList()));
    }

    /** Returns the DOIs of an article held here, in lower case. */
    public final List<String> doisOf(String article) throws IOException {
        return ownIdentifiers(article).stream()
                .filter(own -> own.startsWith(DOI))
                .map(own -> own.substring(DOI.length()))
                .toList();
    }

    /** Returns the error of a part of a query that leads to too many records. */
    protected static TooCostlyException tooMany(RecordKind kind) {
        return new TooCostlyException("Too many records of the kind "
                + kind.name().toLowerCase(java.util.Locale.ROOT) + " match a part of the query.");
    }
}
