package org.offprint.search.lucene.query;

import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;

/** Query for records with any form of a word in a field. Each form has a weight. */
public final class WordForms extends Query {

    private final String field;
    private final Map<String, Float> forms;

    private WordForms(String field, Map<String, Float> forms) {
        this.field = field;
        this.forms = forms;
    }

    /** Returns the query for the given word forms. For a single form, returns a term query. */
    static Query query(String field, Map<String, Float> forms) {
        return forms.size() == 1
                ? new TermQuery(new Term(field, forms.keySet().iterator().next()))
                : new WordForms(field, forms);
    }

    public String field() {
        return field;
    }

    /** Returns the weight of each word form, at most 1, in the original order. */
    public Map<String, Float> forms() {
        return forms;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) {
        SynonymQuery.Builder any = new SynonymQuery.Builder(field);
        forms.forEach((form, boost) -> any.addTerm(new Term(field, form), boost));
        return any.build();
    }

    @Override
    public void visit(QueryVisitor visitor) {
        if (visitor.acceptField(field)) {
            Term[] terms =
                    forms.keySet().stream().map(form -> new Term(field, form)).toArray(Term[]::new);
            visitor.getSubVisitor(Occur.SHOULD, this).consumeTerms(this, terms);
        }
    }

    @Override
    public String toString(String of) {
        return field + ":" + forms;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WordForms same && field.equals(same.field) && forms.equals(same.forms);
    }

    @Override
    public int hashCode() {
        return Objects.hash(WordForms.class, field, forms);
    }
}
