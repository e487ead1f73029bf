package org.offprint.app.monitoring;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.ConfiguredService;
import org.offprint.web.api.BackgroundWork;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

@QuarkusTest
@TestProfile(ConfiguredService.class)
class MetricsTest {

    private static final String KEY = ConfiguredService.METRICS_KEY;

    @TestHTTPResource("/q/metrics")
    URL metricsUrl;

    @Inject
    DatabaseMetrics storedFigures;

    @Inject
    StorageMetrics storedSizes;

    @Test
    void metrics_can_be_read_only_with_an_admin_key_or_the_metrics_key() {
        given().get("/q/metrics")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer realm=\"offprint\"");
        given().header("Authorization", "Bearer " + KEY + "x")
                .get("/q/metrics")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        given().header("Authorization", "Bearer " + KEY)
                .get("/q/metrics")
                .then()
                .statusCode(200);
        given().header("Authorization", "Bearer admin-key-for-tests-0123456789")
                .get("/q/metrics")
                .then()
                .statusCode(200);
    }

    @Test
    void an_editor_cannot_read_metrics() {
        String editor = given().header("Authorization", "Bearer admin-key-for-tests-0123456789")
                .contentType("application/json")
                .body("{\"name\": \"Ines\", \"role\": \"editor\"}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
        given().header("Authorization", "Bearer " + editor)
                .get("/q/metrics")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/forbidden"));
    }

    @Test
    void the_metrics_key_grants_no_rights_in_the_api() {
        given().header("Authorization", "Bearer " + KEY)
                .get("/v1/changes")
                .then()
                .statusCode(200);
        given().header("Authorization", "Bearer " + KEY)
                .contentType("application/json")
                .body("{\"title\": \"A\", \"language\": \"en\"}")
                .post("/v1/journals")
                .then()
                .statusCode(403);
        given().header("Authorization", "Bearer " + KEY)
                .get("/v1/api-keys")
                .then()
                .statusCode(403);
    }

    @Test
    void requests_are_counted_in_the_metrics_by_path_template_and_method_and_status() {
        String unknown = "/v1/articles/" + UUID.randomUUID();
        double before = requests("GET", "/v1/articles/{id}", "404");
        given().get(unknown).then().statusCode(404);
        given().get(unknown).then().statusCode(404);
        awaitRequests("GET", "/v1/articles/{id}", "404", before + 2);
        assertFalse(metrics().contains(unknown));
    }

    @Test
    void requests_for_cached_articles_are_counted_in_the_metrics() {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        String path = "/v1/articles/" + article;
        // A request is counted shortly after its client has received the response.
        double found = requests("GET", "/v1/articles/{id}", "200") + 1;
        String etag = given().get(path).then().statusCode(200).extract().header("ETag");
        awaitRequests("GET", "/v1/articles/{id}", "200", found);
        double unchanged = requests("GET", "/v1/articles/{id}", "304");
        double ready = value("offprint_ready_documents_total{result=\"hit\"}");
        given().get(path).then().statusCode(200);
        given().header("If-None-Match", etag).get(path).then().statusCode(304);
        awaitRequests("GET", "/v1/articles/{id}", "200", found + 1);
        awaitRequests("GET", "/v1/articles/{id}", "304", unchanged + 1);
        assertEquals(ready + 2, value("offprint_ready_documents_total{result=\"hit\"}"));
    }

    @Test
    void requests_for_cached_lists_are_counted_in_the_metrics() {
        BackgroundWork.awaitIdle();
        String list = "/v1/articles?q=" + Fixtures.unique("metrics");
        for (int made = 0; made < 3; made++) {
            given().get(list).then().statusCode(200);
        }
        double answered = requests("GET", "/v1/articles", "200");
        double ready = value("offprint_ready_lists_total{result=\"hit\"}");
        double made = value("offprint_ready_lists_total{result=\"miss\"}");
        for (int again = 0; again < 5; again++) {
            given().get(list).then().statusCode(200);
        }
        awaitRequests("GET", "/v1/articles", "200", answered + 5);
        double more = value("offprint_ready_lists_total{result=\"hit\"}") - ready;
        // The cached list may have been invalidated by an index refresh in the meantime.
        assertTrue(more >= 2, more + " ready");
        assertEquals(5, more + value("offprint_ready_lists_total{result=\"miss\"}") - made);
    }

    @Test
    void requests_to_unknown_paths_share_one_metric_series() {
        double before = requests("GET", "unmatched", "404");
        for (int i = 0; i < 5; i++) {
            given().get("/v1/none/" + UUID.randomUUID()).then().statusCode(404);
        }
        awaitRequests("GET", "unmatched", "404", before + 5);
        double others = requests("other", "/v1/journals", "405");
        given().request("BREW", "/v1/journals").then().statusCode(405);
        given().request("STEEP", "/v1/journals").then().statusCode(405);
        awaitRequests("other", "/v1/journals", "405", others + 2);
    }

    @Test
    void the_metrics_include_the_connection_pool_and_followers_and_scheduled_records() {
        storedFigures.update();
        assertTrue(value("agroal_active_count{datasource=\"default\"}") >= 0);
        assertTrue(value("offprint_changes_unseen_seconds") < 10);
        assertTrue(value("offprint_follower_behind{follower=\"carrying\"}") >= 0);
        assertTrue(value("offprint_follower_lag_seconds{follower=\"carrying\"}") >= 0);
        assertTrue(value("offprint_scheduled_overdue_seconds{kind=\"article\"}") >= 0);

        double waiting = value("offprint_scheduled{kind=\"article\",state=\"waiting\"}");
        String article = Fixtures.article(Fixtures.journal());
        given().header("Authorization", "Bearer admin-key-for-tests-0123456789")
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{\"at\": \"" + Instant.now().plusSeconds(3_600) + "\"}")
                .put("/v1/articles/" + article + "/publication")
                .then()
                .statusCode(200);
        storedFigures.update();
        assertEquals(waiting + 1, value("offprint_scheduled{kind=\"article\",state=\"waiting\"}"));
    }

    private static void awaitRequests(String method, String route, String status, double count) {
        Workers.await(
                Duration.ofSeconds(60),
                count + " of " + method + " " + route + " " + status,
                () -> requests(method, route, status) == count);
    }

    private static double requests(String method, String route, String status) {
        return value("http_server_requests_seconds_count{method=\"" + method + "\",status=\"" + status + "\",uri=\""
                + route + "\"}");
    }

    private static double value(String series) {
        return metrics()
                .lines()
                .map(line -> line.replace(",} ", "} "))
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    private static String metrics() {
        return given().header("Authorization", "Bearer " + KEY)
                .accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void the_metrics_of_the_service_follow_the_rules_of_promtool() {
        storedFigures.update();
        storedSizes.update();
        assertEquals(
                List.of(),
                MetricRules.violations(metrics()).stream()
                        .filter(MetricsTest::isOwn)
                        .toList());
    }

    @Test
    void every_metric_of_the_service_is_documented() throws IOException {
        String documented = Files.readString(Path.of("docs/operations.md"));
        Set<String> names = MetricRules.names(metrics()).stream()
                .filter(MetricsTest::isOwn)
                .map(name -> name.replaceFirst("_seconds_max$", "_seconds"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(names.size() > 30, names.toString());
        names.removeIf(name -> Pattern.compile("`" + name + "(_count|_bucket)?[`{]")
                .matcher(documented)
                .find());
        assertEquals(Set.of(), names);
    }

    private static boolean isOwn(String metric) {
        return metric.startsWith("offprint_") || metric.startsWith("http_server_");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "application/openmetrics-text | application/openmetrics-text; version=1.0.0; charset=utf-8",
                "application/openmetrics-text;version=1.0.0;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,"
                        + "text/plain;version=0.0.4;q=0.4,*/*;q=0.2"
                        + " | application/openmetrics-text; version=1.0.0; charset=utf-8",
                "text/plain;version=0.0.4;q=0.9,application/openmetrics-text;q=0.5"
                        + " | text/plain; version=0.0.4; charset=utf-8",
                "text/plain | text/plain; version=0.0.4; charset=utf-8",
                "text/html,application/xml;q=0.9,*/*;q=0.8 | text/plain; version=0.0.4; charset=utf-8",
                "*/* | application/openmetrics-text; version=1.0.0; charset=utf-8",
                "none | application/openmetrics-text; version=1.0.0; charset=utf-8"
            })
    void the_accept_header_chooses_the_format_of_metrics(String accept, String contentType) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(metricsUrl.toURI()).header("Authorization", "Bearer " + KEY);
        if (accept != null) {
            request.header("Accept", accept);
        }
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode());
        assertEquals(contentType, response.headers().firstValue("Content-Type").orElse(null));
        assertEquals(contentType.startsWith("application"), response.body().endsWith("\n# EOF\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/html", "application/openmetrics-text;q=0, text/plain;q=0"})
    void metrics_are_not_sent_to_clients_that_accept_neither_format(String accept) {
        given().header("Authorization", "Bearer " + KEY)
                .header("Accept", accept)
                .get("/q/metrics")
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/not-acceptable"));
    }

    @Test
    void metrics_contain_the_version_and_the_size_of_stored_data() {
        String version = given().get("/v1").then().statusCode(200).extract().path("version");
        storedSizes.update();
        String metrics = given().header("Authorization", "Bearer " + KEY)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertTrue(metrics.contains("offprint_build_info{version=\"" + version + "\"} 1"), metrics);
        for (String what : new String[] {"database", "index", "files"}) {
            String bytes = metrics.lines()
                    .filter(line -> line.startsWith("offprint_stored_bytes{what=\"" + what + "\""))
                    .map(line -> line.replaceFirst(".* ", ""))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(metrics));
            assertTrue(Double.parseDouble(bytes) >= (what.equals("database") ? 1_000 : 0), what + " " + bytes);
        }
        assertTrue(metrics.contains("offprint_disk_usable_bytes "), metrics);
    }
}
