package org.offprint.kernel.identifiers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.kernel.identifiers.RejectionAssertions.refused;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://orcid.org/0000-0002-1694-233X",
                "http://orcid.org/0000-0002-1694-233x",
                " www.orcid.org/0000-0002-1694-233X/\u00A0",
                "ORCID: 0000-0002-1694-233X",
                "orcid:000000021694233X",
                "0000\u20130002\u20111694-233X"
            })
    void an_orcid_in_any_input_form_is_normalized_to_the_orcid_url(String pasted) {
        assertEquals(
                "https://orcid.org/0000-0002-1694-233X", Orcid.parse(pasted).value());
        assertEquals("0000-0002-1694-233X", Orcid.parse(pasted).bare());
    }

    @Test
    void an_orcid_with_a_wrong_check_digit_is_rejected_with_the_correct_digit() {
        assertEquals(
                "The check digit of the ORCID iD \"0000-0002-1694-2330\" is wrong. For these digits it"
                        + " must be X, not 0.",
                refused("orcid-checksum", () -> Orcid.parse("0000-0002-1694-2330")));
        refused("orcid-format", () -> Orcid.parse("https://example.org/0000-0002-1694-233X"));
        refused("orcid-format", () -> Orcid.parse("0000-0002-1694-233"));
        refused("orcid-format", () -> Orcid.parse(null));
        refused("orcid-format", () -> Orcid.parse("٠٠٠٠-٠٠٠٢-١٦٩٤-٢٣٣X"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2434-561X",
                "2434561x",
                "ISSN 2434-561X",
                "eISSN: 2434-561X",
                "ISSN-L 2434-561X",
                "urn:issn:2434-561X",
                "https://portal.issn.org/resource/ISSN/2434-561X",
                "http://id.crossref.org/issn/2434-561X"
            })
    void an_issn_in_any_input_form_is_normalized_to_two_groups_of_four_characters(String pasted) {
        assertEquals("2434-561X", Issn.parse(pasted).value());
    }

    @Test
    void an_invalid_issn_is_rejected() {
        refused("issn-checksum", () -> Issn.parse("2434-5610"));
        refused("issn-format", () -> Issn.parse("2434-56"));
        refused("issn-format", () -> Issn.parse("978-3-16-148410-0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000121032683",
                "0000 0001 2103 2683",
                "ISNI 0000 0001 2103 2683",
                "https://isni.org/isni/0000000121032683",
                "http://www.isni.org/0000000121032683"
            })
    void an_isni_in_any_input_form_is_normalized_to_sixteen_digits(String pasted) {
        assertEquals("0000000121032683", Isni.parse(pasted).value());
        assertEquals(
                "https://isni.org/isni/0000000121032683", Isni.parse(pasted).url());
    }

    @Test
    void an_invalid_isni_or_ror_id_is_rejected() {
        refused("isni-checksum", () -> Isni.parse("0000 0001 2103 2684"));
        refused("isni-format", () -> Isni.parse("0000 0001 2103"));
        assertTrue(refused("ror-checksum", () -> RorId.parse("https://ror.org/05dxps056"))
                .endsWith("must end in 55."));
        refused("ror-format", () -> RorId.parse("https://ror.org/05dxpsi55"));
        refused("ror-format", () -> RorId.parse("https://ror.org/15dxps055"));
        assertEquals(
                "https://ror.org/05dxps055", RorId.parse("ROR.org/05DXPS055/").value());
        assertEquals("05dxps055", RorId.parse("http://ror.org/05dxps055").bare());
    }

    @Test
    void country_codes_are_converted_to_upper_case_and_common_mistakes_get_a_suggestion() {
        assertEquals("CN", CountryCode.parse(" cn ").value());
        assertEquals("XK", CountryCode.parse("XK").value());
        assertEquals("Brésil", CountryCode.parse("BR").name(Locale.FRENCH));
        assertTrue(refused("country-unknown", () -> CountryCode.parse("UK")).endsWith("did you mean GB?"));
        assertTrue(refused("country-unknown", () -> CountryCode.parse("deu")).endsWith("did you mean DE?"));
        assertTrue(refused("country-unknown", () -> CountryCode.parse("China")).endsWith("did you mean CN?"));
        refused("country-unknown", () -> CountryCode.parse("ZZ"));
        refused("country-unknown", () -> CountryCode.parse(""));
    }

    @Test
    void a_language_tag_is_normalized_to_its_canonical_form() {
        String[][] pairs = {
            {"EN", "en"},
            {"pt_br", "pt-BR"},
            {"ZH-hans-cn", "zh-Hans-CN"},
            {"eng", "en"},
            {"ger", "de"},
            {"iw", "he"},
            {"zh-yue", "yue"},
            {"grc", "grc"},
            {"es-419", "es-419"},
            {"de-1996", "de-1996"},
            {"mul", "mul"},
            {"cmn", "cmn"}
        };
        for (String[] pair : pairs) {
            assertEquals(pair[1], LanguageTag.parse(pair[0]).value());
            assertEquals(pair[1], LanguageTag.parse(pair[1]).value());
        }
        assertEquals("zh", LanguageTag.parse("zh-Hans").language());
    }

    @Test
    void an_unregistered_or_malformed_language_tag_is_rejected() {
        refused("language-unknown", () -> LanguageTag.parse("xx"));
        refused("language-unknown", () -> LanguageTag.parse("qqq"));
        refused("language-unknown", () -> LanguageTag.parse("x-klingon"));
        refused("language-unknown", () -> LanguageTag.parse("English"));
        refused("language-format", () -> LanguageTag.parse("en--US"));
        refused("language-format", () -> LanguageTag.parse(""));
        refused("language-format", () -> LanguageTag.parse("en-a"));
        assertTrue(refused("language-region", () -> LanguageTag.parse("en-UK")).endsWith("did you mean GB?"));
    }

    @Test
    void the_day_and_month_of_a_partial_date_can_be_omitted() {
        assertEquals(LocalDate.of(2025, 12, 3), PartialDate.parse("2025-12-03").firstDay());
        assertEquals(LocalDate.of(2025, 12, 1), PartialDate.parse(" 2025-12 ").firstDay());
        assertEquals(LocalDate.of(2025, 1, 1), PartialDate.parse("2025").firstDay());
        assertTrue(PartialDate.parse("2024-02-29").isFull());
        assertNull(PartialDate.parse("2025-12").day());
        assertEquals(12, PartialDate.parse("2025-12").month());
        assertNull(PartialDate.parse("2025").month());
        assertEquals(0, PartialDate.parse("2025").compareTo(PartialDate.parse("2025-01-01")));
        assertNotEquals(PartialDate.parse("2025"), PartialDate.parse("2025-01-01"));
        assertTrue(PartialDate.parse("2025-02").compareTo(PartialDate.parse("2025-01-31")) > 0);
    }

    @Test
    void impossible_and_malformed_dates_are_rejected() {
        refused("date-impossible", () -> PartialDate.parse("2025-02-29"));
        refused("date-impossible", () -> PartialDate.parse("2025-13"));
        refused("date-impossible", () -> PartialDate.parse("0999"));
        refused("date-impossible", () -> PartialDate.parse("3000"));
        refused("date-format", () -> PartialDate.parse("2025-1"));
        refused("date-format", () -> PartialDate.parse("03.12.2025"));
        refused("date-format", () -> PartialDate.parse("2025-12-03T00:00:00Z"));
    }

    @Test
    void a_time_zone_without_an_iana_name_is_rejected() {
        assertEquals("Asia/Shanghai", TimeZoneName.parse("asia/shanghai").value());
        assertEquals("UTC", TimeZoneName.parse("UTC").value());
        refused("time-zone-unknown", () -> TimeZoneName.parse("+08:00"));
        refused("time-zone-unknown", () -> TimeZoneName.parse("SystemV/EST5"));
        refused("time-zone-unknown", () -> TimeZoneName.parse("UTC+8"));
    }

    @Test
    void the_case_of_the_local_part_of_an_email_address_is_preserved() {
        assertEquals(
                "Jane.O'Neil+a@example.org",
                Email.parse("mailto:Jane.O'Neil+a@Example.ORG").value());
        assertEquals("用户@例子.公司", Email.parse("用户@例子.公司").value());
        for (String bad :
                new String[] {"a", "a@b", "a@@b.c", "a b@c.de", ".a@b.cd", "a@b..cd", "a@-b.cd", "<a@b.cd>"}) {
            refused("email-format", () -> Email.parse(bad));
        }
    }

    @Test
    void identifiers_are_serialized_as_json_strings() throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertEquals("\"2434-561X\"", json.writeValueAsString(Issn.parse("2434561x")));
        assertEquals(Issn.parse("2434-561X"), json.readValue("\"issn 2434561x\"", Issn.class));
        assertEquals("\"10.1000/A\"", json.writeValueAsString(json.readValue("\"doi:10.1000/A\"", Doi.class)));
        assertNull(json.readValue("null", Orcid.class));
    }
}
