package org.offprint.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.ConfiguredService;
import org.offprint.web.api.Fixtures;

/**
 * Tests the security headers of a service that is configured for public access over TLS. {@link HttpFiltersTest} tests
 * the headers without TLS.
 */
@QuarkusTest
@TestProfile(ConfiguredService.class)
class SecurityHeadersTest {

    @TestHTTPResource("/")
    URI root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/journals",
                "/v1/none",
                "/v1/articles?page=x",
                "/v1/articles/%zz",
                "/none",
                "/docs/",
                "/docs/none",
                "/openapi",
                "/problems",
                "/q/health",
                "/q/metrics",
                "/q/none"
            })
    void every_response_has_security_headers(String path) throws IOException {
        RawHttp.Answer answer = RawHttp.get(root.getPort(), path);
        assertEquals("nosniff", answer.header("X-Content-Type-Options"), answer.head());
        assertTrue(answer.header("Content-Security-Policy").contains("frame-ancestors 'none'"), answer.head());
        assertEquals("strict-origin-when-cross-origin", answer.header("Referrer-Policy"), answer.head());
        assertEquals("max-age=31536000", answer.header("Strict-Transport-Security"), answer.head());
    }

    @Test
    void the_cached_response_of_an_article_has_security_headers() {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        for (int i = 0; i < 2; i++) {
            given().get("/v1/articles/" + article)
                    .then()
                    .statusCode(200)
                    .header("X-Content-Type-Options", equalTo("nosniff"))
                    .header("Content-Security-Policy", containsString("script-src 'none'"))
                    .header("Referrer-Policy", equalTo("strict-origin-when-cross-origin"))
                    .header("Strict-Transport-Security", equalTo("max-age=31536000"));
        }
    }
}
