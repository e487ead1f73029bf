package org.offprint.search.opensearch.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefIterator;
import org.offprint.search.lucene.query.NearnessQuery;
import org.offprint.search.lucene.query.NumberRange;
import org.offprint.search.lucene.query.WordForms;

/** Writes Lucene queries in the OpenSearch query language. */
public final class QueryJson {

    private QueryJson() {}

    /** Returns a Lucene query in the OpenSearch format. */
    public static Map<String, Object> of(Query query) {
        if (query instanceof TermQuery term) {
            return term(term.getTerm(), 1);
        } else if (query instanceof WordForms word) {
            return anyForm(word);
        } else if (query instanceof BooleanQuery all) {
            return bool(all);
        } else if (query instanceof BoostQuery boosted) {
            return boosted(boosted);
        } else if (query instanceof ConstantScoreQuery constant) {
            return constant(constant.getQuery(), 1);
        } else if (query instanceof DisjunctionMaxQuery best) {
            List<Object> queries = new ArrayList<>();
            best.getDisjuncts().forEach(each -> queries.add(of(each)));
            return Map.of("dis_max", Map.of("queries", queries, "tie_breaker", best.getTieBreakerMultiplier()));
        } else if (query instanceof MultiPhraseQuery phrase) {
            return phrase(phrase);
        } else if (query instanceof PrefixQuery prefix) {
            Term term = prefix.getPrefix();
            return Map.of("prefix", Map.of(ClusterFields.name(term.field()), Map.of("value", term.text())));
        } else if (query instanceof TermInSetQuery any) {
            return Map.of("terms", Map.of(ClusterFields.name(any.getField()), terms(any)));
        } else if (query instanceof NumberRange range) {
            return range(range);
        } else if (query instanceof NearnessQuery nearness) {
            return nearness(nearness);
        } else if (query instanceof MatchNoDocsQuery) {
            return Map.of("match_none", Map.of());
        }
        throw new IllegalArgumentException("No OpenSearch query is defined for " + query.getClass());
    }

    /** Returns the OpenSearch query that matches all given queries, without a score. */
    public static Map<String, Object> all(Collection<?> queries) {
        return Map.of("bool", Map.of("filter", List.copyOf(queries)));
    }

    private static Map<String, Object> term(Term term, float boost) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("value", ClusterFields.term(term.field(), term.bytes()));
        if (boost != 1) {
            said.put("boost", boost);
        }
        return Map.of("term", Map.of(ClusterFields.name(term.field()), said));
    }

    /**
     * Returns the OpenSearch query for any form of a word. OpenSearch cannot count several forms of a word as one term,
     * so only the form with the highest score counts.
     */
    private static Map<String, Object> anyForm(WordForms word) {
        List<Object> forms = new ArrayList<>();
        word.forms().forEach((form, boost) -> forms.add(term(new Term(word.field(), form), boost)));
        return Map.of("dis_max", Map.of("queries", forms));
    }

    private static Map<String, Object> bool(BooleanQuery query) {
        Map<String, List<Object>> clauses = new LinkedHashMap<>();
        for (BooleanClause clause : query.clauses()) {
            String occur =
                    switch (clause.getOccur()) {
                        case MUST -> "must";
                        case FILTER -> "filter";
                        case SHOULD -> "should";
                        case MUST_NOT -> "must_not";
                    };
            clauses.computeIfAbsent(occur, absent -> new ArrayList<>()).add(of(clause.getQuery()));
        }
        if (clauses.isEmpty()) {
            return Map.of("match_none", Map.of());
        }
        Map<String, Object> said = new LinkedHashMap<>(clauses);
        if (query.getMinimumNumberShouldMatch() > 0) {
            said.put("minimum_should_match", query.getMinimumNumberShouldMatch());
        }
        return Map.of("bool", said);
    }

    private static Map<String, Object> boosted(BoostQuery query) {
        return query.getQuery() instanceof ConstantScoreQuery constant
                ? constant(constant.getQuery(), query.getBoost())
                : Map.of("bool", Map.of("must", List.of(of(query.getQuery())), "boost", query.getBoost()));
    }

    private static Map<String, Object> constant(Query query, float score) {
        return Map.of("constant_score", Map.of("filter", of(query), "boost", score));
    }

    /**
     * Returns the OpenSearch query for a phrase. The word forms at each position are joined by a separator, at which
     * the index analyzer splits them again.
     */
    private static Map<String, Object> phrase(MultiPhraseQuery phrase) {
        Term[][] places = phrase.getTermArrays();
        int[] positions = phrase.getPositions();
        StringJoiner words = new StringJoiner(" ");
        for (int i = 0; i < places.length; i++) {
            for (int skipped = i == 0 ? positions[0] : positions[i - 1] + 1; skipped < positions[i]; skipped++) {
                words.add(ClusterFields.ANY_WORD);
            }
            StringJoiner forms = new StringJoiner(String.valueOf(ClusterFields.SEPARATOR));
            for (Term form : places[i]) {
                forms.add(ClusterFields.word(form.text()));
            }
            words.add(forms.toString());
        }
        return Map.of(
                "match_phrase", Map.of(ClusterFields.name(places[0][0].field()), Map.of("query", words.toString())));
    }

    private static List<String> terms(TermInSetQuery query) {
        try {
            List<String> terms = new ArrayList<>();
            BytesRefIterator each = query.getBytesRefIterator();
            for (BytesRef term = each.next(); term != null; term = each.next()) {
                terms.add(ClusterFields.term(query.getField(), term));
            }
            return terms;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> range(NumberRange range) {
        Map<String, Object> bounds = new LinkedHashMap<>();
        boolean isTime = ClusterFields.isTime(range.field());
        if (range.first() != Long.MIN_VALUE) {
            bounds.put("gte", isTime ? time(range.first()) : (Object) range.first());
        }
        if (range.last() != Long.MAX_VALUE) {
            bounds.put("lte", isTime ? time(range.last()) : (Object) range.last());
        }
        String field = ClusterFields.name(range.field());
        return bounds.isEmpty() ? Map.of("exists", Map.of("field", field)) : Map.of("range", Map.of(field, bounds));
    }

    /** Returns a time in the ISO 8601 format that the index uses. */
    public static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static Map<String, Object> nearness(NearnessQuery near) {
        return Map.of(
                "distance_feature",
                Map.of(
                        "field", ClusterFields.name(near.field()),
                        "origin", time(near.origin()),
                        "pivot", near.half() + "ms",
                        "boost", near.weight()));
    }
}
