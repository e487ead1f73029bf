package org.offprint.web.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

    private static HttpResponse<byte[]> get(String path, String accepted) {
        HttpResponse<byte[]> answer = Contract.send("GET", path, Map.of("Accept", accepted), null);
        assertEquals(200, answer.statusCode(), path);
        return answer;
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
