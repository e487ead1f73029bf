package org.offprint.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.offprint.search.schema.RecordKind;

/** Checks that the query language works as documented in docs/search.md. */
class SearchDocumentTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static final Map<String, RecordKind> KINDS = Map.of(
            "articles", RecordKind.ARTICLE,
            "issues", RecordKind.ISSUE,
            "journals", RecordKind.JOURNAL,
            "affiliations", RecordKind.AFFILIATION,
            "contributors", RecordKind.PERSON,
            "keywords", RecordKind.KEYWORD);

    @Test
    void every_query_example_in_the_documentation_is_valid() {
        List<String> examples = SearchDocument.lines("query");
        assertTrue(examples.size() > 30, examples.toString());
        examples.forEach(example -> QuerySyntax.parse(example, RecordKind.ARTICLE));
    }

    @Test
    void in_documented_queries_the_or_operator_binds_tighter_than_adjacent_words() {
        List<String> examples = SearchDocument.lines("query");
        int first = examples.indexOf("soil carbon OR nitrogen");
        assertEquals(
                QuerySyntax.parse(examples.get(first), RecordKind.ARTICLE),
                QuerySyntax.parse(examples.get(first + 1), RecordKind.ARTICLE));
    }

    @Test
    void invalid_queries_in_the_documentation_are_rejected_with_the_documented_error() {
        List<List<String>> rows = SearchDocument.table("| sent |");
        assertTrue(rows.size() > 8, rows.toString());
        for (List<String> row : rows) {
            QuerySyntaxException error = assertThrows(
                    QuerySyntaxException.class,
                    () -> QuerySyntax.parse(code(row.get(0)), RecordKind.ARTICLE),
                    row.get(0));
            assertEquals(code(row.get(1)), error.code());
            assertEquals(code(row.get(2)), error.suggestion());
        }
    }

    @Test
    void the_documentation_lists_all_query_fields() {
        List<List<String>> rows = SearchDocument.table("fields searched by word");
        assertEquals(KINDS.size(), rows.size());
        for (List<String> row : rows) {
            Set<String> named = new HashSet<>();
            row.stream().skip(1).forEach(cell -> codes(cell, named));
            assertEquals(new HashSet<>(QueryField.names(KINDS.get(row.get(0)))), named, row.get(0));
        }
    }

    private static String code(String cell) {
        Matcher code = CODE.matcher(cell);
        assertTrue(code.find(), cell);
        return code.group(1);
    }

    private static void codes(String cell, Set<String> into) {
        Matcher code = CODE.matcher(cell);
        while (code.find()) {
            into.add(code.group(1));
        }
    }
}
