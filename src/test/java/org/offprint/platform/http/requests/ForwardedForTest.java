package org.offprint.platform.http.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedForTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 192.0.2.7                          | 192.0.2.7",
                "1 | 198.51.100.1, 192.0.2.7            | 192.0.2.7",
                "2 | 203.0.113.9, 198.51.100.1,192.0.2.7 | 198.51.100.1",
                "3 | 198.51.100.1, 192.0.2.7            | 198.51.100.1",
                "1 | any text, 192.0.2.7:4711           | 192.0.2.7",
                "1 | 2001:db8::9                        | 2001:db8::9",
                "1 | [2001:db8::9]:4711                 | 2001:db8::9",
                "1 | [2001:db8::9]                      | 2001:db8::9",
            })
    void the_outermost_trusted_proxy_determines_the_client_address(int hops, String header, String client) {
        assertEquals(client, ForwardedFor.client(List.of(header), hops));
    }

    @Test
    void several_headers_are_read_as_one_list() {
        assertEquals("192.0.2.7", ForwardedFor.client(List.of("203.0.113.9", "198.51.100.1, 192.0.2.7"), 1));
        assertEquals("203.0.113.9", ForwardedFor.client(List.of("203.0.113.9", "198.51.100.1, 192.0.2.7"), 3));
        assertNull(ForwardedFor.client(List.of(), 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "unknown",
                "_hidden",
                "journal.example",
                "192.0.2",
                "192.0.2.7 GET /",
                "192.0.2.7,",
                "fe80::1%eth0",
                "[",
                "[]",
                "[192.0.2.7",
                ":",
                "1:2",
                "'; --"
            })
    void a_forwarded_value_that_is_not_an_ip_address_is_ignored(String value) {
        assertNull(ForwardedFor.client(List.of(value), 1));
    }
}
