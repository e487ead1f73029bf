package org.offprint.search.lucene;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.automaton.ByteRunAutomaton;

/** The words of a query wherever they stand: to mark these nobody has to know their places. */
final class MarkedWords {

    private MarkedWords() {}

    /** Any of the words that the query has in such fields and does not exclude. */
    static Query of(Query query, Predicate<String> isText) {
        Set<Query> words = new LinkedHashSet<>();
        query.visit(new QueryVisitor() {
            @Override
            public boolean acceptField(String field) {
                return isText.test(field);
            }

            @Override
            public void consumeTerms(Query of, Term... terms) {
                for (Term term : terms) {
                    words.add(new TermQuery(term));
                }
            }

            @Override
            public void consumeTermsMatching(Query of, String field, Supplier<ByteRunAutomaton> automaton) {
                words.add(of);
            }
        });
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        words.forEach(word -> any.add(word, Occur.SHOULD));
        return any.build();
    }
}
