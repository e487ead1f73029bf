package org.offprint.kernel.identifiers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.offprint.kernel.identifiers.RejectionAssertions.refused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoiTest {

    private static final String SICI = "10.1002/(SICI)1097-0258(19980815)17:15/16<1661::AID-SIM968>3.0.CO;2-2";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1000/Abc",
                "doi:10.1000/Abc",
                "DOI: 10.1000/Abc",
                "doi 10.1000/Abc",
                "info:doi/10.1000/Abc",
                "https://doi.org/10.1000/Abc",
                "http://dx.doi.org/10.1000%2FAbc",
                "HTTPS://www.DOI.org/10.1000/Abc",
                " doi.org/10.1000/Abc\n",
                "doi: http://dx.doi.org/10.1000/Abc"
            })
    void a_doi_in_any_input_form_is_stored_as_a_bare_doi_in_its_original_case(String pasted) {
        assertEquals("10.1000/Abc", Doi.parse(pasted).value());
    }

    @Test
    void dois_that_differ_only_in_the_case_of_ascii_letters_have_the_same_key() {
        assertEquals(Doi.parse("10.1000/ABC").key(), Doi.parse("10.1000/abc").key());
        assertEquals("10.1000/abcÄ", Doi.parse("10.1000/ABCÄ").key());
        assertNotEquals(Doi.parse("10.1000/Ä").key(), Doi.parse("10.1000/ä").key());
    }

    @Test
    void dois_that_differ_only_in_case_are_not_equal() {
        assertNotEquals(Doi.parse("10.1000/ABC"), Doi.parse("10.1000/abc"));
    }

    @Test
    void reserved_characters_are_percent_encoded_in_a_doi_url() {
        assertEquals(
                "https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2",
                Doi.parse(SICI).url());
        String every = "10.1000/%\"#<>?{}^[]`|\\+%41é漢";
        assertEquals(
                "https://doi.org/10.1000/%25%22%23%3C%3E%3F%7B%7D%5E%5B%5D%60%7C%5C%2B%2541%C3%A9%E6%BC%A2",
                Doi.parse(every).url());
        assertEquals(every, Doi.parse(Doi.parse(every).url()).value());
    }

    @Test
    void invalid_percent_escapes_in_a_doi_are_preserved() {
        assertEquals("10.1000/a%41", Doi.parse("10.1000/a%41").value());
        assertEquals(
                "10.1000/50%off", Doi.parse("https://doi.org/10.1000/50%off").value());
        assertEquals("10.1000/%FF", Doi.parse("https://doi.org/10.1000/%FF").value());
    }

    @Test
    void a_doi_prefix_consists_of_four_to_nine_digits_and_optional_subdivisions() {
        assertEquals("10.123456789", Doi.parse("10.123456789/a").prefix().value());
        assertEquals("10.1000.10.2", Doi.parse("10.1000.10.2/a").prefix().value());
        assertEquals("10.12345", DoiPrefix.parse("https://doi.org/10.12345/").value());
        for (String bad :
                new String[] {"10.123/a", "10.1234567890/a", "10.1000./a", "11.1000/a", "10.1000/", "10.1000", "", "a"
                }) {
            refused("doi-format", () -> Doi.parse(bad));
        }
        refused("doi-prefix-format", () -> DoiPrefix.parse("10.12345/abc"));
    }

    @Test
    void a_doi_with_spaces_or_invisible_characters_is_rejected() {
        for (String bad : new String[] {"a b", "a\u00A0b", "a\nb", "a\u0000b", "a\u200Bb", "a\uD800b", "a\uFFFEb"}) {
            refused("doi-characters", () -> Doi.parse("10.1000/" + bad));
        }
        refused("doi-characters", () -> Doi.parse("https://doi.org/10.1000/a%00b"));
    }

    @Test
    void a_doi_of_more_than_2048_characters_is_rejected() {
        assertEquals(2048, Doi.parse("10.1000/" + "a".repeat(2040)).value().length());
        refused("doi-length", () -> Doi.parse("10.1000/" + "a".repeat(2041)));
        refused("doi-format", () -> Doi.parse("10.1000" + ".1".repeat(500)));
    }
}
