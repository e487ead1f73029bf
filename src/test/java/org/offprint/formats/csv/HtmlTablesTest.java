package org.offprint.formats.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests the tables of full texts as CSV. */
class HtmlTablesTest {

    private static Optional<String> csv(String rows) {
        return HtmlTables.csv("<figure id=\"t\"><table>" + rows + "</table></figure>", "t");
    }

    @Test
    void cells_that_span_columns_and_rows_are_repeated() {
        String rows = "<thead><tr><th rowspan=\"2\">a</th><th colspan=\"2\">b</th></tr><tr><th>c</th><th>d</th></tr>"
                + "</thead><tbody><tr><td colspan=\"2\" rowspan=\"2\">1</td><td>2</td></tr><tr><td>3</td></tr></tbody>";

        assertEquals(Optional.of("a,b,b\r\na,c,d\r\n1,1,2\r\n1,1,3\r\n"), csv(rows));
    }

    @Test
    void formulas_of_spreadsheets_become_text_and_numbers_do_not() {
        assertEquals(
                Optional.of("'=1+1,'@a,-3.2,\"-1,5 %\",\"say \"\"x\"\"\"\r\n"),
                csv("<tr><td>=1+1</td><td>@a</td><td>-3.2</td><td>-1,5 %</td><td>say \"x\"</td></tr>"));
    }

    @Test
    void tables_of_other_figures_are_omitted() {
        String html = "<figure id=\"a\"><table><tr><td>1</td></tr></table></figure>"
                + "<figure id=\"b\"><figure id=\"c\"><table><tr><td>2</td></tr></table></figure>"
                + "<table><tr><td>3</td></tr></table></figure><figure id=\"d\"><p>No table</p></figure>";

        assertEquals(Optional.of("1\r\n"), HtmlTables.csv(html, "a"));
        assertEquals(Optional.of("2\r\n\r\n3\r\n"), HtmlTables.csv(html, "b"));
        assertEquals(Optional.empty(), HtmlTables.csv(html, "d"));
        assertEquals(Optional.empty(), HtmlTables.csv(html, "e"));
    }

    @Test
    void repeated_cells_are_bounded() {
        String wide = csv("<tr><td colspan=\"9999\">1</td></tr>".repeat(2_000)).orElseThrow();
        assertTrue(wide.length() < 1_100_000, () -> wide.length() + " characters");

        String cell = "<tr><td colspan=\"1000\">" + "x".repeat(1_000_000) + "</td></tr>";
        String large = csv(cell).orElseThrow();
        assertTrue(large.length() < 5_100_000, () -> large.length() + " characters");
    }
}
