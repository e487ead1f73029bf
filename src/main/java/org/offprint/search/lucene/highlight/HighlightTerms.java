package org.offprint.search.lucene.highlight;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.automaton.ByteRunAutomaton;
import org.offprint.search.lucene.analysis.FirstLetters;
import org.offprint.search.lucene.analysis.Stemming;
import org.offprint.search.lucene.mapping.FieldNames;

/** Words of a query that are highlighted at any position. */
final class HighlightTerms {

    private final Set<Query> queries = new LinkedHashSet<>();
    private final Set<String> words = new LinkedHashSet<>();
    private final List<String> beginnings = new ArrayList<>();
    private boolean hasOthers;

    private HighlightTerms() {}

    /** Collects the words of a query in text fields, except the excluded words. */
    static HighlightTerms of(Query query, Predicate<String> isText) {
        HighlightTerms marked = new HighlightTerms();
        query.visit(new QueryVisitor() {
            @Override
            public boolean acceptField(String field) {
                return isText.test(field);
            }

            @Override
            public void consumeTerms(Query of, Term... terms) {
                if (of instanceof MultiPhraseQuery) {
                    // Skip the initials of a name, which are meaningless without it.
                    return;
                }
                for (Term term : terms) {
                    marked.queries.add(new TermQuery(term));
                    marked.words.add(term.text());
                }
            }

            @Override
            public void consumeTermsMatching(Query of, String field, Supplier<ByteRunAutomaton> automaton) {
                marked.queries.add(of);
                if (of instanceof PrefixQuery beginning) {
                    marked.beginnings.add(beginning.getPrefix().text());
                } else {
                    marked.hasOthers = true;
                }
            }
        });
        return marked;
    }

    /** Returns a query that matches any of the highlighted words. */
    Query query() {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        queries.forEach(word -> any.add(word, Occur.SHOULD));
        return any.build();
    }

    /** Returns whether a term of a text may be one of the highlighted words. */
    boolean has(String term) {
        return hasOthers || words.contains(term) || beginnings.stream().anyMatch(term::startsWith);
    }

    /** Returns the first letters of the highlighted words and stems. */
    FirstLetters letters(Set<String> languages) {
        if (hasOthers || !Stemming.keepsBeginnings(languages)) {
            return FirstLetters.ALL;
        }
        Set<String> all = new LinkedHashSet<>(beginnings);
        words.forEach(word -> all.add(FieldNames.word(word)));
        return FirstLetters.of(all);
    }
}
