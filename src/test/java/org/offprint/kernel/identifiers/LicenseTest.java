package org.offprint.kernel.identifiers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.offprint.kernel.identifiers.RejectionAssertions.refused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://creativecommons.org/licenses/by/4.0/",
                "http://creativecommons.org/licenses/by/4.0",
                "HTTP://www.CreativeCommons.org/licenses/BY/4.0/",
                "creativecommons.org/licenses/by/4.0",
                "https://creativecommons.org/licenses/by/4.0/legalcode",
                "https://creativecommons.org/licenses/by/4.0/deed.de",
                "https://creativecommons.org/licenses/by/4.0/legalcode.zh-hans#s1",
                "https://creativecommons.org/licenses/by/4.0/?ref=chooser-v1",
                "CC-BY-4.0",
                "cc-by-4.0",
                "CC BY 4.0",
                "https://spdx.org/licenses/CC-BY-4.0.html",
                "CC BY 4.0 International"
            })
    void a_cc_by_license_in_any_input_form_is_normalized_to_one_url(String pasted) {
        License license = License.parse(pasted);
        assertEquals("https://creativecommons.org/licenses/by/4.0/", license.value());
        assertEquals("CC BY 4.0", license.name());
        assertEquals("CC-BY-4.0", license.spdx());
    }

    @ParameterizedTest
    @CsvSource({
        "http://creativecommons.org/licenses/by/3.0/br,https://creativecommons.org/licenses/by/3.0/br/,CC BY 3.0 BR",
        "CC-BY-NC-ND-3.0-IGO,https://creativecommons.org/licenses/by-nc-nd/3.0/igo/,CC BY-NC-ND 3.0 IGO",
        "https://creativecommons.org/licenses/by/3.0/de/deed.en,https://creativecommons.org/licenses/by/3.0/de/,CC BY 3.0 DE",
        "CC-BY-NC-ND-1.0,https://creativecommons.org/licenses/by-nd-nc/1.0/,CC BY-ND-NC 1.0",
        "CC0-1.0,https://creativecommons.org/publicdomain/zero/1.0/,CC0 1.0",
        "https://creativecommons.org/publicdomain/mark/1.0/deed.en,https://creativecommons.org/publicdomain/mark/1.0/,"
                + "Public Domain Mark 1.0"
    })
    void different_versions_and_ports_of_creative_commons_licenses_have_different_urls_and_names(
            String pasted, String url, String name) {
        assertEquals(url, License.parse(pasted).value());
        assertEquals(name, License.parse(pasted).name());
        assertEquals(url, License.parse(url).value());
    }

    @Test
    void the_url_of_a_license_outside_creative_commons_is_preserved() {
        License license = License.parse("http://www.elsevier.com/tdm/userlicense/1.0/");
        assertEquals("http://www.elsevier.com/tdm/userlicense/1.0/", license.value());
        assertNull(license.name());
        assertNull(license.spdx());
    }

    @Test
    void nonexistent_creative_commons_licenses_are_rejected() {
        refused("license-unknown", () -> License.parse("https://creativecommons.org/licenses/by/4.1/"));
        refused("license-unknown", () -> License.parse("https://creativecommons.org/licenses/by/4.0/de/"));
        refused("license-unknown", () -> License.parse("https://creativecommons.org/licenses/by/3.0/xx/"));
        refused("license-unknown", () -> License.parse("CC-BY-ND-SA-4.0"));
        refused("license-version", () -> License.parse("https://creativecommons.org/licenses/by/"));
        refused("license-version", () -> License.parse("CC BY"));
        refused("license-format", () -> License.parse("MIT"));
        refused("license-format", () -> License.parse("cc-by" + "-nc".repeat(100_000)));
        refused("license-format", () -> License.parse("javascript:alert(1)"));
        refused("url-user-info", () -> License.parse("https://a@example.org/"));
    }
}
