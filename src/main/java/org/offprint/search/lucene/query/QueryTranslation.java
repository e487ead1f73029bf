package org.offprint.search.lucene.query;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.Presence;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/** Translates search queries to Lucene queries for one kind of record. */
public final class QueryTranslation {

    private final RecordKind kind;
    private final IndexedRecords records;
    private final TextQueries texts;
    private final InitialsQueries initials;

    public QueryTranslation(IndexedRecords records, RecordKind kind) {
        this.kind = kind;
        this.records = records;
        texts = new TextQueries(records, kind);
        initials = new InitialsQueries(kind, texts);
    }

    /** Returns the Lucene query for all records of the kind. */
    public org.apache.lucene.search.Query all() {
        return new TermQuery(new Term(FieldNames.KIND, kind.name()));
    }

    /**
     * Translates a search query to a Lucene query. Returns null if the search query contains nothing searchable, for
     * example only a dash.
     */
    public org.apache.lucene.search.Query of(SearchQuery query) throws IOException {
        if (query instanceof SearchQuery.Word word) {
            return isOfJournal(word.field()) ? ofJournals(word) : word(word);
        } else if (query instanceof SearchQuery.Phrase phrase) {
            return isOfJournal(phrase.field()) ? ofJournals(phrase) : texts.phrase(phrase.field(), phrase.text());
        } else if (query instanceof SearchQuery.Prefix prefix) {
            return isOfJournal(prefix.field()) ? ofJournals(prefix) : texts.prefix(prefix.field(), prefix.text());
        } else if (query instanceof SearchQuery.Identifier identifier) {
            return identifier(identifier);
        } else if (query instanceof SearchQuery.OneOf oneOf) {
            return oneOf(oneOf.field(), oneOf.values());
        } else if (query instanceof SearchQuery.Between between) {
            return between(between.field(), between.from(), between.until());
        } else if (query instanceof SearchQuery.Has has) {
            var having = has.what() == Presence.CITATIONS
                    ? cited(1)
                    : new TermQuery(new Term(FieldNames.has(kind), has.what().word()));
            return has.present() ? having : without(having);
        } else if (query instanceof SearchQuery.Cited cited) {
            return cited(cited.least());
        } else if (query instanceof SearchQuery.And and) {
            return and(and.parts());
        } else if (query instanceof SearchQuery.Or or) {
            return or(or.parts(), 1);
        } else if (query instanceof SearchQuery.AtLeast some) {
            return or(some.parts(), some.number());
        } else if (query instanceof SearchQuery.Not not) {
            var part = of(not.part());
            return part == null ? all() : without(part);
        }
        return all();
    }

    /**
     * Translates a word of a search query to a Lucene query. Eight digits with a valid ISSN check digit match both as a
     * number and as an ISSN.
     */
    private org.apache.lucene.search.Query word(SearchQuery.Word word) throws IOException {
        var written = texts.word(word.field(), word.text());
        SearchQuery.Identifier issn =
                word.field() == FullTextField.ANY ? IdentifierQueries.bareIssn(word.text()) : null;
        return issn == null || written == null ? written : either(written, IdentifierQueries.of(kind, issn, records));
    }

    /**
     * Translates an identifier in a search query to a Lucene query. An ISSN that consists only of digits may also be
     * two years or two page numbers.
     */
    private org.apache.lucene.search.Query identifier(SearchQuery.Identifier identifier) throws IOException {
        var named = IdentifierQueries.of(kind, identifier, records);
        return IdentifierQueries.isTwoNumbers(identifier)
                ? either(texts.word(FullTextField.ANY, identifier.value()), named)
                : named;
    }

    private org.apache.lucene.search.Query without(org.apache.lucene.search.Query part) {
        return new BooleanQuery.Builder()
                .add(all(), Occur.FILTER)
                .add(part, Occur.MUST_NOT)
                .build();
    }

    private org.apache.lucene.search.Query and(List<SearchQuery> parts) throws IOException {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        boolean positive = false;
        for (int i = 0; i < parts.size(); i++) {
            SearchQuery part = parts.get(i);
            var one = part instanceof SearchQuery.Not not ? of(not.part()) : initials.orAsWritten(of(part), parts, i);
            if (one != null) {
                Occur occur =
                        part instanceof SearchQuery.Not ? Occur.MUST_NOT : isScored(part) ? Occur.MUST : Occur.FILTER;
                all.add(one, occur);
                positive |= occur != Occur.MUST_NOT;
            }
        }
        BooleanQuery found = all.build();
        return found.clauses().isEmpty()
                ? null
                : positive ? found : all.add(all(), Occur.FILTER).build();
    }

    private static boolean isScored(SearchQuery part) {
        return !(part instanceof SearchQuery.OneOf
                || part instanceof SearchQuery.Between
                || part instanceof SearchQuery.Has
                || part instanceof SearchQuery.Cited
                || part instanceof SearchQuery.All);
    }

    private org.apache.lucene.search.Query cited(int least) {
        return NumberRange.ofValues(FieldNames.order(kind, SortOrder.MOST_CITED), least, Long.MAX_VALUE);
    }

    private org.apache.lucene.search.Query or(List<SearchQuery> parts, int least) throws IOException {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        int clauses = 0;
        for (SearchQuery part : parts) {
            var one = of(part);
            if (one != null) {
                any.add(one, Occur.SHOULD);
                clauses++;
            }
        }
        return clauses == 0
                ? null
                : any.setMinimumNumberShouldMatch(Math.min(least, clauses)).build();
    }

    /**
     * Returns the Lucene query for records with any of the given values in a field. If the values belong to other index
     * records, for example to organizations, these records are looked up first.
     */
    public org.apache.lucene.search.Query oneOf(TermField field, Set<String> values) throws IOException {
        if (kind == RecordKind.ARTICLE) {
            switch (field) {
                case AFFILIATION_ID -> {
                    return in(TermField.AFFILIATION_ID, records.withParts(values));
                }
                case ROR -> {
                    Set<String> holders = records.keys(
                            RecordKind.AFFILIATION, FieldNames.term(RecordKind.AFFILIATION, field), values);
                    return either(in(field, values), in(TermField.AFFILIATION_ID, records.withParts(holders)));
                }
                case ISSN -> {
                    return in(TermField.JOURNAL_ID, records.journals(values));
                }
                case CITES -> {
                    List<String> cited = new ArrayList<>(values);
                    for (String value : values) {
                        if (Ids.isUuidShaped(value)) {
                            cited.addAll(records.doisOf(value));
                        }
                    }
                    return in(field, cited);
                }
                default -> {
                    return in(field, values);
                }
            }
        }
        return in(field, values);
    }

    private static org.apache.lucene.search.Query either(
            org.apache.lucene.search.Query one, org.apache.lucene.search.Query other) {
        return new BooleanQuery.Builder()
                .add(one, Occur.SHOULD)
                .add(other, Occur.SHOULD)
                .build();
    }

    private org.apache.lucene.search.Query in(TermField field, Collection<String> values) {
        String name = FieldNames.term(kind, field);
        return values.size() == 1
                ? new ConstantScoreQuery(
                        new TermQuery(new Term(name, values.iterator().next())))
                : new TermInSetQuery(name, values.stream().map(BytesRef::new).toList());
    }

    private org.apache.lucene.search.Query between(DateField date, Instant from, Instant until) {
        String field = FieldNames.date(kind, date);
        long first = from == null ? Long.MIN_VALUE : from.toEpochMilli();
        long last = until == null ? Long.MAX_VALUE : until.toEpochMilli();
        return NumberRange.ofPoints(field, first, last);
    }

    private boolean isOfJournal(FullTextField field) {
        return field == FullTextField.JOURNAL_TITLE && kind != RecordKind.JOURNAL;
    }

    /**
     * Returns the query for articles or issues of matching journals. Journals are looked up first, so that articles
     * need not be re-indexed when their journal is renamed.
     */
    private org.apache.lucene.search.Query ofJournals(SearchQuery words) throws IOException {
        var found = new QueryTranslation(records, RecordKind.JOURNAL).of(words);
        return found == null ? null : in(TermField.JOURNAL_ID, records.keys(RecordKind.JOURNAL, found));
    }
}
