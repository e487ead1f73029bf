package org.offprint.formats.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceDateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
                    2024-05-01          | null | 2024-05-01 | false
                    2024/5/1            | null | 2024-05-01 | false
                    2024-05-01T10:00:00 | null | 2024-05-01 | false
                    2024                | null | 2024       | false
                    2024/05//Spring     | null | 2024-05    | true
                    2024-21             | null | 2024       | true
                    2024-02-30          | null | 2024-02    | true
                    1 May 2024          | null | 2024-05-01 | false
                    May 1st, 2024       | null | 2024-05-01 | false
                    1 de março de 2024  | null | 2024-03-01 | false
                    12. Dezember 2024   | null | 2024-12-12 | false
                    août 2024           | null | 2024-08    | false
                    Sept. 2024          | null | 2024-09    | false
                    SEP 15              | 2024 | 2024-09-15 | false
                    May-June 2024       | null | 2024-05    | true
                    12-14 May 2024      | null | 2024-05-12 | true
                    Spring 2024         | null | 2024       | true
                    SEP 15              | null | null       | true
                    in press            | null | null       | true
                    """)
    void dates_from_reference_managers_are_parsed(String said, String within, String iso, boolean saysMore) {
        assertEquals(new SourceDate(iso, saysMore), SourceDate.of(said, within));
    }

    @Test
    void english_months_and_days_are_parsed_from_printed_dates() {
        assertEquals("2014-03-12", SourceDate.printed("Received 12th March 2014"));
        assertEquals("2014", SourceDate.printed("2014", "März", "12"));
        assertEquals("2014-03", SourceDate.printed("c2014", "Mar", "xii"));
        assertNull(SourceDate.printed("in press"));
        assertTrue(SourceDate.hasOtherWords("Spring 2014"));
        assertFalse(SourceDate.hasOtherWords("Monday, the 3rd of March 2014"));
    }

    @Test
    void invalid_month_numbers_are_omitted_from_a_date() {
        assertEquals("2014-03-02", SourceDate.ofNumbers("2014", "3", "2"));
        assertEquals("2014", SourceDate.ofNumbers("2014", "21", "2"));
        assertNull(SourceDate.ofNumbers(null, "3", "2"));
    }

    @Test
    void full_dates_are_parsed_from_words_and_from_eight_digits() {
        assertEquals("2014-03-02", SourceDate.wholeDay("2 March 2014"));
        assertEquals("2014-03-02", SourceDate.wholeDay("March 2, 2014"));
        assertNull(SourceDate.wholeDay("March 2014"));
        assertEquals("2014-03-02", SourceDate.ofEightDigits("20140302"));
        assertNull(SourceDate.ofEightDigits(null));
    }
}
