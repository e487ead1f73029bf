package org.offprint.kernel.identifiers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.kernel.identifiers.RejectionAssertions.refused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "HTTP://EXAMPLE.org:8080/a?b=c#d",
                "http://[::1]:80/",
                "https://例子.公司/文",
                "https://example.org/a@b?u=http://x@y",
                "http://localhost/",
                "https://sub_domain.example.org/a|b[1]"
            })
    void a_valid_url_is_stored_unchanged(String url) {
        assertEquals(url, WebUrl.parse(" " + url + " ").value());
    }

    @ParameterizedTest
    @CsvSource({
        "example.org,url-format",
        "//example.org,url-format",
        "javascript:alert(1),url-scheme",
        "ftp://example.org/,url-scheme",
        "https:example.org,url-host",
        "https:///a,url-host",
        "https://.example.org,url-host",
        "https://example.org:99999/,url-host",
        "https://example.org:x/,url-host",
        "https://user:pw@example.org/,url-user-info",
        "https://good.org@evil.org/,url-user-info",
        "https://good.org\\@evil.org/,url-characters",
        "https://example.org/a b,url-characters",
        "https://example.org/<a>,url-characters"
    })
    void an_invalid_url_is_rejected_with_an_error_code(String url, String code) {
        refused(code, () -> WebUrl.parse(url));
    }

    @Test
    void a_url_with_control_characters_or_more_than_2083_characters_is_rejected() {
        refused("url-characters", () -> WebUrl.parse("https://example.org/\u0000"));
        refused("url-characters", () -> WebUrl.parse("https://example.org/\u202E"));
        refused("url-length", () -> WebUrl.parse("https://example.org/" + "a".repeat(2064)));
        assertEquals(
                2083,
                WebUrl.parse("https://example.org/" + "a".repeat(2063)).value().length());
    }

    @Test
    void characters_that_are_not_allowed_in_urls_are_percent_encoded() {
        assertEquals(
                "http://[2001:db8::7]/a%5B1%5D%7Bx%7D%20?q=%7C%25zz%2f#a%23b",
                WebUrl.parse("http://[2001:db8::7]/a[1]{x}%20?q=|%zz%2f#a#b").escaped());
        assertEquals("https://example.org", WebUrl.parse("https://example.org").escaped());
    }
}
