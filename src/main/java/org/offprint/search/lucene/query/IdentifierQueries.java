package org.offprint.search.lucene.query;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.query.SearchQuery.Identifier;
import org.offprint.search.query.SearchQuery.Scheme;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/** Creates queries for records that have or mention an identifier. */
public final class IdentifierQueries {

    /**
     * Score boost of records that have the identifier themselves, so that they precede all records that only mention
     * it.
     */
    private static final float OWN = 100;

    private static final Pattern BARE_ISSN = Pattern.compile("[0-9\\uFF10-\\uFF19]{8}");

    private static final Pattern TAIL = Pattern.compile("(?:/+|[?#].*)$");

    private IdentifierQueries() {}

    /**
     * Returns the query for records that have or mention an identifier. For an ISSN, the query also matches the records
     * of the journal with that ISSN.
     */
    static Query of(RecordKind kind, Identifier identifier, IndexedRecords records) throws IOException {
        String value = identifier.value();
        String text = IndexRecord.identifier(identifier.scheme(), value);
        BooleanQuery.Builder named = new BooleanQuery.Builder();
        add(kind, text, named);
        String shorter = identifier.scheme() == Scheme.DOI ? withoutTail(value) : value;
        if (!shorter.equals(value)) {
            add(kind, IndexRecord.identifier(identifier.scheme(), shorter), named);
        }
        int path = identifier.scheme() == Scheme.URL ? value.indexOf("/v1/") : -1;
        if (path >= 0) {
            named.add(own(kind, IndexRecord.identifier(identifier.scheme(), value.substring(path))), Occur.SHOULD);
        }
        if (identifier.scheme() == Scheme.ISSN && TermField.JOURNAL_ID.isOf(kind)) {
            Collection<BytesRef> journals =
                    records.journals(List.of(value)).stream().map(BytesRef::new).toList();
            named.add(new TermInSetQuery(FieldNames.term(kind, TermField.JOURNAL_ID), journals), Occur.SHOULD);
        }
        return named.build();
    }

    private static void add(RecordKind kind, String text, BooleanQuery.Builder named) {
        named.add(new ConstantScoreQuery(new TermQuery(new Term(FieldNames.identifiers(kind), text))), Occur.SHOULD);
        named.add(own(kind, text), Occur.SHOULD);
    }

    /**
     * Returns a DOI without a trailing slash, query or fragment, as in a copied link. Some valid DOIs also end with a
     * slash, or contain a question mark or number sign.
     */
    public static String withoutTail(String doi) {
        String shorter = TAIL.matcher(doi).replaceFirst("");
        return shorter.length() > doi.indexOf('/') + 1 ? shorter : doi;
    }

    /** Parses eight digits with a valid check digit as an ISSN. Returns null for any other text. */
    public static Identifier bareIssn(String text) {
        String bare = text.strip();
        try {
            return BARE_ISSN.matcher(bare).matches()
                    ? new Identifier(Scheme.ISSN, Issn.parse(bare).value())
                    : null;
        } catch (InvalidValueException e) {
            return null;
        }
    }

    /** Returns whether an ISSN could also be two numbers joined by a hyphen, such as years or pages. */
    public static boolean isTwoNumbers(Identifier identifier) {
        return identifier.scheme() == Scheme.ISSN && !identifier.value().endsWith("X");
    }

    private static Query own(RecordKind kind, String identifier) {
        return new BoostQuery(
                new ConstantScoreQuery(new TermQuery(new Term(FieldNames.ownIdentifiers(kind), identifier))), OWN);
    }
}
