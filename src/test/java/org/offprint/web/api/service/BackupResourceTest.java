package org.offprint.web.api.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.backup.Backup;
import org.offprint.platform.database.backup.Backups;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class BackupResourceTest {

    private static final String PATH = "/v1/backup";

    @Inject
    Backups backups;

    @Test
    void only_admins_can_download_a_backup() {
        asReader().get(PATH).then().statusCode(401);
        Fixtures.as(Fixtures.editorOf()).get(PATH).then().statusCode(403);
        asAdmin().queryParam("since", "1").get(PATH).then().statusCode(400);
        asAdmin().accept("application/json").get(PATH).then().statusCode(406);
        asAdmin().post(PATH).then().statusCode(405);
    }

    @Test
    void a_backup_consists_of_json_lines_with_a_header_and_row_counts() {
        String article = Fixtures.article(Fixtures.journal());
        Response answer = asAdmin().get(PATH);
        answer.then()
                .statusCode(200)
                .contentType("application/jsonl")
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", Matchers.matchesPattern("attachment; filename=\"offprint-.*\\.jsonl\""))
                .header("Content-Encoding", Matchers.nullValue());
        List<String> lines =
                new String(answer.asByteArray(), StandardCharsets.UTF_8).lines().toList();
        var first = Json.parse(lines.get(0).getBytes(StandardCharsets.UTF_8)).get("backup");
        assertEquals(1, first.get("format").intValue());
        assertTrue(first.get("position").longValue() > 0);
        assertEquals(36, first.get("store").textValue().length());
        var end = Json.parse(lines.get(lines.size() - 1).getBytes(StandardCharsets.UTF_8))
                .get("end");
        long rows = 0;
        for (var count : end.get("rows")) {
            rows += count.longValue();
        }
        assertEquals(lines.size() - 2, rows);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("{\"article\":{\"id\":\"" + article)));
    }

    @Test
    void a_backup_is_compressed_if_the_client_accepts_gzip() throws IOException {
        Response answer = asAdmin().header("Accept-Encoding", "gzip").get(PATH);
        answer.then().statusCode(200).header("Content-Encoding", "gzip");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(answer.asByteArray())).readAllBytes();
        assertTrue(new String(plain, StandardCharsets.UTF_8).startsWith("{\"backup\":"));
    }

    @Test
    void a_head_request_does_not_start_a_backup() {
        for (int i = 0; i < 3; i++) {
            asAdmin().head(PATH).then().statusCode(200).contentType("application/jsonl");
        }
        asAdmin().get(PATH).then().statusCode(200);
    }

    @Test
    void only_one_backup_can_run_at_the_same_time() {
        try (Backup other = backups.begin()) {
            asAdmin().get(PATH).then().statusCode(503).header("Retry-After", "60");
            asAdmin().get(PATH).then().statusCode(503);
        }
        asAdmin().get(PATH).then().statusCode(200);
    }
}
