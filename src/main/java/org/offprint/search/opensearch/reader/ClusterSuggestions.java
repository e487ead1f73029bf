package org.offprint.search.opensearch.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.offprint.search.Suggestion;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.lucene.analysis.TextTokenizer;
import org.offprint.search.lucene.analysis.Token;
import org.offprint.search.lucene.documents.PrefixTerms;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.query.IdentifierQueries;
import org.offprint.search.lucene.query.InitialsQueries;
import org.offprint.search.lucene.query.ListSort;
import org.offprint.search.lucene.query.MisspelledWords;
import org.offprint.search.lucene.query.QueryTranslation;
import org.offprint.search.lucene.query.TypedText;
import org.offprint.search.opensearch.client.ClusterFields;
import org.offprint.search.opensearch.client.SortJson;
import org.offprint.search.query.SearchQuery.Identifier;
import org.offprint.search.query.SearchQuery.Scheme;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/** Suggests records in an OpenSearch cluster for a partly typed text. */
public final class ClusterSuggestions {

    private static final String TITLES = FieldNames.stored(FullTextField.TITLE);

    /** Fields that select the articles of a journal or affiliation, by record kind. */
    private static final Map<RecordKind, TermField> LISTED =
            Map.of(RecordKind.JOURNAL, TermField.JOURNAL_ID, RecordKind.AFFILIATION, TermField.AFFILIATION_ID);

    private final AudienceSearch search;
    private final ClusterRecords records;
    private final Set<RecordKind> kinds;
    private final int limit;

    public ClusterSuggestions(AudienceSearch search, ClusterRecords records, Set<RecordKind> kinds, int limit) {
        this.search = search;
        this.records = records;
        this.kinds = kinds;
        this.limit = limit;
    }

    /**
     * Hit of a suggestion query.
     *
     * @param rank rank among the hits of the same record kind, 0 for the best hit
     */
    private record SuggestedHit(RecordKind kind, int rank, double score, JsonNode hit) {}

    /** Returns search suggestions for a partly typed text, most likely first. */
    public List<Suggestion> of(String text) throws IOException {
        Identifier identifier = TypedText.identifier(text);
        List<Token> tokens = TextTokenizer.ofQuery(text);
        List<SuggestedHit> found = new ArrayList<>();
        if (identifier != null) {
            addHaving(identifier, found);
        }
        if (!tokens.isEmpty() && (identifier == null || IdentifierQueries.isTwoNumbers(identifier))) {
            List<Token> typed = tokens.subList(0, Math.min(tokens.size(), TypedText.MAX_WORDS));
            Map<RecordKind, List<List<String>>> asTyped = new EnumMap<>(RecordKind.class);
            kinds.forEach(kind -> asTyped.put(kind, none(typed)));
            addBeginning(typed, asTyped, found);
            if (found.isEmpty() && kinds.contains(RecordKind.PERSON)) {
                addByInitials(text, found);
            }
            if (found.isEmpty()) {
                ClusterFuzzyTerms fuzzyTerms = new ClusterFuzzyTerms(search, kinds, typed);
                for (int kept = 1; kept >= 0 && found.isEmpty(); kept--) {
                    addBeginning(typed, fuzzyTerms.near(kept), found);
                }
            }
        }
        Identifier number = IdentifierQueries.bareIssn(text);
        if (number != null) {
            addHaving(number, found);
        }
        // The best hit of every record kind comes first, then the second-best hit of every kind, so that no kind
        // displaces another.
        found.sort(Comparator.comparingInt(SuggestedHit::rank)
                .thenComparing(each -> -each.score())
                .thenComparing(SuggestedHit::kind));
        // A typed number can match the same record twice, as an identifier and as a word of its title.
        Set<String> suggested = new HashSet<>();
        List<SuggestedHit> best = found.stream()
                .filter(each -> suggested.add(each.kind() + StoredFields.one(each.hit(), FieldNames.KEY)))
                .limit(limit)
                .toList();
        return shown(best, tokens);
    }

    private void addByInitials(String text, List<SuggestedHit> found) {
        String apart = InitialsQueries.apart(text);
        List<Token> tokens = apart == null ? List.of() : TextTokenizer.ofQuery(apart);
        if (!tokens.isEmpty() && tokens.size() <= TypedText.MAX_WORDS) {
            addBeginning(tokens, Map.of(RecordKind.PERSON, none(tokens)), found);
        }
    }

    /** Returns an empty list of similar terms for each typed word. */
    private static List<List<String>> none(List<Token> typed) {
        return Collections.nCopies(typed.size(), List.of());
    }

    /**
     * Adds the records that contain words with the typed prefixes. Each matching term adds the weight of the record's
     * articles to the score. A match with the first word of a title, or with any word of a person's name, adds more.
     * The scores correspond to the frequencies of prefix terms in the embedded index.
     *
     * @param near additional similar terms for each typed word, for each record kind to search
     */
    private void addBeginning(List<Token> typed, Map<RecordKind, List<List<String>>> near, List<SuggestedHit> found) {
        Map<RecordKind, Map<String, Object>> queries = new EnumMap<>(RecordKind.class);
        near.forEach((kind, terms) -> queries.put(kind, beginning(kind, typed, terms)));
        addBest(queries, found);
    }

    private static Map<String, Object> beginning(RecordKind kind, List<Token> typed, List<List<String>> near) {
        String field = ClusterFields.name(FieldNames.suggested(kind));
        String weighty = ClusterFields.weighty(FieldNames.suggested(kind));
        List<Object> all = new ArrayList<>();
        List<Object> terms = new ArrayList<>();
        List<Object> more = new ArrayList<>();
        for (int i = 0; i < typed.size(); i++) {
            String word = PrefixTerms.of(typed.get(i).term());
            Set<String> any = TypedText.prefixes(typed.get(i));
            for (String prefix : any) {
                terms.add(scored(term(field, prefix), 1));
                more.add(scored(term(weighty, prefix), PrefixTerms.FIRST_WORD_WEIGHT));
            }
            float likeness = MisspelledWords.similarity(word);
            for (String term : near.get(i)) {
                terms.add(scored(term(field, term), likeness));
                more.add(scored(term(weighty, term), PrefixTerms.FIRST_WORD_WEIGHT * likeness));
            }
            any.addAll(near.get(i));
            all.add(Map.of("terms", Map.of(field, any)));
            more.add(scored(term(field, word + PrefixTerms.END_MARKER), PrefixTerms.WHOLE_WORD_WEIGHT));
        }
        more.add(worth(Map.of("bool", Map.of("should", terms))));
        return Map.of("bool", Map.of("filter", all, "should", more));
    }

    private static Map<String, Object> term(String field, String value) {
        return Map.of("term", Map.of(field, value));
    }

    /**
     * Returns a query whose score is multiplied by the suggestion weight of the record, which depends on its number of
     * articles.
     */
    private static Map<String, Object> worth(Map<String, Object> query) {
        Map<String, Object> scored = new LinkedHashMap<>();
        scored.put("query", query);
        scored.put("field_value_factor", Map.of("field", ClusterFields.WORTH, "missing", 1));
        scored.put("boost_mode", "multiply");
        return Map.of("function_score", scored);
    }

    private static Map<String, Object> scored(Map<String, Object> filter, float score) {
        return Map.of("constant_score", Map.of("filter", filter, "boost", score));
    }

    /** Adds the records whose identifier equals the typed identifier or, for a partly typed DOI, begins with it. */
    private void addHaving(Identifier identifier, List<SuggestedHit> found) {
        String value = identifier.value();
        int path = identifier.scheme() == Scheme.URL ? value.indexOf("/v1/") : -1;
        String text = IndexRecord.identifier(identifier.scheme(), path < 0 ? value : value.substring(path));
        Map<RecordKind, Map<String, Object>> queries = new EnumMap<>(RecordKind.class);
        for (RecordKind kind : kinds) {
            String field = ClusterFields.name(FieldNames.ownIdentifiers(kind));
            List<Object> any = new ArrayList<>();
            any.add(scored(term(field, text), 2));
            if (identifier.scheme() == Scheme.DOI) {
                Set<String> held = beginning(field, text);
                held.add(IndexRecord.identifier(Scheme.DOI, IdentifierQueries.withoutTail(value)));
                any.add(scored(Map.of("terms", Map.of(field, held)), 1));
            }
            queries.put(kind, Map.of("dis_max", Map.of("queries", any)));
        }
        addBest(queries, found);
    }

    /**
     * Returns the first values of a field that begin with the given prefix. A value that equals the prefix is not
     * included, but counts towards the limit.
     */
    private Set<String> beginning(String field, String text) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("size", limit);
        values.put("sources", List.of(Map.of("value", Map.of("terms", Map.of("field", field)))));
        // Start at the prefix, because the matching records also have values that precede it in sort order.
        values.put("after", Map.of("value", text));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", Map.of("prefix", Map.of(field, text)));
        body.put("size", 0);
        body.put("aggs", Map.of("values", Map.of("composite", values), "itself", Map.of("filter", term(field, text))));
        JsonNode answer = search.ask(body, false).path("aggregations");
        int most = answer.at("/itself/doc_count").asInt() > 0 ? limit - 1 : limit;
        Set<String> found = new LinkedHashSet<>();
        for (JsonNode each : answer.at("/values/buckets")) {
            String held = each.at("/key/value").asText();
            if (held.startsWith(text) && found.size() < most) {
                found.add(held);
            }
        }
        return found;
    }

    /** Adds the best hits of each record kind. */
    private void addBest(Map<RecordKind, Map<String, Object>> queries, List<SuggestedHit> found) {
        List<RecordKind> asked = List.copyOf(queries.keySet());
        List<String> fields = new ArrayList<>(StoredFields.forms(FieldNames.LABEL));
        fields.addAll(StoredFields.forms(TITLES));
        fields.add(FieldNames.KEY);
        fields.add(FieldNames.ARTICLES);
        List<JsonNode> answers = search.records(
                asked.stream().map(kind -> best(kind, queries.get(kind))).toList(), fields);
        for (int i = 0; i < asked.size(); i++) {
            int rank = 0;
            for (JsonNode hit : answers.get(i).path("hits").path("hits")) {
                found.add(new SuggestedHit(
                        asked.get(i), rank++, hit.path("sort").path(0).asDouble(), hit));
            }
        }
    }

    private Map<String, Object> best(RecordKind kind, Map<String, Object> query) {
        SortOrder order =
                switch (kind) {
                    case JOURNAL -> SortOrder.TITLE;
                    case ISSUE, ARTICLE -> SortOrder.NEWEST;
                    default -> SortOrder.NAME;
                };
        Sort ties = new ListSort(kind, order, false, field -> false).sort();
        List<Object> sort = new ArrayList<>();
        sort.add(Map.of("_score", "desc"));
        sort.addAll(SortJson.of(ties));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", query);
        body.put("size", limit);
        body.put("sort", sort);
        body.put("track_total_hits", false);
        return body;
    }

    /** Returns search suggestions for the given hits. */
    private List<Suggestion> shown(List<SuggestedHit> best, List<Token> typed) throws IOException {
        List<Query> lists = new ArrayList<>();
        for (SuggestedHit each : best) {
            if (LISTED.containsKey(each.kind())) {
                lists.add(new QueryTranslation(records, RecordKind.ARTICLE)
                        .oneOf(LISTED.get(each.kind()), Set.of(StoredFields.one(each.hit(), FieldNames.KEY))));
            }
        }
        Iterator<Long> counts = search.counts(lists).iterator();
        List<Suggestion> suggestions = new ArrayList<>();
        for (SuggestedHit each : best) {
            suggestions.add(shown(each, LISTED.containsKey(each.kind()) ? counts.next() : 0, typed));
        }
        return suggestions;
    }

    /**
     * Returns the search suggestion for a hit.
     *
     * @param listed number of articles in the record's article list
     */
    private static Suggestion shown(SuggestedHit found, long listed, List<Token> typed) {
        RecordKind kind = found.kind();
        JsonNode hit = found.hit();
        String key = StoredFields.one(hit, FieldNames.KEY);
        String label = StoredFields.label(hit);
        return switch (kind) {
            case ARTICLE ->
                new Suggestion(kind, key, TypedText.title(StoredFields.texts(hit, TITLES), label, typed), null);
            case ISSUE -> new Suggestion(kind, key, label, null);
            case JOURNAL, AFFILIATION -> new Suggestion(kind, key, label, listed);
            case PERSON, KEYWORD -> new Suggestion(kind, key, label, StoredFields.number(hit, FieldNames.ARTICLES));
        };
    }
}
