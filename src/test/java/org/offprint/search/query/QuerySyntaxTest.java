package org.offprint.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.search.schema.FullTextField.ABSTRACT;
import static org.offprint.search.schema.FullTextField.ANY;
import static org.offprint.search.schema.FullTextField.AUTHOR;
import static org.offprint.search.schema.FullTextField.TITLE;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.search.query.SearchQuery.And;
import org.offprint.search.query.SearchQuery.Identifier;
import org.offprint.search.query.SearchQuery.Not;
import org.offprint.search.query.SearchQuery.OneOf;
import org.offprint.search.query.SearchQuery.Or;
import org.offprint.search.query.SearchQuery.Phrase;
import org.offprint.search.query.SearchQuery.Prefix;
import org.offprint.search.query.SearchQuery.Scheme;
import org.offprint.search.query.SearchQuery.Word;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/** Tests the parsing of search queries, and the error messages for invalid queries. */
class QuerySyntaxTest {

    private static SearchQuery parse(String text) {
        return QuerySyntax.parse(text, RecordKind.ARTICLE);
    }

    private static QuerySyntaxException refused(String text) {
        return assertThrows(QuerySyntaxException.class, () -> parse(text), text);
    }

    private static Word word(String text) {
        return new Word(ANY, text);
    }

    private static And and(SearchQuery... parts) {
        return new And(List.of(parts));
    }

    private static Or or(SearchQuery... parts) {
        return new Or(List.of(parts));
    }

    @Test
    void adjacent_query_words_must_all_match() {
        assertEquals(word("soil"), parse(" soil "));
        assertEquals(and(word("soil"), word("carbon")), parse("soil\tcarbon"));
        assertEquals(and(word("soil"), word("carbon")), parse("soil\u3000carbon"));
        assertEquals(and(word("Soil"), word("co-operation")), parse("Soil, co-operation!"));
        assertEquals(and(word("cats"), word("dogs")), parse("cats & dogs -"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"soil carbon\"",
                "“soil carbon”",
                "„soil carbon“",
                "«soil carbon»",
                "»soil carbon«",
                "”soil  carbon”",
                "「soil carbon」",
                "《soil carbon》",
                "＂soil carbon＂"
            })
    void quotation_marks_of_any_kind_enclose_a_phrase(String text) {
        assertEquals(new Phrase(ANY, "soil carbon"), parse(text));
    }

    @Test
    void query_operators_inside_quotation_marks_are_parsed_as_text() {
        assertEquals(new Phrase(ANY, "-a OR title:b* (c"), parse("\"-a OR title:b* (c\""));
    }

    @Test
    void the_or_operator_binds_tighter_than_the_implicit_and() {
        assertEquals(and(word("a"), or(word("b"), word("c")), word("d")), parse("a b OR c d"));
        assertEquals(or(word("a"), word("b"), word("c")), parse("a OR (b OR c)"));
        assertEquals(or(and(word("a"), word("b")), word("c")), parse("(a b) OR c"));
        assertEquals(and(word("or"), word("ORB")), parse("or ORB"));
        assertEquals(or(word("土"), word("水")), parse("土　OR　水"));
    }

    @Test
    void a_hyphen_before_a_part_of_a_query_excludes_the_matches_of_that_part() {
        assertEquals(and(word("a"), new Not(word("b"))), parse("a -b"));
        assertEquals(and(word("a"), new Not(word("b"))), parse("a －b"));
        assertEquals(new Not(and(word("a"), word("b"))), parse("-(a b)"));
        assertEquals(new Not(new Word(TITLE, "a")), parse("-title:a"));
        assertEquals(or(word("a"), new Not(new Phrase(ANY, "b c"))), parse("a OR -\"b c\""));
    }

    @Test
    void a_field_name_can_precede_a_word_or_a_phrase_or_a_group() {
        assertEquals(new Word(TITLE, "soil"), parse("title:soil"));
        assertEquals(new Word(TITLE, "soil"), parse("TITLE：soil"));
        assertEquals(new Phrase(ABSTRACT, "soil carbon"), parse("abstract:\"soil carbon\""));
        assertEquals(
                and(new Word(TITLE, "a"), or(new Word(TITLE, "b"), new Not(new Prefix(TITLE, "cd")))),
                parse("title:(a b OR -cd*)"));
        assertEquals(new Word(TITLE, "土壤"), parse("title：（土壤）"));
        assertEquals(new Word(FullTextField.NAME, "Porto"), QuerySyntax.parse("name:Porto", RecordKind.AFFILIATION));
    }

    @Test
    void query_values_of_exact_match_fields_are_normalized() {
        assertEquals(new OneOf(TermField.YEAR, Set.of("2025")), parse("year:2025"));
        assertEquals(new OneOf(TermField.LICENSE, Set.of("CC-BY-4.0")), parse("license:\"CC BY 4.0\""));
        assertEquals(
                new OneOf(TermField.LICENSE, Set.of("CC-BY-4.0")),
                parse("license:http://creativecommons.org/licenses/by/4.0"));
        assertEquals(new OneOf(TermField.TYPE, Set.of("review-article")), parse("type:\"Review article\""));
        assertEquals(new OneOf(TermField.COUNTRY, Set.of("CN")), parse("country:cn"));
        assertEquals(
                or(new OneOf(TermField.YEAR, Set.of("2024")), new OneOf(TermField.YEAR, Set.of("2025"))),
                parse("year:(2024 OR 2025)"));
        assertEquals(
                new OneOf(TermField.CITES, Set.of("10.1016/s0140-6736(05)17828-6")),
                parse("cites:10.1016/S0140-6736(05)17828-6"));
    }

    @Test
    void a_query_word_with_a_trailing_asterisk_is_a_prefix_search() {
        assertEquals(new Prefix(ANY, "photosyn"), parse("photosyn*"));
        assertEquals(new Prefix(AUTHOR, "Li"), parse("author:Li*"));
        assertEquals(new Prefix(ANY, "光"), parse("光*"));
        assertEquals(new Prefix(ANY, "光合"), parse("光合＊"));
        assertEquals(new Prefix(ANY, "co"), parse("co*,"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.1371/journal.pone.0000217|DOI|10.1371/journal.pone.0000217",
                "doi:10.1371/journal.PONE.0000217|DOI|10.1371/journal.pone.0000217",
                "https://doi.org/10.1371/journal.pone.0000217.|DOI|10.1371/journal.pone.0000217",
                "http://dx.doi.org/10.1371%2Fjournal.pone.0000217|DOI|10.1371/journal.pone.0000217",
                "DOI:https://doi.org/10.5555/a|DOI|10.5555/a",
                "10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1|DOI|10.1002/(sici)1096-8644(199601)99:1<1::aid-ajpa1>3.0.co;2-1",
                "0000-0002-1825-0097|ORCID|https://orcid.org/0000-0002-1825-0097",
                "0000000218250097|ORCID|https://orcid.org/0000-0002-1825-0097",
                "https://orcid.org/0000-0002-1825-0097|ORCID|https://orcid.org/0000-0002-1825-0097",
                "orcid:0000-0002-1825-0097|ORCID|https://orcid.org/0000-0002-1825-0097",
                "orcid.org/0000-0002-1825-0097|ORCID|https://orcid.org/0000-0002-1825-0097",
                "https://ror.org/05dxps055|ROR|https://ror.org/05dxps055",
                "05dxps055|ROR|https://ror.org/05dxps055",
                "ror:05dxps055|ROR|https://ror.org/05dxps055",
                "0009000518292325|ORCID|https://orcid.org/0009-0005-1829-2325",
                "<https://orcid.org/0000-0002-1825-0097>|ORCID|https://orcid.org/0000-0002-1825-0097",
                "https://doi.org/doi:10.1371/x|DOI|10.1371/x",
                "10.1371%2FX|DOI|10.1371/x",
                "2049-3630|ISSN|2049-3630",
                "issn:20493630|ISSN|2049-3630",
                "ISSN:2049-3630|ISSN|2049-3630",
                "２０４９－３６３０|ISSN|2049-3630",
                "https://example.org/a:b?c=(d)|URL|https://example.org/a:b?c=(d)",
                "http://creativecommons.org/licenses/by/4.0|URL|https://creativecommons.org/licenses/by/4.0/",
            })
    void an_identifier_in_a_query_is_recognized_before_operators_and_fields(String text, Scheme scheme, String value) {
        Identifier identifier = new Identifier(scheme, value);
        assertEquals(identifier, parse(text));
        assertEquals(and(word("a"), new Not(identifier)), parse("a -" + text));
        assertEquals(or(identifier, word("b")), parse("(" + text + " OR b)"));
        assertEquals(and(word("see"), identifier), QuerySyntax.words("see: (" + text + ")", RecordKind.ARTICLE));
    }

    @Test
    void a_number_with_a_wrong_check_digit_is_parsed_as_a_word() {
        assertEquals(word("20493630"), parse("20493630"));
        assertEquals(word("2049-3631"), parse("2049-3631"));
        assertEquals(word("0000-0002-1825-0098"), parse("0000-0002-1825-0098"));
        assertEquals(word("012345678"), parse("012345678"));
        assertEquals(word("2019-2020"), parse("2019-2020"));
    }

    @Test
    void an_identifier_after_a_field_name_searches_the_matching_identifier_field() {
        assertEquals(
                new OneOf(TermField.ORCID, Set.of("https://orcid.org/0000-0002-1825-0097")),
                parse("author:0000-0002-1825-0097"));
        assertEquals(
                new OneOf(TermField.ROR, Set.of("https://ror.org/05dxps055")),
                parse("affiliation:https://ror.org/05dxps055"));
        assertEquals(new OneOf(TermField.ISSN, Set.of("2049-3630")), parse("journal:2049-3630"));
        assertEquals(new Phrase(TITLE, "10.5555/a(b)"), parse("title:10.5555/a(b)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "titel:soil|query-field|0|title:soil",
                "a autor:Shi|query-field|2|a author:Shi",
                "covid:19|query-field|0|\"covid:19\"",
                "title: soil|query-field|5|title:soil",
                "title:|query-field|5|",
                "title:author:x|query-field|6|title:x",
                "title:-x|query-not|6|-title:x",
                "--x|query-not|0|-x",
                "a OR|query-or|2|a",
                "OR a|query-or|0|\"OR\" a",
                "a OR OR b|query-or|5|a OR  b",
                "a AND b|query-operator|2|a  b",
                "AND gate|query-operator|0|\"AND\" gate",
                "a NOT b|query-operator|2|a -b",
                "(a|query-bracket|0|(a)",
                "a)|query-bracket|1|a",
                "a ()|query-empty|2|a",
                "\"a b|query-quote|0|\"a b\"",
                "a \"\"|query-empty|2|a",
                "*ology|query-prefix|0|ology",
                "wom*n|query-prefix|3|wom*",
                "a*|query-prefix|0|a",
                "\"a b\"*|query-prefix|5|\"a b\"",
                "type:reviw-article|query-value|5|type:review-article",
                "year:>2020|query-value|5|\">2020\"",
                "year:20*|query-prefix|7|",
                "orcid:0000-0002-1825-0098|query-value|6|\"0000-0002-1825-0098\"",
                "...|query-empty|0|",
                "status:draft|query-field|0|\"status:draft\"",
            })
    void an_invalid_query_is_rejected_with_a_position_and_a_suggestion(
            String text, String code, int position, String suggestion) {
        QuerySyntaxException error = refused(text);
        assertEquals(code, error.code());
        assertEquals(position, error.position());
        if (suggestion != null) {
            assertEquals(suggestion, error.suggestion());
        }
        assertTrue(error.getMessage().endsWith("."), error.getMessage());
    }

    @Test
    void a_query_with_an_unknown_field_is_rejected_with_a_list_of_fields() {
        assertEquals(
                "There is no field titel; did you mean title? The fields are "
                        + String.join(", ", QueryField.names(RecordKind.ARTICLE)) + ".",
                refused("titel:x").getMessage());
    }

    @Test
    void the_length_and_nesting_depth_and_number_of_clauses_of_a_query_are_limited() {
        assertEquals("query-length", refused("a".repeat(1_001)).code());
        parse("a".repeat(1_000));
        parse("(".repeat(8) + "a" + ")".repeat(8));
        assertEquals(8, refused("(".repeat(9) + "a" + ")".repeat(9)).position());
        parse("a ".repeat(64));
        assertEquals("query-clauses", refused("a ".repeat(65)).code());
        assertEquals("query-text", refused("a\u0000").code());
        assertEquals(1, refused("a\ud800b").position());
    }

    @Test
    void plain_text_queries_treat_operators_as_words() {
        assertEquals(
                and(word("title:x"), word("OR"), word("-y"), word("z")),
                QuerySyntax.words("title:x OR (-y \"z*", RecordKind.ARTICLE));
        assertEquals(
                and(word("see"), new Identifier(Scheme.DOI, "10.5555/a")),
                QuerySyntax.words("see 10.5555/A.", RecordKind.ARTICLE));
        assertEquals(new Not(new SearchQuery.All()), QuerySyntax.words("???", RecordKind.ARTICLE));
        assertEquals(word("title:x"), QuerySyntax.words("title:x", RecordKind.ARTICLE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DOI: 10.5555/A(1)        | DOI   | 10.5555/a(1)",
                "doi 10.5555/a            | DOI   | 10.5555/a",
                "DOI: https://doi.org/10.5555/a | DOI | 10.5555/a",
                "ISSN: 2049-3630          | ISSN  | 2049-3630",
                "issn 20493630            | ISSN  | 2049-3630",
                "e-ISSN: 2049-3630        | ISSN  | 2049-3630",
                "ORCID iD: 0000-0002-1825-0097 | ORCID | https://orcid.org/0000-0002-1825-0097",
                "ORCID: 0000000218250097  | ORCID | https://orcid.org/0000-0002-1825-0097",
                "ROR: 05dxps055           | ROR   | https://ror.org/05dxps055",
            })
    void an_identifier_pasted_with_its_label_is_recognized_in_a_query(String text, Scheme scheme, String value) {
        Identifier identifier = new Identifier(scheme, value);
        assertEquals(identifier, parse(text));
        assertEquals(identifier, QuerySyntax.words(text, RecordKind.ARTICLE));
        assertEquals(identifier, parse(QuerySyntax.write(identifier, RecordKind.ARTICLE)));
    }

    @Test
    void an_identifier_label_without_an_identifier_is_parsed_as_query_text() {
        assertEquals("query-field", refused("doi: photosynthesis").code());
        assertEquals(and(word("ROR"), word("organizations")), parse("ROR organizations"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "soil && carbon ; soil  carbon",
                "soil || carbon ; soil OR carbon",
                "soil || ; soil",
                "&& soil ; soil",
            })
    void unsupported_boolean_operators_are_rejected_with_a_suggestion(String asked, String instead) {
        QuerySyntaxException e =
                assertThrows(QuerySyntaxException.class, () -> QuerySyntax.parse(asked, RecordKind.ARTICLE));
        assertEquals("query-operator", e.code());
        assertEquals(instead, e.suggestion());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(1→3)-β-D-glucan ; 1→3 β-D-glucan",
                "\"in vivo\"-imaging ; \"in vivo\" imaging",
                "(soil) -carbon ; soil -carbon",
                "(-carbon) ; -carbon",
            })
    void a_hyphen_directly_after_a_bracket_does_not_exclude_the_next_word(String asked, String read) {
        assertEquals(read, QuerySyntax.write(QuerySyntax.parse(asked, RecordKind.ARTICLE), RecordKind.ARTICLE));
    }
}
