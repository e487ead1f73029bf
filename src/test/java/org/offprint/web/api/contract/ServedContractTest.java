package org.offprint.web.api.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.kernel.json.Json;

@QuarkusTest
class ServedContractTest {

    private static final Path COMMITTED = Path.of("openapi/openapi.yaml");

    @Test
    void the_committed_contract_is_served_unchanged() throws IOException {
        String committed = Files.readString(COMMITTED);
        for (String path : new String[] {"/openapi", "/openapi.yaml", "/openapi.yml", "/openapi?format=yaml"}) {
            HttpResponse<byte[]> answer = get(path, "*/*");
            assertEquals(committed, text(answer), path);
            assertEquals(
                    "application/yaml;charset=UTF-8",
                    answer.headers().firstValue("Content-Type").orElseThrow(),
                    path);
        }
    }

    @Test
    void the_contract_served_as_json_equals_the_committed_contract() {
        JsonNode committed = ContractChecker.read(COMMITTED);
        String json = text(get("/openapi.json", "*/*"));
        assertEquals(committed.toString(), Contract.served().document().toString());
        assertEquals(json, text(get("/openapi?format=json", "*/*")));
        HttpResponse<byte[]> accepted = get("/openapi", "application/json");
        assertEquals(json, text(accepted));
        assertEquals(
                "application/json;charset=UTF-8",
                accepted.headers().firstValue("Content-Type").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"readers", "editors", "admin"})
    void the_contract_of_each_audience_is_served_as_yaml_and_json(String audience) {
        JsonNode contract = AudienceContracts.contract(ContractChecker.read(COMMITTED), audience);
        String path = "/openapi/" + audience;
        for (String yaml : new String[] {path, path + "/", path + ".yaml", path + ".yml", path + "?format=yaml"}) {
            HttpResponse<byte[]> answer = get(yaml, "*/*");
            assertEquals(AudienceContracts.yaml(contract), text(answer), yaml);
            assertEquals(
                    "application/yaml;charset=UTF-8",
                    answer.headers().firstValue("Content-Type").orElseThrow());
        }
        assertEquals(contract.toString(), text(get(path + ".json", "*/*")));
        assertEquals(contract.toString(), text(get(path + "?format=json", "*/*")));
        assertEquals(contract.toString(), text(get(path, "application/json")));
    }

    @Test
    void an_unknown_audience_is_not_found() {
        for (String path : new String[] {"/openapi/authors", "/openapi/authors.json", "/openapi/readers/1"}) {
            HttpResponse<byte[]> answer = Contract.send("GET", path, Map.of(), null);
            assertEquals(404, answer.statusCode(), path);
            assertEquals(
                    "application/problem+json",
                    answer.headers().firstValue("Content-Type").orElseThrow(),
                    path);
        }
    }

    @Test
    void the_version_of_the_contract_is_the_version_of_the_service() {
        JsonNode service = Json.parse(get("/v1", "application/json").body());
        assertEquals(
                service.path("version").asText(),
                Contract.served().document().at("/info/version").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/openapi",
                "/openapi.json",
                "/openapi/readers",
                "/openapi/editors.json",
                "/openapi/admin.yml",
                "/docs",
                "/docs/swagger-ui-bundle.js",
                "/docs/swagger-ui.css"
            })
    void the_contract_and_its_page_are_compressed_and_cached_by_clients(String path) throws IOException {
        HttpResponse<byte[]> plain = get(path, "*/*");
        HttpResponse<byte[]> answer =
                Contract.send("GET", path, Map.of("Accept", "*/*", "Accept-Encoding", "gzip"), null);
        assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElse(null));
        assertEquals(
                "public, max-age=60, stale-while-revalidate=300",
                answer.headers().firstValue("Cache-Control").orElse(null));
        assertTrue(String.join(",", answer.headers().allValues("Vary")).contains("Accept-Encoding"));
        byte[] inflated = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
        assertArrayEquals(plain.body(), inflated);
        assertTrue(path.equals("/docs") || answer.body().length * 3 < inflated.length, answer.body().length + " bytes");
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> again = Contract.send(
                "GET", path, Map.of("Accept", "*/*", "Accept-Encoding", "gzip", "If-None-Match", tag), null);
        assertEquals(304, again.statusCode());
        assertEquals(0, again.body().length);
        HttpResponse<byte[]> head = Contract.send("HEAD", path, Map.of("Accept", "*/*"), null);
        assertEquals(200, head.statusCode());
        assertEquals(0, head.body().length);
        assertNotEquals(tag, head.headers().firstValue("ETag").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/openapi",
                "/openapi/",
                "/openapi.json",
                "/openapi.yml",
                "/openapi%2Eyml",
                "/openapi/readers",
                "/openapi/editors.json"
            })
    void the_contract_is_read_only(String path) {
        for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE"}) {
            HttpResponse<byte[]> rejected = Contract.send(method, path, Map.of(), null);
            assertEquals(405, rejected.statusCode(), method);
            assertEquals(
                    "GET, HEAD, OPTIONS", rejected.headers().firstValue("Allow").orElseThrow());
        }
        assertTrue(get(path, "*/*").headers().firstValue("ETag").isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/openapi",
                "/openapi.json",
                "/openapi.yaml",
                "/openapi.yml",
                "/openapi/readers",
                "/openapi/admin.json"
            })
    void an_options_response_lists_the_methods_of_the_contract(String path) {
        HttpResponse<byte[]> options = Contract.send("OPTIONS", path, Map.of(), null);
        assertEquals(204, options.statusCode());
        assertEquals("GET, HEAD, OPTIONS", options.headers().firstValue("Allow").orElseThrow());
    }

    @Test
    void the_page_of_the_contract_loads_only_files_of_the_service() {
        for (String path : new String[] {"/docs", "/docs/", "/docs/index.html"}) {
            HttpResponse<byte[]> page = get(path, "text/html,*/*;q=0.8");
            assertEquals(
                    "text/html;charset=UTF-8",
                    page.headers().firstValue("Content-Type").orElseThrow());
            Matcher addresses = Pattern.compile("(?:href|src)=\"([^\"]+)\"").matcher(text(page));
            int found = 0;
            while (addresses.find()) {
                assertTrue(addresses.group(1).startsWith("/"), addresses.group(1));
                get(addresses.group(1), "*/*");
                found++;
            }
            assertEquals(6, found);
        }
        for (String unknown : new String[] {"/docs/none", "/docs/swagger-ui-bundle.js/x"}) {
            assertEquals(404, Contract.send("GET", unknown, Map.of(), null).statusCode(), unknown);
        }
    }

    private static HttpResponse<byte[]> get(String path, String accepted) {
        HttpResponse<byte[]> answer = Contract.send("GET", path, Map.of("Accept", accepted), null);
        assertEquals(200, answer.statusCode(), path);
        return answer;
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
