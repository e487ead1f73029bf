package org.offprint.platform.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.contract.MinimalServiceProfile;

@QuarkusTest
@TestProfile(MinimalServiceProfile.class)
class FirstKeyTest {

    private static final Pattern SECRET = Pattern.compile("offprint_[0-9A-Za-z]{43}");

    @Inject
    InitialAdminKey firstKey;

    @Inject
    Keys keys;

    @Test
    void concurrent_first_starts_create_one_admin_key_and_print_its_secret() {
        keys.withoutKeys(() -> {
            String printed = printedBy(() -> IntStream.range(0, 4)
                    .parallel()
                    .forEach(i -> firstKey.createOnFirstStart("http://localhost:8080")));
            List<String> secrets = SECRET.matcher(printed)
                    .results()
                    .map(found -> found.group())
                    .toList();
            assertEquals(1, secrets.size(), printed);
            assertTrue(printed.contains("shown only once"), printed);
            assertTrue(printed.contains("http://localhost:8080/docs"), printed);
            given().header("Authorization", "Bearer " + secrets.get(0))
                    .get("/test/caller")
                    .then()
                    .body("admin", equalTo(true))
                    .body("name", equalTo("admin (first start)"));
            assertEquals(1L, keys.single("select count(*) from api_key"));
        });
    }

    @Test
    void no_first_key_is_created_if_the_database_contains_a_key() {
        keys.withoutKeys(() -> {
            keys.revoke(keys.editor().key().id);
            Matcher printed = SECRET.matcher(printedBy(() -> firstKey.createOnFirstStart("http://localhost:8080")));
            assertEquals(0, printed.results().count());
            assertEquals(1L, keys.single("select count(*) from api_key"));
        });
    }

    private static String printedBy(Runnable action) {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
