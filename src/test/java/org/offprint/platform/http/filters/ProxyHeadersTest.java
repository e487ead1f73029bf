package org.offprint.platform.http.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyHeadersTest {

    @ParameterizedTest
    @CsvSource({"X-Forwarded-For, 192.0.2.7", "Via, 1.1 proxy", "Forwarded, for=192.0.2.7;proto=https"})
    void ignored_proxy_headers_cause_a_warning(String name, String value) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add(name, value);
        String problem = ProxyHeaders.problem(headers, false);
        assertTrue(problem.contains("ignores the headers of the proxy"), problem);
        assertTrue(problem.contains("OFFPRINT_PUBLIC_URL"), problem);
    }

    @Test
    void a_trusted_proxy_without_the_scheme_of_the_request_causes_a_warning() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("X-Forwarded-For", "192.0.2.7");
        assertTrue(ProxyHeaders.problem(headers, true).contains("X-Forwarded-Proto"));
        assertNull(ProxyHeaders.problem(headers.add("X-Forwarded-Proto", "https"), true));
        assertNull(ProxyHeaders.problem(
                MultiMap.caseInsensitiveMultiMap().add("Forwarded", "for=192.0.2.7;proto=https"), true));
    }

    @Test
    void requests_without_a_proxy_cause_no_warning() {
        for (boolean isForwarding : new boolean[] {false, true}) {
            assertEquals(
                    null,
                    ProxyHeaders.problem(MultiMap.caseInsensitiveMultiMap().add("Host", "x"), isForwarding));
        }
    }
}
