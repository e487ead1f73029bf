package org.offprint.search.lucene;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.offprint.search.Entry;
import org.offprint.search.Kind;
import org.offprint.search.Query.Identifier;
import org.offprint.search.Query.Scheme;

/** Queries for what has or names an identifier. */
final class IdentifierQueries {

    /** What has the identifier itself stands before all that names it. */
    private static final float OWN = 100;

    private IdentifierQueries() {}

    static Query of(Kind kind, Identifier identifier) {
        String value = identifier.value();
        String text = Entry.identifier(identifier.scheme(), value);
        BooleanQuery.Builder named = new BooleanQuery.Builder()
                .add(new ConstantScoreQuery(new TermQuery(new Term(Fields.identifiers(kind), text))), Occur.SHOULD)
                .add(own(kind, text), Occur.SHOULD);
        int path = identifier.scheme() == Scheme.URL ? value.indexOf("/v1/") : -1;
        if (path >= 0) {
            named.add(own(kind, Entry.identifier(identifier.scheme(), value.substring(path))), Occur.SHOULD);
        }
        return named.build();
    }

    private static Query own(Kind kind, String identifier) {
        return new BoostQuery(
                new ConstantScoreQuery(new TermQuery(new Term(Fields.ownIdentifiers(kind), identifier))), OWN);
    }
}
